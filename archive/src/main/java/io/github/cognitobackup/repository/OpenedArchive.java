package io.github.cognitobackup.repository;

import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.OldBackupReader;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.storage.StoredObject;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An archive whose every byte was authenticated and checked. Holds the object in the storage open
 * until it is closed. Thread-safe.
 */
public final class OpenedArchive implements AutoCloseable {

  private final StoredObject object;
  private final Snapshot snapshot;
  private final boolean sealed;

  OpenedArchive(StoredObject object, Snapshot snapshot, boolean sealed) {
    this.object = object;
    this.snapshot = snapshot;
    this.sealed = sealed;
  }

  /**
   * Returns what the archive holds, to be read as streams.
   *
   * @return the snapshot, good until this archive is closed
   */
  public Snapshot snapshot() {
    return snapshot;
  }

  /**
   * Returns what was found out when the archive was checked.
   *
   * @return the report
   */
  public VerifyReport report() {
    return new VerifyReport(
        object.info().key(),
        sealed,
        object.info().size(),
        snapshot.header(),
        snapshot.manifest(),
        snapshot instanceof OldBackupReader old ? Optional.of(unproven(old)) : Optional.empty());
  }

  private static UnprovenContent unproven(OldBackupReader old) {
    try (Repetitions repetitions = new Repetitions()) {
      if (old.holdsOnePool()) {
        try (Stream<ArchivedUser> users = old.users()) {
          users.forEach(user -> repetitions.add(user.document()));
        }
      }
      return new UnprovenContent(
          old.kind(),
          old.shown(),
          old.notProven(),
          repetitions.ofUsernames(),
          repetitions.ofSubs());
    }
  }

  @Override
  public void close() {
    object.close();
  }
}
