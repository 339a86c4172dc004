package io.github.cognitobackup.transfer;

import static io.github.cognitobackup.transfer.SampleArchives.archiveOf;
import static io.github.cognitobackup.transfer.StoredContent.get;
import static io.github.cognitobackup.transfer.StoredContent.keys;
import static io.github.cognitobackup.transfer.StoredContent.put;
import static io.github.cognitobackup.transfer.StoredContent.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.Receipt;
import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.catalogue.ShrinkWarning;
import io.github.cognitobackup.internal.receipt.ReceiptWriter;
import io.github.cognitobackup.internal.vault.Vault;
import io.github.cognitobackup.transfer.TransferResult.Status;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A receipt goes along with its archive to the new key. */
class RewrapReceiptsTest extends RewrapScene {

  private static final ShrinkWarning WARNING =
      new ShrinkWarning(ArchiveKey.parse(SECOND).orElseThrow(), 100);

  @Test
  void movesTheReceipt() {
    seal(BASE, random(100));
    ArchiveKey base = ArchiveKey.parse(BASE).orElseThrow();
    long size = storage.stat(BASE).orElseThrow().size();
    writeReceipt(base, size);

    rewrap();

    assertThat(keys(storage)).containsExactly(R2, R2 + ".json");
    Receipt moved = receipt(R2);
    assertThat(moved.counts().users()).isEqualTo(7);
    assertThat(moved.suspicious()).contains(WARNING);
    assertThat(moved.wrappingKey()).contains("a new key of another length");
    assertThat(moved.sha256()).isPresent().isNotEqualTo(Optional.of("0".repeat(64)));
  }

  private void writeReceipt(ArchiveKey archive, long size) {
    new ReceiptWriter(storage)
        .write(
            new Receipt(
                archive,
                Outcome.COMPLETE,
                new Manifest.Counts(7, 0, Map.of()),
                size,
                Optional.of("0".repeat(64)),
                Optional.of("OLD"),
                Optional.of(WARNING),
                Optional.of(Instant.EPOCH)));
  }

  private Receipt receipt(String archive) {
    return Receipts.of(storage)
        .find(ArchiveKey.parse(archive).orElseThrow(), storage.stat(archive).orElseThrow().size())
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void takesTheReceiptAlongWhereNobodyHasReadTheBody(boolean verify) {
    seal(BASE, archiveOf(BASE, 2));
    writeReceipt(ArchiveKey.parse(BASE).orElseThrow(), storage.stat(BASE).orElseThrow().size());
    Rewrap copying = Rewrap.of(new CopyingStorage(storage, 0), key.rewrapperFrom("OLD"));

    (verify ? copying.verifyWith(key) : copying).run(Selection.all());

    assertThat(keys(storage)).containsExactly(R2, R2 + ".json");
    Receipt moved = receipt(R2);
    assertThat(moved.counts().users()).isEqualTo(7);
    assertThat(moved.suspicious()).contains(WARNING);
    assertThat(moved.wrappingKey()).contains("a new key of another length");
    assertThat(moved.sha256().isPresent()).isEqualTo(verify);
    assertThat(moved.verified()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void givesTheReceiptToARevisionThatAnEarlierRunLeftWithoutOne(boolean keepOld) {
    seal(BASE, random(100));
    rewrap.keepOld().run(Selection.all());
    writeReceipt(ArchiveKey.parse(BASE).orElseThrow(), storage.stat(BASE).orElseThrow().size());

    (keepOld ? rewrap.keepOld() : rewrap).run(Selection.all());

    assertThat(receipt(R2).counts().users()).isEqualTo(7);
    assertThat(receipt(R2).sha256()).isEmpty();
    assertThat(keys(storage).contains(BASE + ".json")).isEqualTo(keepOld);
  }

  @Test
  void givesNoReceiptToARevisionThatIsAnotherMessage() {
    seal(BASE, random(100));
    writeReceipt(ArchiveKey.parse(BASE).orElseThrow(), storage.stat(BASE).orElseThrow().size());
    put(Vault.of(storage).sealedBy(key).objects(), R2, random(100));

    assertThat(rewrap().counts()).isEqualTo(Map.of(Status.CONFLICT, 1L));

    assertThat(keys(storage)).containsExactlyInAnyOrder(BASE, BASE + ".json", R2);
  }

  @Test
  void givesNoReceiptToARevisionWhoseBodyIsAnother() {
    seal(BASE, random(100));
    writeReceipt(ArchiveKey.parse(BASE).orElseThrow(), storage.stat(BASE).orElseThrow().size());
    rewrap.keepOld().run(Selection.all());
    byte[] damaged = get(storage, R2);
    damaged[damaged.length - 1] ^= 1;
    storage.delete(R2);
    storage.delete(R2 + ".json");
    put(storage, R2, damaged);

    assertThat(rewrap().counts()).isEqualTo(Map.of(Status.CONFLICT, 1L));

    assertThat(keys(storage)).containsExactlyInAnyOrder(BASE, BASE + ".json", R2);
  }
}
