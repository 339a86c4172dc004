package io.github.cognitobackup;

import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.Receipt;
import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.catalogue.Suspicion;
import io.github.cognitobackup.internal.digest.DigestingStorage;
import io.github.cognitobackup.internal.digest.ObjectDigest;
import io.github.cognitobackup.storage.EncryptedStorage;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An archive in the making, and the receipt that goes beside it. */
final class NewArchive {

  private static final Logger LOG = LoggerFactory.getLogger(NewArchive.class);

  private final Storage storage;
  private final DigestingStorage digests;
  private final ArchiveKey key;
  private @Nullable ObjectDigest digest;

  NewArchive(Storage storage, ArchiveKey key) {
    this.storage = storage;
    this.digests = new DigestingStorage(storage.raw());
    this.key = key;
  }

  ObjectWriter create() {
    return digests.beneath(storage).create(key.toString());
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
