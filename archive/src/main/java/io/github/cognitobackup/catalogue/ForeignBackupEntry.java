package io.github.cognitobackup.catalogue;

import io.github.cognitobackup.internal.naming.PoolIds;
import io.github.cognitobackup.storage.ObjectInfo;
import java.time.Instant;
import java.util.Optional;

/**
 * A file in a storage that by its name could be a foreign backup, one of another tool. It was not
 * opened, and proves nothing even if it is one.
 *
 * @param key where it lies
 * @param userPoolId the pool that a folder or file name in its key tells, if one does
 * @param sealed whether its name says so
 * @param size its bytes as they lie in the storage
 * @param lastModified when it was written there
 */
public record ForeignBackupEntry(
    String key, Optional<String> userPoolId, boolean sealed, long size, Instant lastModified) {

  /** Takes what could be one; nothing of the library's own. */
  static Optional<ForeignBackupEntry> of(ObjectInfo info) {
    String key = info.key();
    return BackupKey.parse(key)
        .filter(name -> name.own().isEmpty())
        .map(
            name ->
                new ForeignBackupEntry(
                    key, PoolIds.inPath(key), name.sealed(), info.size(), info.lastModified()));
  }
}
