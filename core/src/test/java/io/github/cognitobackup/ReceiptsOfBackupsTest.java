package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.catalogue.Receipt;
import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.ForwardingStorage;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receipts as backups write them. */
class ReceiptsOfBackupsTest extends ReceiptScene {

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
