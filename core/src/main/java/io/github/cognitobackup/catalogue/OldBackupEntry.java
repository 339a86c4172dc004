package io.github.cognitobackup.catalogue;

import io.github.cognitobackup.archive.OldBackupReader;
import io.github.cognitobackup.storage.ObjectInfo;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file in a storage that by its name could be an old backup, one of another tool. It was not
 * opened, and proves nothing even if it is one.
 *
 * @param key where it lies
 * @param userPoolId the pool that a folder or file name in its key tells, if one does
 * @param sealed whether its name says so
 * @param size its bytes as they lie in the storage
 * @param lastModified when it was written there
 */
public record OldBackupEntry(
    String key, Optional<String> userPoolId, boolean sealed, long size, Instant lastModified) {

  private static final String SEALED = ".enc";
  private static final String RECEIPT = ".json";
  private static final Pattern NAME =
      Pattern.compile(".*[^/](\\.tar\\.gz|\\.tgz|\\.json)(\\.enc)?");
  private static final Pattern OF_RESTORES = Pattern.compile("(.*\\.restores|restore-leases)/.*");

  /** Takes what could be one; nothing of the library's own. */
  static Optional<OldBackupEntry> of(ObjectInfo info) {
    String key = info.key();
    return isBackup(key) && ArchiveKey.parse(key).isEmpty()
        ? Optional.of(
            new OldBackupEntry(
                key,
                OldBackupReader.poolIdIn(key),
                key.endsWith(SEALED),
                info.size(),
                info.lastModified()))
        : Optional.empty();
  }

  private static boolean isBackup(String key) {
    return NAME.matcher(key).matches() && !OF_RESTORES.matcher(key).matches() && !isReceipt(key);
  }

  private static boolean isReceipt(String key) {
    return key.endsWith(RECEIPT) && isBackup(key.substring(0, key.length() - RECEIPT.length()));
  }
}
