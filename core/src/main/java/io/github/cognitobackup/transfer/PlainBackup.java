package io.github.cognitobackup.transfer;

import io.github.cognitobackup.archive.ArchiveReader;
import io.github.cognitobackup.archive.OldBackupReader;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.crypto.Envelope;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.error.UnsupportedArchiveException;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads plain backups whole, and says which objects are none. */
final class PlainBackup {

  private static final int HEAD = 4096;
  private static final ReadLimits LIMITS = ReadLimits.defaults();

  private PlainBackup() {}

  /**
   * Reads a backup.
   *
   * @return empty for an object of another kind under a name that is not this library's
   * @throws ArchiveCorruptException when it is a backup, and damaged
   */
  static Optional<Snapshot> read(StoredObject object) {
    String key = object.info().key();
    Optional<ArchiveKey> own = ArchiveKey.parse(key);
    if (own.isPresent()) {
      ArchiveReader reader = ArchiveReader.open(object, LIMITS);
      refuseOtherPool(own.get(), reader.header().poolId());
      return Optional.of(reader);
    }
    if (!looksPlain(object)) {
      return Optional.empty();
    }
    if (OldBackupReader.recognise(object, LIMITS).isEmpty()) {
      return Optional.of(ArchiveReader.open(object, LIMITS));
    }
    try {
      return Optional.of(OldBackupReader.open(object, LIMITS, key));
    } catch (UnsupportedArchiveException e) {
      return Optional.empty(); // a tar.gz of something else
    }
  }

  private static void refuseOtherPool(ArchiveKey key, String poolId) {
    if (!poolId.equals(key.userPoolId())) {
      throw new ArchiveCorruptException(
          "archive.json",
          "archive \""
              + key
              + "\" holds pool "
              + poolId
              + " and not "
              + key.userPoolId()
              + " as its key says; it was moved or swapped, and is left alone",
          null);
    }
  }

  private static boolean looksPlain(StoredObject object) {
    try (InputStream stream = object.openStream()) {
      return Envelope.looksPlain(stream.readNBytes(HEAD));
    } catch (IOException e) {
      throw new StorageUnavailableException(
          true,
          "\"" + object.info().key() + "\" cannot be read: " + e.getMessage() + "; run again",
          e);
    }
  }
}
