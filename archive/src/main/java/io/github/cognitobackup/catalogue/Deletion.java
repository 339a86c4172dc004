package io.github.cognitobackup.catalogue;

import io.github.cognitobackup.error.CognitoBackupException;
import io.github.cognitobackup.internal.journal.UnfinishedRestores;
import io.github.cognitobackup.storage.Storage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Deletes backups in an order that leaves, wherever it is killed, something that the next run
 * finishes; in a dry run it deletes nothing and finds out the same.
 */
final class Deletion {

  private final Storage storage;
  private final UnfinishedRestores restores;
  private final boolean apply;
  private final Failures failures;

  Deletion(Storage storage, Clock clock, boolean apply, Failures failures) {
    this.storage = storage;
    this.restores = new UnfinishedRestores(storage, clock);
    this.apply = apply;
    this.failures = failures;
  }

  /**
   * Why a backup stays after all.
   *
   * @param reason for machines
   * @param detail for people
   */
  record Obstacle(KeepReason reason, String detail) {}

  /** Deletes a backup, unless something stands against it. */
  Optional<Obstacle> delete(Backup backup) {
    try {
      for (Backup.Member member : backup.members()) {
        Optional<String> restore = restores.of(backup.key(member).toString());
        if (restore.isPresent()) {
          return Optional.of(
              new Obstacle(
                  KeepReason.RESTORE_UNFINISHED,
                  "run the restore again, or delete what lies at \""
                      + restore.get()
                      + "\" if nobody will"));
        }
      }
      Optional<Obstacle> lock = lock(backup);
      if (apply && lock.isEmpty()) {
        deleteArchivesThenReceipts(backup);
      }
      return lock;
    } catch (CognitoBackupException e) {
      failures.add(backup.currentKey() + " could not be deleted: " + e.getMessage());
      return Optional.of(new Obstacle(KeepReason.NOT_DELETABLE, String.valueOf(e.getMessage())));
    }
  }

  /** To delete what is locked would hide it, and free no room. */
  private Optional<Obstacle> lock(Backup backup) {
    return backup.members().stream()
        .flatMap(member -> storage.lockedUntil(backup.key(member).toString()).stream())
        .max(Comparator.naturalOrder())
        .map(
            end ->
                new Obstacle(
                    KeepReason.LOCKED,
                    end.equals(Instant.MAX)
                        ? "locked by the storage until its legal hold is lifted"
                        : "locked by the storage until " + end));
  }

  /** The archive that counts goes last: until then there is a whole backup with its receipt. */
  private void deleteArchivesThenReceipts(Backup backup) {
    List<Backup.Member> currentLast = new ArrayList<>(backup.members());
    Collections.reverse(currentLast);
    for (Backup.Member member : currentLast) {
      storage.delete(backup.key(member).toString());
    }
    for (Backup.Member member : currentLast) {
      removeReceipt(backup.key(member));
    }
  }

  /** Removes receipts whose archives are gone, as a run that was killed leaves them. */
  long removeOrphans(List<ArchiveKey> orphans) {
    long removed = 0;
    for (ArchiveKey orphan : orphans) {
      if (isGone(orphan) && (!apply || removeReceipt(orphan))) {
        removed++;
      }
    }
    return removed;
  }

  /** Looks again: a backup may have been committed after the listing had passed its place. */
  private boolean isGone(ArchiveKey archive) {
    try {
      return storage.stat(archive.toString()).isEmpty();
    } catch (CognitoBackupException e) {
      failures.add("whether " + archive + " was deleted cannot be checked: " + e.getMessage());
      return false;
    }
  }

  private boolean removeReceipt(ArchiveKey archive) {
    try {
      storage.delete(Receipts.keyOf(archive));
      return true;
    } catch (CognitoBackupException e) {
      failures.add(
          "the receipt of "
              + archive
              + ", which was deleted, could not be deleted: "
              + e.getMessage());
      return false;
    }
  }
}
