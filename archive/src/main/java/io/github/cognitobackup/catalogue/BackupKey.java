package io.github.cognitobackup.catalogue;

import io.github.cognitobackup.internal.journal.JournalKeys;
import java.util.Optional;

/**
 * The key of a backup in a storage, {@code <stem>[.rN]<type>[.enc]}: of an archive of this library,
 * which is an {@link ArchiveKey}, or of what could be a foreign backup. A key proves nothing of
 * what lies under it.
 */
public sealed interface BackupKey permits ArchiveKey, ForeignKey {

  /** The highest number that a revision can have. */
  int LAST_REVISION = 999_999;

  /**
   * Reads a key.
   *
   * @param key any key of a storage
   * @return empty for receipts, what restores leave, and all else that is no backup by its name
   */
  static Optional<BackupKey> parse(String key) {
    if (JournalKeys.isOfRestores(key) || isReceipt(key)) {
      return Optional.empty();
    }
    Optional<ArchiveKey> own = ArchiveKey.parse(key);
    return own.isPresent() ? own.map(BackupKey.class::cast) : ForeignKey.parse(key);
  }

  private static boolean isReceipt(String key) {
    return key.endsWith(Receipts.SUFFIX)
        && parse(key.substring(0, key.length() - Receipts.SUFFIX.length())).isPresent();
  }

  /**
   * Returns the key of an archive of this library.
   *
   * @return empty for that of a foreign backup
   */
  default Optional<ArchiveKey> own() {
    return this instanceof ArchiveKey key ? Optional.of(key) : Optional.empty();
  }

  /**
   * Returns what the keys of all revisions of the backup begin with.
   *
   * @return the folder of the pool included
   */
  String stem();

  /**
   * Returns the number of the revision.
   *
   * @return 1 where the key tells none
   */
  int revision();

  /**
   * Returns whether the key says that the backup is sealed.
   *
   * @return true where it ends with {@code .enc}
   */
  boolean sealed();

  /**
   * Returns the key of the same revision in its sealed form.
   *
   * @return this key where it is sealed
   */
  BackupKey asSealed();

  /**
   * Returns the key of the next revision.
   *
   * @return one revision more
   * @throws IllegalArgumentException when this is the {@link #LAST_REVISION}
   */
  BackupKey nextRevision();

  /**
   * Returns whether another key names a revision of the same backup, sealed or plain.
   *
   * @param other the other key
   * @return true where they differ in nothing else
   */
  boolean isSameBackup(BackupKey other);
}
