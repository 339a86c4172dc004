package io.github.cognitobackup.transfer;

import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.catalogue.BackupKey;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.internal.vault.Vault;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import io.github.cognitobackup.transfer.Settings.Choice;
import io.github.cognitobackup.transfer.TransferResult.Status;
import java.time.Clock;
import java.util.Optional;

/**
 * Seals the plain archives of a storage: those of an unencrypted backup, and those from before
 * encryption was introduced (ADR-001, phase 3).
 *
 * <pre>{@code
 * Migration migration = Migration.of(storage, encryptor).listener(listener);
 * TransferReport report = migration.run(Selection.pool("eu-west-1_AbCdEfGhI"));
 * }</pre>
 *
 * <p><b>How.</b> A plain archive is read whole and checked; a damaged one is left alone. Then its
 * bytes are sealed under its key and {@code .enc}; the sealed archive is opened, whole, and what it
 * holds compared by SHA-256 with what was checked. Only then is the plain one removed, and its
 * receipt with it, unless {@link #keepPlain()} is set.
 *
 * <p><b>Foreign backups</b> of other tools, {@code *.tar.gz}, {@code *.tgz} and {@code *.json} that
 * hold users, are sealed in the same way where they are named, or with {@link
 * #acceptUnverifiable()}: they hold nothing that could prove them whole. Other files are left
 * alone.
 *
 * <p><b>Promises.</b> Nothing is overwritten. Wherever it is killed, the next run goes on: a sealed
 * archive that is there already is opened and compared; the same content ends in the plain one
 * being removed, another in a {@link Status#CONFLICT} with both kept. A failure of one archive does
 * not stop the others; three refusals of the key in a row end the run.
 *
 * <p><b>What it cannot do.</b> A bucket with versions keeps the plain version as a noncurrent one,
 * and no disk forgets what was deleted on it. Keys change by {@code .enc}: what restores left under
 * the plain key stays there, so finish interrupted restores first.
 *
 * <p>The key service makes one data key for each archive sealed and unwraps one for the proof.
 * Immutable and thread-safe.
 */
public final class Migration {

  private final Storage storage;
  private final Encryptor encryptor;
  private final Settings settings;

  private Migration(Storage storage, Encryptor encryptor, Settings settings) {
    this.storage = storage;
    this.encryptor = encryptor;
    this.settings = settings;
  }

  /**
   * Names the storage and the key.
   *
   * @param storage holds the plain archives and takes the sealed ones
   * @param encryptor makes the data keys, and unwraps them for the proof
   * @return the migration, which {@link #run} begins
   */
  public static Migration of(Storage storage, Encryptor encryptor) {
    return new Migration(Vault.requireBytes(storage), encryptor, Settings.DEFAULT);
  }

  private Migration with(Settings other) {
    return new Migration(storage, encryptor, other);
  }

  /**
   * Sets who is told of each archive.
   *
   * @param told the listener
   * @return a migration with that setting
   */
  public Migration listener(TransferListener told) {
    return with(settings.listener(told));
  }

  /**
   * Sets the bounds within which an archive is read.
   *
   * @param limits the bounds
   * @return a migration with that setting
   */
  public Migration readLimits(ReadLimits limits) {
    return with(settings.limits(limits));
  }

  /**
   * Sets the clock that tells when an archive was verified.
   *
   * @param clock the clock; the system's by default
   * @return a migration with that setting
   */
  public Migration clock(Clock clock) {
    return with(settings.clock(clock));
  }

  /**
   * Writes and removes nothing, and asks the key service for nothing; archives are read and
   * checked, and it is told what would be done with them.
   *
   * @return a migration with that setting
   */
  public Migration dryRun() {
    return with(settings.with(Choice.DRY_RUN));
  }

  /**
   * Removes nothing.
   *
   * @return a migration with that setting
   */
  public Migration keepPlain() {
    return with(settings.with(Choice.KEEP_SOURCE));
  }

  /**
   * Takes the backups of other tools too where they are not named one by one, although nothing in
   * them can prove them whole. What can be checked is: that they can be read to their end.
   *
   * @return a migration with that setting
   */
  public Migration acceptUnverifiable() {
    return with(settings.with(Choice.ACCEPT_UNVERIFIABLE));
  }

  /**
   * Migrates.
   *
   * @param selection which archives
   * @return how it ended
   * @throws StorageUnavailableException when the storage cannot be listed
   * @throws WorkInterruptedException when the thread was interrupted; run again to go on
   */
  public TransferReport run(Selection selection) {
    return new Run(settings)
        .over(selection.keys(storage), key -> migrate(key, selection.isNamed()));
  }

  private Optional<TransferResult> migrate(String key, boolean named) {
    Optional<BackupKey> name = BackupKey.parse(key);
    if (name.isEmpty() || name.get().sealed()) {
      return !named
          ? Optional.empty()
          : name.isEmpty()
              ? told(key, Status.FAILED, "its name is not that of a backup")
              : told(key, Status.SKIPPED, "it is sealed");
    }
    try (StoredObject plain = storage.open(key)) {
      return new Sealing(storage, encryptor, settings, name.get(), plain).migrate(named);
    } catch (ArchiveNotFoundException | StorageUnavailableException e) {
      if (isGone(name.get())) {
        return told(key, Status.SKIPPED, "it is not there any more, but sealed");
      }
      throw e;
    }
  }

  /** Whether another run has done all of it meanwhile, or before. */
  private boolean isGone(BackupKey name) {
    return storage.stat(name.toString()).isEmpty() && !Revisions.sealed(storage, name).isEmpty();
  }

  private static Optional<TransferResult> told(String key, Status status, String detail) {
    return Optional.of(new TransferResult(key, key, status, -1, false, detail));
  }
}
