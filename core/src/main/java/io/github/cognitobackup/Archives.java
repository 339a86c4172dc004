package io.github.cognitobackup;

import io.github.cognitobackup.archive.ArchiveReader;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.KeyUnavailableException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Opens archives of a storage: authenticated, checked whole, and of the pool that the key names.
 */
final class Archives {

  /** Every sealed archive begins with the length of its initialisation vector, 12. */
  private static final byte[] SEALED_HEAD = {0, 0, 0, 12};

  private final Storage storage;
  private final ReadLimits limits;

  Archives(Storage storage, ReadLimits limits) {
    this.storage = storage;
    this.limits = limits;
  }

  /** An archive whose every byte was checked; holds the object open until it is closed. */
  record Opened(StoredObject object, ArchiveReader reader, boolean sealed)
      implements AutoCloseable {

    @Override
    public void close() {
      object.close();
    }
  }

  Opened open(String key) {
    StoredObject object = storage.open(key);
    try {
      boolean sealed = isSealed(key);
      if (sealed && !storage.sealed()) {
        throw new KeyUnavailableException(
            "(none)",
            "archive \"" + key + "\" is sealed; give the encryptor with whose key it was sealed",
            null);
      }
      ArchiveReader reader = ArchiveReader.open(object, limits);
      ArchiveKey.parse(key)
          .map(ArchiveKey::userPoolId)
          .filter(poolId -> !poolId.equals(reader.header().poolId()))
          .ifPresent(
              poolId -> {
                throw new ArchiveCorruptException(
                    "archive.json",
                    "archive \""
                        + key
                        + "\" holds pool "
                        + reader.header().poolId()
                        + " and not "
                        + poolId
                        + " as its key says; it was moved or swapped, take another",
                    null);
              });
      return new Opened(object, reader, sealed);
    } catch (RuntimeException | Error e) {
      object.close();
      throw e;
    }
  }

  private boolean isSealed(String key) {
    try (StoredObject raw = storage.raw().open(key);
        InputStream stream = raw.openStream()) {
      return Arrays.equals(stream.readNBytes(SEALED_HEAD.length), SEALED_HEAD);
    } catch (IOException e) {
      throw new StorageUnavailableException(
          true, "archive \"" + key + "\" cannot be read: " + e.getMessage(), e);
    }
  }
}
