package io.github.cognitobackup.catalogue;

import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.internal.log.Log;
import io.github.cognitobackup.internal.vault.Vault;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The receipts in a storage, each beside its archive under the archive's key and {@value #SUFFIX}.
 *
 * <pre>{@code
 * Receipts receipts = Receipts.of(storage);
 * receipts.find(key, size).ifPresent(receipt -> System.out.println(receipt.counts().users()));
 * }</pre>
 *
 * <p>They are plain, also beside sealed archives. Thread-safe.
 */
public final class Receipts {

  /** What a receipt's key has after its archive's. */
  public static final String SUFFIX = ".json";

  private static final Log LOG = Log.of(Receipts.class);

  private final Storage storage;

  private Receipts(Storage storage) {
    this.storage = storage;
  }

  /**
   * Returns the receipts of a storage.
   *
   * @param storage the storage
   * @return its receipts
   */
  public static Receipts of(Storage storage) {
    return new Receipts(Vault.requireBytes(storage));
  }

  /**
   * Returns where the receipt of an archive lies.
   *
   * @param archive the archive
   * @return the receipt's key
   */
  public static String keyOf(ArchiveKey archive) {
    return archive + SUFFIX;
  }

  /** Returns whose receipt lies under a key, if it is the key of a receipt. */
  static Optional<ArchiveKey> archiveOf(String key) {
    return key.endsWith(SUFFIX)
        ? ArchiveKey.parse(key.substring(0, key.length() - SUFFIX.length()))
        : Optional.empty();
  }

  /**
   * Reads the receipt of an archive.
   *
   * @param archive the archive
   * @param size its bytes as they lie in the storage
   * @return empty when there is none, when it may not be read, when it is malformed, and when it is
   *     that of another key or size
   * @throws StorageUnavailableException when the storage fails in a way that may pass
   */
  public Optional<Receipt> find(ArchiveKey archive, long size) {
    return read(keyOf(archive))
        .filter(receipt -> receipt.key().equals(archive) && receipt.size() == size);
  }

  private Optional<Receipt> read(String key) {
    try (StoredObject object = storage.open(key);
        InputStream stream = object.openStream()) {
      return ReceiptDocument.read(stream.readNBytes(ReceiptDocument.MAX_BYTES + 1));
    } catch (ArchiveNotFoundException e) {
      return Optional.empty();
    } catch (StorageUnavailableException e) {
      if (e.retryable()) {
        throw e;
      }
      LOG.info("the receipt \"{}\" may not be read: {}", key, e.getMessage());
      return Optional.empty();
    } catch (IOException e) {
      throw new StorageUnavailableException(
          true, "the receipt \"" + key + "\" cannot be read: " + e.getMessage(), e);
    }
  }
}
