package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.KeepReason;
import io.github.cognitobackup.catalogue.PruneDecision;
import io.github.cognitobackup.catalogue.PruneReport;
import io.github.cognitobackup.catalogue.Pruning;
import io.github.cognitobackup.catalogue.Receipt;
import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.catalogue.Retention;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.ArchiveUnwritableException;
import io.github.cognitobackup.internal.receipt.ReceiptWriter;
import io.github.cognitobackup.repository.ArchiveCheck;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.transfer.StoredContent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody gains who can write to the storage, and has no key. */
class RollBackTest {

  /** Finer than a key tells. */
  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00.123456789Z");

  private static final Retention LAST = Retention.builder().keepLast(1).build();

  private final TestBed bed = new TestBed();
  private final String pool =
      bed.emulator.cognito().generatePool("customers", PoolModel.PLAIN, 20, 5);

  @AfterEach
  void close() {
    bed.storage.checkNothingOpen();
    bed.close();
  }

  private static Clock day(int day) {
    return Clock.fixed(NOON.plus(Duration.ofDays(day)), ZoneOffset.UTC);
  }

  private ArchiveKey backup(int day) {
    String key = bed.builder().clock(day(day)).build().backup(pool).key();
    return ArchiveKey.parse(key).orElseThrow();
  }

  /** Copies an archive under another key, and gives it a receipt that fits, and is verified. */
  private void copy(ArchiveKey from, ArchiveKey to) {
    plant(to, StoredContent.get(bed.storage, from.toString()), receipt(from));
  }

  private void plant(ArchiveKey key, byte[] content, Receipt like) {
    StoredContent.put(bed.storage, key.toString(), content);
    new ReceiptWriter(bed.storage)
        .write(
            new Receipt(
                key,
                like.outcome(),
                like.counts(),
                content.length,
                Optional.of("0".repeat(64)),
                like.wrappingKey(),
                Optional.empty(),
                Optional.of(NOON)));
  }

  private Receipt receipt(ArchiveKey key) {
    long size = bed.storage.stat(key.toString()).orElseThrow().size();
    return Receipts.of(bed.storage).find(key, size).orElseThrow();
  }

  private ArchiveKey key(int day) {
    return new ArchiveKey(pool, day(day).instant(), 1, true);
  }

  /** The names that an old archive can be given. */
  enum Disguise {
    NEWER_DAY,
    ANOTHER_MILLISECOND,
    REVISION_OF_A_NEWER_ONE,
    ANOTHER_POOL;

