package io.github.cognitobackup.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.CatalogueEntry;
import io.github.cognitobackup.catalogue.Retention;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.StoredObject;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One pool that lives in two Regions: its archives of one do not mix with those of the other. */
class ReplicasTest {

  private static final String POOL = "eu-west-1_AbCdEfGhI";
  private static final String REPLICA = POOL + "@eu-central-1";
  private static final Instant NOW = Instant.parse("2026-01-26T10:00:00.123Z");

  private final InMemoryStorage storage = new InMemoryStorage();
  private final ArchiveRepository repository =
      ArchiveRepository.builder().storage(storage).insecurePlaintext().build();

  @Test
  void theyAreListedVerifiedAndRetainedApart() {
    String home = write("eu-west-1", NOW, 100);
    String replica = write("eu-central-1", NOW.plusSeconds(1), 10);

    assertThat(home).isEqualTo(POOL + "/20260126T100000.123Z.tar.gz");
    assertThat(replica).isEqualTo(REPLICA + "/20260126T100001.123Z.tar.gz");
    assertThat(keys(POOL)).containsExactly(home);
    assertThat(keys(REPLICA)).containsExactly(replica);
    String newer = write("eu-central-1", NOW.plus(Duration.ofDays(1)), 10);
    repository.prune(Retention.builder().keepLast(1).build()).trustReceipts().apply(decision -> {});
    assertThat(keys(POOL)).as("the newest of its Region").containsExactly(home);
    assertThat(keys(REPLICA)).containsExactly(newer);
    try (Stream<ArchiveCheck> checks = repository.verifyAll()) {
      assertThat(checks).hasSize(2).allMatch(check -> check.result() == ArchiveCheck.Result.SOUND);
    }
  }

  @Test
  void fewerUsersThanInAnotherRegionAreNotSuspicious() {
    write("eu-west-1", NOW, 100);

    try (NewArchive archive = begin("eu-central-1", NOW.plusSeconds(1), 10)) {
      assertThat(archive.commit().suspicious()).isEmpty();
    }
  }

  @Test
  void anArchiveUnderTheOtherRegionsNameIsRefused() throws Exception {
    String replica = write("eu-central-1", NOW, 10);
    String moved = replica.replace(REPLICA, POOL);
    try (StoredObject from = storage.open(replica);
        InputStream bytes = from.openStream();
        ObjectWriter to = storage.create(moved)) {
      bytes.transferTo(to.stream());
      to.commit();
    }

    assertThatThrownBy(() -> repository.verify(moved))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("does not match its key")
        .hasMessageContaining(REPLICA);
  }

  @Test
  void anArchiveOfFormat10LiesUnderTheIdAlone() {
    ArchiveHeader header = new ArchiveHeader("1.0", "x", POOL, null, "eu-central-1", NOW, Map.of());

    assertThat(ArchiveKey.source(header)).isEqualTo(POOL);
    new ArchiveKey(POOL, NOW, 1, true).check(header);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eu-west-1_A@eu-west-1",
        "local_A@eu-west-1",
        "eu-west-1_A@",
        "eu-west-1_A@local",
        "eu-west-1_A@eu-central-1@us-east-1"
      })
  void aNameThatNoArchiveHasIsNone(String pool) {
    assertThat(ArchiveKey.parse(pool + "/20260126T100000.123Z.tar.gz")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new ArchiveKey(pool, NOW, 1, true));
  }

  @ParameterizedTest
  @CsvSource({
    "eu-west-1_A, eu-west-1, eu-west-1_A",
    "eu-west-1_A, eu-central-1, eu-west-1_A@eu-central-1",
    "us-gov-west-1_A, us-gov-east-1, us-gov-west-1_A@us-gov-east-1",
    "eu-west-1_A, eu-west-11, eu-west-1_A@eu-west-11",
    "eu-west-1_A,, eu-west-1_A",
    "eu-west-1_A, local, eu-west-1_A",
    "local_A, eu-west-1, local_A"
  })
  void onlyAnotherRegionIsInTheName(String pool, String region, String source) {
    ArchiveHeader header =
        new ArchiveHeader(ArchiveHeader.FORMAT_VERSION, "x", pool, null, region, NOW, Map.of());

    assertThat(ArchiveKey.source(header)).isEqualTo(source);
    ArchiveKey key = new ArchiveKey(source, NOW, 3, true);
    assertThat(ArchiveKey.parse(key.toString())).contains(key);
  }

  private NewArchive begin(String region, Instant start, int users) {
    NewArchive archive =
        repository.create(
            new ArchiveHeader(
                ArchiveHeader.FORMAT_VERSION,
                "0.1.0",
                POOL,
                "arn:aws:cognito-idp:" + region + ":123456789012:userpool/" + POOL,
                region,
                start,
                Map.of()));
    archive.writer().resource("user-pool", JsonNodeFactory.instance.objectNode().put("Id", POOL));
    for (int i = 0; i < users; i++) {
      archive.writer().user(JsonNodeFactory.instance.objectNode().put("Username", "u" + i));
    }
    return archive;
  }

  private String write(String region, Instant start, int users) {
    try (NewArchive archive = begin(region, start, users)) {
      return archive.commit().key().toString();
    }
  }

  private List<String> keys(String pool) {
    try (Stream<CatalogueEntry> entries = repository.list(pool)) {
      return entries.map(entry -> entry.key().toString()).toList();
    }
  }
}
