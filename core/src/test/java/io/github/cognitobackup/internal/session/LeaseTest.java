package io.github.cognitobackup.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.internal.journal.LeaseNote;
import io.github.cognitobackup.internal.journal.UnfinishedRestores;
import io.github.cognitobackup.restore.RestoreRefusedException;
import io.github.cognitobackup.storage.ForwardingStorage;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.transfer.StoredContent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lease is held by one run at a time, and by nothing for ever. */
class LeaseTest {

  private static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");
  private static final String POOL = "eu-west-1_Pool";
  private static final String FOLDER = "restore-leases/" + POOL + '/';
  private static final String ARCHIVE = "eu-west-1_A/20260101T000000.000Z.tar.gz.enc";

  private final InMemoryStorage storage = new InMemoryStorage(at(Duration.ZERO));

  private static Clock at(Duration later) {
    return Clock.fixed(NOW.plus(later), ZoneOffset.UTC);
  }

  private Lease take(Duration later) {
    return Lease.take(storage, POOL, ARCHIVE, at(later));
  }

  private List<String> keys() {
    try (Stream<ObjectInfo> objects = storage.list("")) {
      return objects.map(ObjectInfo::key).toList();
    }
  }

  private void put(String name, Instant renewed) {
    LeaseNote note =
        new LeaseNote("owner", ARCHIVE, "elsewhere", "", 4711, "unknown", Optional.of(renewed));
    StoredContent.put(storage, FOLDER + name, note.toJson());
  }

  private void isFreeOnlyAfterNinetySeconds() {
    isHeld(Duration.ofSeconds(89));
    take(Duration.ofSeconds(90)).close();
  }

  private RestoreRefusedException isHeld(Duration later) {
    return org.assertj.core.api.Assertions.catchThrowableOfType(
        RestoreRefusedException.class, () -> take(later).close());
  }

  @Test
  void isHeldByOneAtATime() {
    try (Lease lease = take(Duration.ZERO)) {
      lease.check();
      assertThat(isHeld(Duration.ofSeconds(1)).guard()).isEqualTo("lease");
    }
    assertThat(keys()).isEmpty();
    take(Duration.ofSeconds(1)).close();
  }

  @Test
  void fallsToTheNextWhenItIsNotRenewed() {
    put("0000000041.json", NOW);
    isFreeOnlyAfterNinetySeconds();
    assertThat(keys()).isEmpty();
  }

  @Test
  void bearsClocksThatDifferALittle() {
    put("0000000001.json", NOW.plusSeconds(60));
    assertThat(isHeld(Duration.ZERO)).isNotNull();
    assertThat(isHeld(Duration.ofSeconds(149))).isNotNull();
    take(Duration.ofSeconds(150)).close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-03-20T12:10:00Z", "2099-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z"})
  void isNotHeldForEverByOneDatedInTheFuture(String renewed) {
    put("0000000001.json", Instant.parse(renewed));

    assertThat(isHeld(Duration.ZERO))
        .hasMessageContaining(FOLDER + "0000000001.json")
        .hasMessageContaining("future")
        .hasMessageContaining("delete it");
    isFreeOnlyAfterNinetySeconds();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}",
        "\u0000",
        "{\"archive\":\"a\",\"renewed\":\"yesterday\"}",
        "{\"archive\":\"a\",\"renewed\":\"2026-02-30T00:00:00Z\"}",
        "{\"archive\":\"a\",\"pid\":99999999999999999999}",
        "{\"archive\":\"a\",\"renewed\":1}",
      })
  void isNotHeldForEverByJunk(String content) {
    StoredContent.put(storage, FOLDER + "0000000001.json", content);

    assertThat(isHeld(Duration.ZERO))
        .hasMessageContaining(FOLDER + "0000000001.json")
        .hasMessageContaining("delete it");
    isFreeOnlyAfterNinetySeconds();
  }

  @Test
  void isNotHeldForEverByWhatIsTooLarge() {
    StoredContent.put(storage, FOLDER + "0000000001.json", new byte[1 << 20]);
    isFreeOnlyAfterNinetySeconds();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9999999999.json",
        "0999999999.json",
        "9999999999999999999.json",
        "99999999999999999999.json",
        "-000000001.json",
        "٠٠٠٠٠٠٠٠٠١.json",
        "1.json",
        "junk",
        ".json",
      })
  void goesOnBesideNamesThatNoRunReaches(String name) {
    put(name, NOW);
    isFreeOnlyAfterNinetySeconds();

    try (Lease lease = take(Duration.ofSeconds(100))) {
      assertThat(isHeld(Duration.ofSeconds(101))).as("another one").isNotNull();
      lease.renew();
      lease.renew();
      assertThat(isHeld(Duration.ofSeconds(101))).as("another one").isNotNull();
      lease.check();
    }
  }

  @Test
  void isLostWhenItIsDeleted() {
    try (Lease lease = take(Duration.ZERO)) {
      keys().forEach(storage::delete);
      try (Lease other = take(Duration.ofSeconds(1))) {
        lease.renew();
        assertThatExceptionOfType(RestoreRefusedException.class)
            .isThrownBy(lease::check)
            .withMessageContaining("run it again");
        other.renew();
        other.check();
      }
    }
    assertThat(keys()).isEmpty();
  }

  /** A storage that deletes nothing as long as it is told so. */
  private static final class Stubborn extends ForwardingStorage {
    private boolean refuses;

    Stubborn(Storage storage) {
      super(storage);
    }

    @Override
    public void delete(String key) {
      if (refuses) {
        throw new StorageUnavailableException(true, "not now", null);
      }
      super.delete(key);
    }
  }

  @Test
  void isStillHeldWhereTheFormerObjectCannotBeDeleted() {
    Stubborn stubborn = new Stubborn(storage);
    try (Lease lease = Lease.take(stubborn, POOL, ARCHIVE, at(Duration.ZERO))) {
      stubborn.refuses = true;
      lease.renew();
      stubborn.refuses = false;
      lease.renew();
      lease.check();
      assertThat(isHeld(Duration.ofSeconds(1))).isNotNull();
    }
  }

  @Test
  void failsNoRestoreWhereItCannotBeGivenUp() {
    Stubborn stubborn = new Stubborn(storage);
    try (Lease lease = Lease.take(stubborn, POOL, ARCHIVE, at(Duration.ZERO))) {
      lease.check();
      stubborn.refuses = true;
    }
    assertThat(keys()).hasSize(1);
  }

  @Test
  void keepsAnArchiveFromPruningWhileItCanBeRead() {
    put("0000000001.json", NOW);
    Duration year = Duration.ofDays(365);

    assertThat(new UnfinishedRestores(storage, at(year)).of(ARCHIVE))
        .contains(FOLDER + "0000000001.json");
    assertThat(new UnfinishedRestores(storage, at(year)).of("another")).isEmpty();
  }

  @Test
  void keepsEveryArchiveFromPruningForAWhileWhereItCannotBeRead() {
    StoredContent.put(storage, FOLDER + "0000000001.json", "{\"renewed\":\"2099");

    assertThat(new UnfinishedRestores(storage, at(Duration.ofSeconds(89))).of(ARCHIVE)).isPresent();
    assertThat(new UnfinishedRestores(storage, at(Duration.ofSeconds(90))).of(ARCHIVE)).isEmpty();
  }
}
