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
import io.github.cognitobackup.catalogue.ShrinkWarning;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.internal.receipt.ReceiptWriter;
import io.github.cognitobackup.repository.ArchiveCheck;
import io.github.cognitobackup.storage.ForwardingStorage;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Receipts as verifications write them. */
class ReceiptsOfVerificationsTest extends ReceiptScene {

  private void overwrite(String key, byte[] content) {
    storage.delete(key);
    try (ObjectWriter writer = storage.create(key)) {
      writer.stream().write(content);
      writer.commit();
    } catch (java.io.IOException e) {
      throw new UncheckedIOException(e);
    }
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
                Optional.of(new ShrinkWarning(real.key(), 1)),
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
}
