package io.github.cognitobackup.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.error.ArchiveCorruptException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FindingsTest {

  private static final String POOL = "eu-west-1_AbCdEfGhI";
  private static final String OTHER = "eu-west-1_Another01";

  private static Findings of(Set<String> folders, Set<String> poolIds) {
    return new Findings(
        List.of(),
        folders,
        poolIds,
        Set.of(),
        Map.of(),
        Set.of(Findings.Trait.USES_MFA),
        0,
        0,
        Optional.empty());
  }

  @Test
  void haveTheTraitsThatWereFound() {
    assertThat(of(Set.of(""), Set.of()).has(Findings.Trait.USES_MFA)).isTrue();
    assertThat(of(Set.of(""), Set.of()).has(Findings.Trait.HAS_SETTINGS)).isFalse();
  }

  @Test
  void tellThePoolByTheContentFirst() {
    assertThat(of(Set.of(""), Set.of(POOL)).poolId(OTHER + "/users.json")).isEqualTo(POOL);
  }

  @Test
  void tellThePoolByTheFolderAndThenByThePath() {
    assertThat(of(Set.of("backup/" + POOL), Set.of()).poolId(OTHER + "/x")).isEqualTo(POOL);
    assertThat(of(Set.of(""), Set.of()).poolId(OTHER + "/x")).isEqualTo(OTHER);
  }

  @Test
  void tellNoPoolWhereThereIsNoneOrMoreThanOne() {
    assertThat(of(Set.of(""), Set.of()).poolId("users.json")).isEqualTo(ArchiveHeader.UNKNOWN_POOL);
    assertThat(of(Set.of(POOL, OTHER), Set.of()).poolId(POOL + "/x"))
        .isEqualTo(ArchiveHeader.UNKNOWN_POOL);
    assertThat(of(Set.of(POOL, OTHER), Set.of()).onePool()).isFalse();
  }

  @Test
  void refuseAContradiction() {
    Findings findings = of(Set.of(POOL), Set.of(OTHER));

    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(() -> findings.poolId("x"))
        .withMessageContaining(POOL)
        .withMessageContaining(OTHER);
  }
}
