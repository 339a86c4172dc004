package io.github.cognitobackup.internal.backup;

import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.ArchiveReader;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.error.UnsupportedArchiveException;
import io.github.cognitobackup.foreign.ForeignBackupReader;
import io.github.cognitobackup.foreign.ForeignKind;
import io.github.cognitobackup.internal.format.PlainForm;
import io.github.cognitobackup.internal.naming.PoolIds;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Reads backups whole, whoever wrote them, from objects whose bytes are plain or opened. Under a
 * key of the library's own there is nothing but its archives; under any other there may also be the
 * foreign backup of another tool. One of another pool or another time than its key says is refused.
 */
public final class Backups {

  private Backups() {}

  /** Returns what kind of foreign backup an object looks like. */
  public static Optional<ForeignKind> foreignKind(StoredObject object, ReadLimits limits) {
    return isOwn(object) ? Optional.empty() : ForeignBackupReader.recognise(object, limits);
  }

  /**
   * Reads an object that is a backup.
   *
   * @throws ArchiveCorruptException when it is damaged, or not what its key says
   * @throws UnsupportedArchiveException when it is none, or of another format
   */
  public static Snapshot read(StoredObject object, ReadLimits limits) {
    String key = object.info().key();
    Snapshot backup;
    try {
      backup =
          foreign(object, limits)
              .map(Snapshot.class::cast)
              .orElseGet(() -> ArchiveReader.open(object, limits));
    } catch (ArchiveCorruptException e) {
      throw new ArchiveCorruptException(e.where(), "\"" + key + "\": " + e.getMessage(), e);
    }
    refuseOther(key, backup);
    return backup;
  }

  private static Optional<ForeignBackupReader> foreign(StoredObject object, ReadLimits limits) {
    return isOwn(object)
        ? Optional.empty()
        : ForeignBackupReader.find(object, limits, object.info().key());
  }

  /**
   * Reads an object that may be a backup.
   *
   * @return empty for an object of another kind under a name that is not this library's
   * @throws ArchiveCorruptException when it is a backup, and damaged or not what its key says
   */
  public static Optional<Snapshot> find(StoredObject object, ReadLimits limits) {
    if (!isOwn(object) && !mayBeBackup(object, limits)) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(object, limits));
    } catch (UnsupportedArchiveException e) {
      if (foreignKind(object, limits).isPresent()) {
        return Optional.empty(); // a tar.gz of something else
      }
      throw e;
    }
  }

  private static boolean isOwn(StoredObject object) {
    return ArchiveKey.parse(object.info().key()).isPresent();
  }

  /** A name that is no key of this library's own proves nothing, and is not compared. */
  private static void refuseOther(String key, Snapshot backup) {
    if (backup instanceof ForeignBackupReader) {
      refuseOtherPool(key, backup.header().poolId());
    } else {
      ArchiveKey.parse(key).ifPresent(own -> own.check(backup.header()));
    }
  }

  private static void refuseOtherPool(String key, String found) {
    PoolIds.inPath(key)
        .filter(poolId -> !poolId.equals(found) && !found.equals(ArchiveHeader.UNKNOWN_POOL))
        .ifPresent(
            poolId -> {
              throw new ArchiveCorruptException(
                  "archive.json",
                  "archive \""
                      + key
                      + "\" holds pool "
                      + found
                      + " and not "
                      + poolId
                      + " as its key says; it was moved or swapped, take another",
                  null);
            });
  }

  /** Returns whether an object begins as the plain bytes of a backup do. */
  public static boolean mayBeBackup(StoredObject object, ReadLimits limits) {
    return isGzip(object) || ForeignBackupReader.recognise(object, limits).isPresent();
  }

  private static boolean isGzip(StoredObject object) {
    try (InputStream stream = object.openStream()) {
      return PlainForm.isGzip(stream.readNBytes(2));
    } catch (IOException e) {
      throw new StorageUnavailableException(
          true,
          "\"" + object.info().key() + "\" cannot be read: " + e.getMessage() + "; run again",
          e);
    }
  }
}
