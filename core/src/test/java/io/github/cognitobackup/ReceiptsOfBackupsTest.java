package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.CatalogueEntry;
import io.github.cognitobackup.catalogue.PruneReport;
import io.github.cognitobackup.catalogue.Pruning;
import io.github.cognitobackup.catalogue.Receipt;
import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.catalogue.Retention;
import io.github.cognitobackup.catalogue.Suspicion;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.internal.receipt.ReceiptWriter;
import io.github.cognitobackup.repository.ArchiveCheck;
import io.github.cognitobackup.storage.ForwardingStorage;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Receipts as backups and verifications write them, and the guard that lives on them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReceiptsOfBackupsTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  private TestBed bed;
  private InMemoryStorage storage = new InMemoryStorage();

  @BeforeAll
  void open() {
    bed = new TestBed();
  }

  @AfterAll
  void close() {
    bed.close();
  }

  @AfterEach
  void nothingStaysOpen() {
    storage.checkNothingOpen();
    storage = new InMemoryStorage();
  }

  private String pool(int users) {
    return bed.emulator.cognito().generatePool("customers", PoolModel.PLAIN, users, 5);
  }

  private Backuper.Builder builder(Storage raw, int day) {
    return bed.builder()
        .storage(raw)
        .clock(Clock.fixed(NOON.plus(Duration.ofDays(day)), ZoneOffset.UTC));
  }

  private BackupReport backup(String pool, int day) {
    return builder(storage, day).build().backup(pool);
  }

  private Optional<Receipt> receipt(String key) {
    long size = storage.stat(key).orElseThrow().size();
    return Receipts.of(storage).find(ArchiveKey.parse(key).orElseThrow(), size);
  }

  private byte[] bytes(String key) {
    try (StoredObject object = storage.open(key);
        InputStream stream = object.openStream()) {
      return stream.readAllBytes();
    } catch (java.io.IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void overwrite(String key, byte[] content) {
    storage.delete(key);
    try (ObjectWriter writer = storage.create(key)) {
      writer.stream().write(content);
      writer.commit();
    } catch (java.io.IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private List<ArchiveCheck> verifyAll(Backuper backuper) {
    try (Stream<ArchiveCheck> checks = backuper.verifyAll()) {
      return checks.toList();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void receiptTellsOfTheObjectAsItLies(boolean sealed) throws Exception {
    String pool = pool(12);
    Backuper backuper =
        sealed
            ? builder(storage, 0).build()
            : Backuper.builder().cognito(bed.client).storage(storage).insecurePlaintext().build();
    BackupReport report = backuper.backup(pool);

    Receipt receipt = receipt(report.key()).orElseThrow();
    assertThat(receipt.sha256()).contains(sha256(bytes(report.key())));
    assertThat(receipt.size()).isEqualTo(report.size()).isEqualTo(bytes(report.key()).length);
    assertThat(receipt.counts().users()).isEqualTo(12);
    assertThat(receipt.counts().resources()).isEqualTo(report.resources());
    assertThat(receipt.key().sealed()).isEqualTo(sealed);
    assertThat(receipt.verified()).isEmpty();
    assertThat(receipt.suspicious()).isEmpty();
    assertThat(report.warnings()).isEmpty();
    String text = new String(bytes(report.key() + Receipts.SUFFIX), StandardCharsets.UTF_8);
    assertThat(text).doesNotContain("@").doesNotContainIgnoringCase("secret");
  }

  @Test
  void aRoleThatMayOnlyCreateSuffices() {
    String pool = pool(3);
    backup(pool, 0);
    BackupReport report = builder(new CreateOnly(storage), 1).build().backup(pool);

    assertThat(receipt(report.key())).isPresent();
    assertThat(report.size()).isEqualTo(bytes(report.key()).length);
    assertThat(report.suspicious()).isEmpty();
    assertThat(report.warnings()).singleElement().asString().contains("not compared", "denied");
  }

  @Test
  void aReceiptThatCannotBeWrittenIsAWarning() {
    String pool = pool(3);
    Storage noReceipts =
        new ForwardingStorage(storage) {
          @Override
          public ObjectWriter create(String key) {
            if (key.endsWith(Receipts.SUFFIX)) {
              throw new StorageUnavailableException(false, "no receipts here", null);
            }
            return super.create(key);
          }
        };
    BackupReport report = builder(noReceipts, 0).build().backup(pool);

    assertThat(report.warnings()).singleElement().asString().contains("no receipts here");
    assertThat(receipt(report.key())).isEmpty();
    assertThat(builder(storage, 0).build().verify(report.key()).manifest().counts().users())
        .isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 80, true",
    "100, 81, false",
    "100, 0, true",
    "100, 100, false",
    "100, 120, false",
    "5, 4, true",
    "0, 0, false",
    "0, 5, false"
  })
  void oneFifthFewerUsersAreSuspicious(int before, int after, boolean suspicious) {
    String pool = pool(before);
    String first = backup(pool, 0).key();
    setUsers(pool, before, after);

    BackupReport report = backup(pool, 1);

    Optional<Suspicion> expected =
        suspicious
            ? Optional.of(new Suspicion(ArchiveKey.parse(first).orElseThrow(), before))
            : Optional.empty();
    assertThat(report.users()).isEqualTo(after);
    assertThat(report.suspicious()).isEqualTo(expected);
    assertThat(receipt(report.key()).orElseThrow().suspicious()).isEqualTo(expected);
  }

  private void setUsers(String pool, int before, int after) {
    List<String> names =
        bed.client.listUsersPaginator(r -> r.userPoolId(pool)).users().stream()
            .map(user -> user.username())
            .toList();
    names.stream()
        .limit(Math.max(0, before - after))
        .forEach(name -> bed.client.adminDeleteUser(r -> r.userPoolId(pool).username(name)));
    for (int i = before; i < after; i++) {
      bed.emulator.cognito().putUser(pool, SeedUser.named("more-" + i));
    }
  }

  @Test
  void aSuspiciousArchiveIsNoMeasureAndOneWithoutTheGuardIs() {
    String pool = pool(20);
    String good = backup(pool, 0).key();
    setUsers(pool, 20, 10);
    assertThat(backup(pool, 1).suspicious()).isPresent();
    assertThat(backup(pool, 2).suspicious().orElseThrow().previousKey()).hasToString(good);

    BackupReport meant = builder(storage, 3).shrinkLimit(1).build().backup(pool);
    assertThat(meant.suspicious()).isEmpty();
    assertThat(meant.warnings()).isEmpty();
    assertThat(backup(pool, 4).suspicious()).isEmpty();
  }

  @Test
  void nothingToCompareWithIsTold() {
    String pool = pool(5);
    BackupReport first = backup(pool, 0);
    assertThat(first.warnings()).isEmpty();
    storage.delete(first.key() + Receipts.SUFFIX);

    assertThat(backup(pool, 1).warnings()).singleElement().asString().contains("not compared");
  }

  @Test
  void aLimitThatIsNoShareIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Backuper.builder().shrinkLimit(1.1));
    assertThatIllegalArgumentException().isThrownBy(() -> Backuper.builder().shrinkLimit(-0.1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Backuper.builder().shrinkLimit(Double.NaN));
  }

  @Test
  void verifyWritesNothingAndVerifyAllRecords() {
    String pool = pool(4);
    String one = backup(pool, 0).key();
    String two = backup(pool, 1).key();
    storage.delete(two + Receipts.SUFFIX);
    Backuper backuper = builder(storage, 9).build();

    backuper.verify(one);
    assertThat(receipt(one).orElseThrow().verified()).isEmpty();

    List<ArchiveCheck> checks = verifyAll(backuper);
    assertThat(checks).extracting(ArchiveCheck::key).containsExactly(one, two);
    assertThat(checks).extracting(ArchiveCheck::result).containsOnly(ArchiveCheck.Result.SOUND);
    assertThat(checks).allSatisfy(check -> assertThat(check.warning()).isEmpty());
    for (String key : List.of(one, two)) {
      assertThat(receipt(key).orElseThrow().verified()).contains(NOON.plus(Duration.ofDays(9)));
      assertThat(receipt(key).orElseThrow().counts().users()).isEqualTo(4);
    }
    try (Stream<CatalogueEntry> list = backuper.list()) {
      assertThat(list.map(entry -> entry.key().toString())).containsExactly(two, one);
    }
  }

  @Test
  void verifyAllGoesOnAfterADamagedArchiveWhichLosesItsReceipt() {
    String pool = pool(4);
    String one = backup(pool, 0).key();
    String two = backup(pool, 1).key();
    byte[] bytes = bytes(one);
    bytes[bytes.length / 2] ^= 1;
    overwrite(one, bytes);

    List<ArchiveCheck> checks = verifyAll(builder(storage, 2).build());

    assertThat(checks)
        .extracting(ArchiveCheck::result)
        .containsExactly(ArchiveCheck.Result.DAMAGED, ArchiveCheck.Result.SOUND);
    assertThat(checks.get(0).failure().orElseThrow()).isInstanceOf(ArchiveCorruptException.class);
    assertThat(receipt(one)).isEmpty();
    assertThat(receipt(two).orElseThrow().verified()).isPresent();
    assertThat(storage.stat(one)).isPresent();
  }

  @Test
  void aPlainArchiveThatIsNotAcceptedKeepsItsReceipt() {
    String key =
        Backuper.builder()
            .cognito(bed.client)
            .storage(storage)
            .insecurePlaintext()
            .build()
            .backup(pool(2))
            .key();

    List<ArchiveCheck> refused = verifyAll(builder(storage, 0).build());
    assertThat(refused)
        .extracting(ArchiveCheck::result)
        .containsExactly(ArchiveCheck.Result.UNREADABLE);
    assertThat(receipt(key)).isPresent();

    assertThat(verifyAll(builder(storage, 0).acceptPlaintext().build()))
        .extracting(ArchiveCheck::result)
        .containsExactly(ArchiveCheck.Result.SOUND);
    assertThat(receipt(key).orElseThrow().verified()).isPresent();
    byte[] bytes = bytes(key);
    bytes[bytes.length - 9] ^= 1;
    overwrite(key, bytes);
    assertThat(verifyAll(builder(storage, 0).acceptPlaintext().build()))
        .extracting(ArchiveCheck::result)
        .containsExactly(ArchiveCheck.Result.DAMAGED);
  }

  @Test
  void aSuspiciousArchiveStaysSoThoughItsReceiptWasLost() {
    String pool = pool(20);
    backup(pool, 0);
    setUsers(pool, 20, 10);
    BackupReport shrunk = backup(pool, 1);
    storage.delete(shrunk.key() + Receipts.SUFFIX);

    verifyAll(builder(storage, 2).build());
    assertThat(receipt(shrunk.key()).orElseThrow().suspicious()).isEqualTo(shrunk.suspicious());

    storage.delete(shrunk.key() + Receipts.SUFFIX);
    builder(storage, 2).build().verifyAndRecord(shrunk.key());
    assertThat(receipt(shrunk.key()).orElseThrow().suspicious()).isEqualTo(shrunk.suspicious());
    assertThat(receipt(shrunk.key()).orElseThrow().verified()).isPresent();
  }

  @Test
  void aReceiptWithoutADigestIsMadeWhole() {
    String pool = pool(20);
    backup(pool, 0);
    setUsers(pool, 20, 10);
    String key = backup(pool, 1).key();
    Receipt marked = receipt(key).orElseThrow();
    assertThat(marked.suspicious()).isPresent();
    new ReceiptWriter(storage)
        .replace(
            marked.forRevision(
                marked.key(), marked.size(), Optional.empty(), marked.wrappingKey()));

    builder(storage, 2).build().verifyAndRecord(key);

    Receipt now = receipt(key).orElseThrow();
    assertThat(now.sha256()).isPresent().isEqualTo(marked.sha256());
    assertThat(now.wrappingKey()).isEqualTo(marked.wrappingKey());
    assertThat(now.suspicious()).isEqualTo(marked.suspicious());
    assertThat(now.verified()).isPresent();
  }

  @Test
  void withTheKeyThereIsNothingToProveByADigest() {
    String pool = pool(3);
    List<String> keys = List.of(backup(pool, 0).key(), backup(pool, 1).key());
    for (String key : keys) {
      Receipt known = receipt(key).orElseThrow();
      new ReceiptWriter(storage)
          .replace(
              known.forRevision(known.key(), known.size(), Optional.empty(), known.wrappingKey()));
    }
    Retention last = Retention.builder().keepLast(1).build();
    Clock later = Clock.fixed(NOON.plus(Duration.ofDays(9)), ZoneOffset.UTC);

    assertThat(Pruning.of(storage, last).clock(later).apply(decision -> {}).gone()).isZero();
    PruneReport report =
        Pruning.of(storage, last).encryptor(bed.encryptor).clock(later).apply(decision -> {});

    assertThat(report.gone()).isEqualTo(1);
    assertThat(report.pools().get(0).proven().map(ArchiveKey::toString)).contains(keys.get(1));
  }

  @Test
  void aFalseReceiptIsReplaced() {
    String key = backup(pool(4), 0).key();
    Receipt real = receipt(key).orElseThrow();
    new ReceiptWriter(storage)
        .replace(
            new Receipt(
                real.key(),
                real.outcome(),
                new io.github.cognitobackup.archive.Manifest.Counts(9, 9, java.util.Map.of()),
                real.size(),
                Optional.of("0".repeat(64)),
                Optional.of("false"),
                Optional.of(new Suspicion(real.key(), 1)),
                Optional.of(NOON)));

    builder(storage, 0).build().verifyAndRecord(key);

    Receipt now = receipt(key).orElseThrow();
    assertThat(now.counts()).isEqualTo(real.counts());
    assertThat(now.sha256()).isEqualTo(real.sha256());
    assertThat(now.wrappingKey()).isEmpty();
    assertThat(now.suspicious()).isEmpty();
  }

  @Test
  void verificationThatCannotBeRecordedIsAWarning() {
    String key = backup(pool(4), 0).key();
    Storage readOnly =
        new ForwardingStorage(storage) {
          @Override
          public void delete(String object) {
            throw new StorageUnavailableException(false, "read only", null);
          }
        };

    List<ArchiveCheck> checks = verifyAll(builder(readOnly, 0).build());

    assertThat(checks.get(0).result()).isEqualTo(ArchiveCheck.Result.SOUND);
    assertThat(checks.get(0).warning().orElseThrow()).contains(key, "read only");
    assertThat(receipt(key)).isPresent();
  }

  @Test
  void onlyArchivesOfBackupsCanBeRecorded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder(storage, 0).build().verifyAndRecord("some.tar.gz"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder(storage, 0).build().verifyAll("no pool"));
  }

  /** What the write-only role of a backup is allowed. */
  private static final class CreateOnly extends ForwardingStorage {

    CreateOnly(Storage storage) {
      super(storage);
    }

    private static StorageUnavailableException denied() {
      return new StorageUnavailableException(false, "denied", null);
    }

    @Override
    public StoredObject open(String key) {
      throw denied();
    }

    @Override
    public Stream<ObjectInfo> list(String prefix) {
      throw denied();
    }

    @Override
    public Optional<ObjectInfo> stat(String key) {
      throw denied();
    }

    @Override
    public void delete(String key) {
      throw denied();
    }
  }
}
