package io.github.cognitobackup.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.foreign.Findings.Trait;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvidenceTest {

  private static final String POOL = "eu-west-1_AbCdEfGhI";
  private static final Instant CHANGE = Instant.parse("2023-11-14T22:13:20Z");
  private static final Manifest.Entry USERS = new Manifest.Entry("users.json", 2, "0".repeat(64));
  private static final Manifest.Entry OTHER = new Manifest.Entry("odd.json", 2, "1".repeat(64));

  private static Evidence of(Set<String> poolIds, Set<Trait> traits, Map<String, Long> members) {
    Findings findings =
        new Findings(
            List.of(new Findings.Found(USERS, Role.USERS)),
            Set.of(""),
            poolIds,
            Set.of("admins"),
            members,
            traits,
            7,
            0,
            Optional.of(CHANGE));
    return Evidence.of(ForeignKind.TAR_GZ, findings, "users.tar.gz");
  }

  @Test
  void isOfThePoolAndTheTimeThatTheContentTells() {
    ArchiveHeader header = of(Set.of(POOL), Set.of(), Map.of()).header();

    assertThat(header.poolId()).isEqualTo(POOL);
    assertThat(header.start()).isEqualTo(CHANGE);
    assertThat(header.options()).containsEntry("kind", "TAR_GZ");
  }

  @Test
  void countsWhatThereIs() {
    Manifest manifest =
        of(Set.of(POOL), Set.of(Trait.HAS_SETTINGS), Map.of("admins", 2L, "readers", 3L))
            .manifest();

    assertThat(manifest.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(manifest.counts())
        .isEqualTo(new Manifest.Counts(7, 5, Map.of("user-pool", 1L, "groups", 2L)));
    assertThat(manifest.entries()).containsExactly(USERS);
  }

  @Test
  void countsNoGroupThatCognitoMakesByItself() {
    Map<String, Long> members = Map.of("admins", 2L, POOL + "_Google", 3L);

    assertThat(of(Set.of(POOL), Set.of(), members).members()).containsOnlyKeys("admins");
    assertThat(of(Set.of(), Set.of(), members).members()).containsOnlyKeys("admins");
    assertThat(of(Set.of("eu-west-1_Another01"), Set.of(), members).members()).hasSize(2);
  }

  @Test
  void namesAsGapsWhatIsKnownToBeMissing() {
    assertThat(of(Set.of(POOL), Set.of(Trait.CONTINUES), Map.of()).manifest().outcome())
        .isEqualTo(Outcome.PARTIAL);
    assertThat(of(Set.of(POOL), Set.of(Trait.USES_MFA), Map.of()).manifest().gaps())
        .extracting(Manifest.Gap::resource)
        .containsExactly("mfa");
  }

  @Test
  void namesAsAGapEachFileThatIsNotKnown() {
    Findings findings =
        new Findings(
            List.of(
                new Findings.Found(USERS, Role.USERS),
                new Findings.Found(OTHER, Role.UNKNOWN),
                new Findings.Found(OTHER, Role.LITTER)),
            Set.of(""),
            Set.of(),
            Set.of(),
            Map.of(),
            Set.of(),
            0,
            0,
            Optional.empty());

    assertThat(Evidence.of(ForeignKind.TAR_GZ, findings, "x").manifest().gaps())
        .extracting(Manifest.Gap::resource)
        .containsExactly("odd.json");
  }

  @Test
  void provesLessTheLessTheContentTells() {
    Evidence most = of(Set.of(POOL), Set.of(Trait.HAS_SETTINGS), Map.of("admins", 2L));
    Evidence less = of(Set.of(), Set.of(Trait.HAS_SETTINGS), Map.of("admins", 2L));

    assertThat(most.notProven()).doesNotHaveDuplicates();
    assertThat(less.notProven()).containsAll(most.notProven());
    assertThat(less.notProven()).hasSize(most.notProven().size() + 1);
    assertThat(most.shown()).anyMatch(text -> text.contains("7 users"));
  }
}
