package io.github.cognitobackup.internal.receipt;

import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.Receipt;
import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import java.io.IOException;

/** Writes receipts beside archives, and removes them. Thread-safe. */
public final class ReceiptWriter {

  private final Storage storage;

  /** Writes into a storage, in plain bytes. */
  public ReceiptWriter(Storage storage) {
    this.storage = storage;
  }

  /**
   * Writes the receipt of an archive that has none.
   *
   * @throws io.github.cognitobackup.error.ArchiveExistsException when there is an object already
   * @throws StorageUnavailableException when the storage refuses
   */
  public void write(Receipt receipt) {
    String key = Receipts.keyOf(receipt.key());
    try (ObjectWriter writer = storage.create(key)) {
      writer.stream().write(receipt.toJson());
      writer.commit();
    } catch (IOException e) {
      throw new StorageUnavailableException(
          true, "the receipt \"" + key + "\" cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * Writes a receipt into the place of another, which is deleted before, for nothing is ever
   * overwritten: whoever is killed in between leaves an archive without a receipt.
   *
   * @throws io.github.cognitobackup.error.ArchiveExistsException when another process wrote one at
   *     the same moment
   * @throws StorageUnavailableException when the storage refuses
   */
  public void replace(Receipt receipt) {
    delete(receipt.key());
    write(receipt);
  }

  /**
   * Deletes the receipt of an archive. That there is none is not an error.
   *
   * @throws StorageUnavailableException when the storage refuses
   */
  public void delete(ArchiveKey archive) {
    storage.delete(Receipts.keyOf(archive));
  }
}
