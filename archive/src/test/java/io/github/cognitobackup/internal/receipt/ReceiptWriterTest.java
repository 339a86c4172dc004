package io.github.cognitobackup.internal.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.Receipt;
import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.transfer.StoredContent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiptWriterTest {

  private static final ArchiveKey KEY =
      new ArchiveKey("eu-west-1_AbCdEfGhI", Instant.parse("2026-03-04T05:06:07Z"), 1, true);

  private final InMemoryStorage storage = new InMemoryStorage();
  private final ReceiptWriter writer = new ReceiptWriter(storage);

  @AfterEach
  void nothingStaysOpen() {
    storage.checkNothingOpen();
  }

  private static Receipt receipt(long users) {
    return new Receipt(
        KEY,
        Outcome.COMPLETE,
        new Manifest.Counts(users, 0, Map.of()),
        10,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Optional<Receipt> found() {
    return Receipts.of(storage).find(KEY, 10);
  }

  @Test
  void writesBesideTheArchiveWhatIsFoundThere() {
    writer.write(receipt(1));

    assertThat(StoredContent.keys(storage)).containsExactly(KEY + Receipts.SUFFIX);
    assertThat(found()).contains(receipt(1));
  }

  @Test
  void overwritesNone() {
    writer.write(receipt(1));

    assertThatExceptionOfType(ArchiveExistsException.class)
        .isThrownBy(() -> writer.write(receipt(2)));
    assertThat(found()).contains(receipt(1));
  }

  @Test
  void replacesOneOrNone() {
    writer.replace(receipt(1));
    writer.replace(receipt(2));

    assertThat(found()).contains(receipt(2));
  }

  @Test
  void deletesOneOrNone() {
    writer.write(receipt(1));
    writer.delete(KEY);
    writer.delete(KEY);

    assertThat(StoredContent.keys(storage)).isEmpty();
  }
}
