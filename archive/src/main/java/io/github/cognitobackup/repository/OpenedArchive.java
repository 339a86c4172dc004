package io.github.cognitobackup.repository;

import io.github.cognitobackup.archive.ArchiveReader;
import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.foreign.ForeignBackupReader;
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
        committed(),
        object.info().size(),
        snapshot.header(),
        snapshot.manifest(),
        snapshot instanceof ForeignBackupReader foreign
            ? Optional.of(unverifiable(foreign))
            : Optional.empty());
  }

  /** Whether it opens under the one key alone. */
  boolean committed() {
    return sealed && snapshot instanceof ArchiveReader reader && reader.committed();
  }

  private static UnverifiableContent unverifiable(ForeignBackupReader foreign) {
    try (Repetitions repetitions = new Repetitions()) {
      if (foreign.holdsOnePool()) {
        try (Stream<ArchivedUser> users = foreign.users()) {
          users.forEach(user -> repetitions.add(user.document()));
        }
      }
      return new UnverifiableContent(
          foreign.kind(),
          foreign.shown(),
          foreign.notProven(),
          repetitions.ofUsernames(),
          repetitions.ofSubs());
    }
  }

  @Override
  public void close() {
    object.close();
  }
}