    ArchiveKey of(ArchiveKey old, ArchiveKey newer) {
      return switch (this) {
        case NEWER_DAY -> new ArchiveKey(old.userPoolId(), day(9).instant(), 1, true);
        case ANOTHER_MILLISECOND ->
            new ArchiveKey(old.userPoolId(), old.created().plusMillis(1), 1, true);
        case REVISION_OF_A_NEWER_ONE ->
            new ArchiveKey(newer.userPoolId(), newer.created(), 9, true);
        case ANOTHER_POOL -> new ArchiveKey("eu-west-1_Another1", old.created(), 1, true);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOldArchiveUnderAnotherKeyIsRefusedWhereverItIsOpened(
      Disguise disguise, @TempDir Path folder) {
    ArchiveKey old = backup(0);
    ArchiveKey planted = disguise.of(old, backup(1));
    copy(old, planted);
    String key = planted.toString();
    Backuper backuper = bed.builder().clock(day(10)).build();

    for (ThrowingCallable opening :
        List.<ThrowingCallable>of(
            () -> backuper.verify(key),
            () -> backuper.extract(key, folder.resolve("out")),
            () -> backuper.plan(RestoreRequest.of(key).intoNewPool("restored")),
            () -> backuper.restore(RestoreRequest.of(key).intoNewPool("restored")))) {
      assertThatExceptionOfType(ArchiveCorruptException.class)
          .isThrownBy(opening)
          .withMessageContaining("does not match its key")
          .withMessageContaining(old.userPoolId())
          .withMessageContaining(old.created().toString());
    }
    assertThat(folder.resolve("out")).doesNotExist();
    try (Stream<ArchiveCheck> checks = backuper.verifyAll()) {
      assertThat(checks.filter(check -> check.result() == ArchiveCheck.Result.DAMAGED))
          .extracting(ArchiveCheck::key)
          .containsExactly(key);
    }
    assertThat(bed.storage.stat(Receipts.keyOf(planted))).isEmpty();
  }

  @Test
  void revisionsAndCopiesOfAnArchiveAreTheArchive() {
    ArchiveKey key = backup(0);
    copy(key, key.nextRevision());

    assertThat(bed.backuper().verify(key.nextRevision().toString()).named()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cognito-backup-2024.tar.gz.enc", "go/backup.tar.gz.enc"})
  void anyOtherNameProvesNothingAndIsRead(String name) {
    StoredContent.put(bed.storage, name, StoredContent.get(bed.storage, backup(0).toString()));

    assertThat(bed.backuper().verify(name).named()).isFalse();
  }

  private PruneReport prune(Retention retention, Map<ArchiveKey, PruneDecision> decisions) {
    return Pruning.of(bed.storage, retention)
        .encryptor(bed.encryptor)
        .clock(day(10))
        .apply(decision -> decisions.put(decision.key(), decision));
  }

  private List<ArchiveKey> left() {
    return StoredContent.keys(bed.storage).stream()
        .flatMap(key -> ArchiveKey.parse(key).stream())
        .toList();
  }

  @Test
  void noArchiveGoesForOneThatIsNotWhatItsKeySays() {
    ArchiveKey oldest = backup(0);
    ArchiveKey true1 = backup(1);
    ArchiveKey true2 = backup(2);
    copy(oldest, key(4));
    plant(key(5), new byte[160], receipt(oldest));
    Map<ArchiveKey, PruneDecision> decisions = new HashMap<>();

    PruneReport report = prune(LAST, decisions);

    assertThat(left()).containsExactly(true2, key(4), key(5)).doesNotContain(true1);
    assertThat(decisions.get(key(4)).reasons()).containsExactly(KeepReason.DAMAGED);
    assertThat(decisions.get(key(4)).detail().orElseThrow()).contains("does not match its key");
    assertThat(decisions.get(key(5)).reasons()).containsExactly(KeepReason.DAMAGED);
    assertThat(report.pools().get(0).proven()).contains(true2);
  }

  @Test
  void everyRuleCountsOnlyWhatWasOpened() {
    List<ArchiveKey> genuine = new ArrayList<>();
    for (int day = 0; day < 6; day++) {
      genuine.add(backup(day));
    }
    // the newest verified is genuine, and so is one of each day: but later in each day lie others
    bed.builder().clock(day(5)).build().verifyAndRecord(genuine.get(5).toString());
    for (int day = 3; day < 6; day++) {
      ArchiveKey later =
          new ArchiveKey(pool, day(day).instant().plus(Duration.ofHours(3)), 1, true);
      copy(genuine.get(0), later);
    }
    copy(genuine.get(0), key(7));

    prune(Retention.builder().keepDaily(3).build(), new HashMap<>());

    assertThat(left())
        .containsAll(genuine.subList(3, 6))
        .doesNotContainAnyElementsOf(genuine.subList(0, 3))
        .hasSize(3 + 4);
  }

  @Test
  void oneUnderAnotherKeyCountsForNothingAndKeepsNobodyFromPruning() {
    ArchiveKey foreign =
        ArchiveKey.parse(
                bed.builder()
                    .encryptor(new io.github.cognitobackup.transfer.KeyService("OTHER"))
                    .clock(day(0))
                    .build()
                    .backup(pool)
                    .key())
            .orElseThrow();
    ArchiveKey one = backup(1);
    ArchiveKey two = backup(2);

    assertThat(prune(LAST, new HashMap<>()).gone()).isEqualTo(2);
    assertThat(left()).containsExactly(two).doesNotContain(one, foreign);
  }

  @Test
  void whatTheReaderWouldRefuseIsAFailedBackupOfWhichNothingStays() {
    ReadLimits small = ReadLimits.defaults().withMaxLineBytes(64);
    Set<Thread> before = Thread.getAllStackTraces().keySet();

    assertThatExceptionOfType(ArchiveUnwritableException.class)
        .isThrownBy(() -> bed.builder().readLimits(small).build().backup(pool))
        .withMessageContaining(pool)
        .withMessageContaining("users-00001.jsonl")
        .withMessageContaining("readLimits");

    assertThat(StoredContent.keys(bed.storage)).isEmpty();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !before.contains(thread))
        .noneMatch(thread -> thread.getName().startsWith("cognito-backup-self-check"));
  }

  private void addUsers(int count) {
    for (int i = 0; i < count; i++) {
      bed.emulator.cognito().putUser(pool, SeedUser.named("more-" + i));
    }
  }

  private BackupReport shrunk(int day) {
    bed.client
        .listUsersPaginator(all -> all.userPoolId(pool))
        .users()
        .forEach(
            user ->
                bed.client.adminDeleteUser(one -> one.userPoolId(pool).username(user.username())));
    addUsers(2);
    return bed.builder().clock(day(day)).build().backup(pool);
  }

  private Receipt telling(Receipt like, long users) {
    return new Receipt(
        like.key(),
        like.outcome(),
        new io.github.cognitobackup.archive.Manifest.Counts(users, 0, Map.of()),
        like.size(),
        like.sha256(),
        like.wrappingKey(),
        Optional.empty(),
        Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40})
  void junkWithReceiptsOfFewUsersDoesNotSilenceTheGuard(int junk) {
    ArchiveKey genuine = backup(0);
    for (int i = 1; i <= junk; i++) {
      plant(
          new ArchiveKey(pool, genuine.created().plusSeconds(i), 1, true),
          new byte[160],
          telling(receipt(genuine), 1));
    }

    assertThat(shrunk(1).suspicious().orElseThrow().previousKey()).isEqualTo(genuine);
  }

  @Test
  void anAbsurdReceiptRaisesASuspicionAndNoError() {
    ArchiveKey genuine = backup(0);
    plant(
        new ArchiveKey(pool, genuine.created().plusSeconds(1), 1, true),
        new byte[160],
        telling(receipt(genuine), Long.MAX_VALUE));

    BackupReport report = bed.builder().clock(day(1)).build().backup(pool);

    assertThat(report.suspicious().orElseThrow().previousUsers()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void whereOnlyReceiptsSpeakThatIsSaid() {
    assertThat(bed.builder().clock(day(0)).build().backup(pool).notes()).isEmpty();

    BackupReport second = bed.builder().clock(day(1)).build().backup(pool);

    assertThat(second.suspicious()).isEmpty();
    assertThat(second.warnings()).isEmpty();
    assertThat(second.notes()).singleElement().asString().contains("not compared", "receipts");
  }

  @Test
  void anAcceptedLossIsTheMeasureAsLongAsItCanBeOpened() {
    backup(0);
    shrunk(1);
    bed.builder().shrinkLimit(1).clock(day(2)).build().backup(pool);

    BackupReport next = bed.builder().clock(day(3)).build().backup(pool);

    assertThat(next.suspicious()).isEmpty();
    assertThat(next.notes()).isEmpty();
  }

  @Test
  void aClockThatWentBackIsToldByTheGuard() {
    backup(5);

    assertThat(bed.builder().clock(day(1)).build().backup(pool).warnings())
        .singleElement()
        .asString()
        .contains("not compared", "clock");
  }
}
