package io.github.cognitobackup;

import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.Receipt;
import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.catalogue.Suspicion;
import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.internal.digest.DigestingStorage;
import io.github.cognitobackup.internal.digest.ObjectDigest;
import io.github.cognitobackup.internal.log.Log;
import io.github.cognitobackup.storage.EncryptedStorage;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An archive in the making, and the receipt that goes beside it. */
final class NewArchive implements AutoCloseable {

  private static final Log LOG = Log.of(NewArchive.class);

  /** How many milliseconds that are taken in the storage are passed over. */
  private static final int MOST_TAKEN = 100;

  private final Storage storage;
  private final DigestingStorage digests;
  private final ArchiveKey key;
  private final ObjectWriter object;
  private @Nullable ObjectDigest digest;

  private NewArchive(Storage storage, ArchiveKey key) {
    this.storage = storage;
    this.digests = new DigestingStorage(storage.raw());
    this.key = key;
    this.object = digests.beneath(storage).create(key.toString());
  }

  /** Begins the archive of the first millisecond from the start on that is free in the storage. */
  static NewArchive begin(Storage storage, String userPoolId, BackupStart start) {
    for (int taken = 1; ; taken++) {
      try {
        return new NewArchive(
            storage, new ArchiveKey(userPoolId, start.instant(), 1, storage.sealed()));
      } catch (ArchiveExistsException e) {
        if (taken == MOST_TAKEN) {
          throw e;
        }
        start.moveOn();
      }
    }
  }

  ArchiveKey key() {
    return key;
  }

  OutputStream stream() {
    return object.stream();
  }

  /**
   * Publishes the archive.
   *
   * @throws StorageUnavailableException also when another process has published a backup of the
   *     same pool and millisecond meanwhile; another one, with another start, will not collide
   */
  void commit() {
    try {
      object.commit();
    } catch (ArchiveExistsException e) {
      throw new StorageUnavailableException(
          true,
          "cannot write \""
              + key
              + "\": another process backed the pool up in the same millisecond and was first;"
              + " back it up again",
          e);
    }
  }

  @Override
  public void close() {
    object.close();
  }

  /**
   * Writes the receipt of the archive, which is committed. Whatever goes wrong, the archive is
   * there.
   *
   * @return what went wrong
   */
  Optional<String> writeReceipt(Manifest manifest, Optional<Suspicion> suspicious) {
    try {
      ObjectDigest written = digests.digest(key.toString());
      digest = written;
      Optional<String> wrappingKey =
          storage instanceof EncryptedStorage encrypted
              ? encrypted.wrappingKey()
              : Optional.empty();
      Receipts.of(storage)
          .write(
              Receipt.of(key, manifest, written.size(), written.sha256(), wrappingKey)
                  .withSuspicion(suspicious));
      return Optional.empty();
    } catch (RuntimeException e) {
      String warning =
          "the archive is there, but not its receipt, without which it does not count for retention"
              + " until verify --all has written one: "
              + e.getMessage();
      LOG.warn("\"{}\": {}", key, warning);
      return Optional.of(warning);
    }
  }

  /** The archive's bytes as they lie in the storage; 0 when that could not be found out. */
  long size() {
    return digest == null ? 0 : digest.size();
  }
}
