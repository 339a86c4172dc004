package io.github.cognitobackup.transfer;

import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.Receipt;
import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.error.CognitoBackupException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.internal.digest.DigestingStorage;
import io.github.cognitobackup.internal.digest.ObjectDigest;
import io.github.cognitobackup.storage.EncryptedStorage;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import io.github.cognitobackup.transfer.TransferResult.Status;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
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
 * <p><b>Old backups</b> of other tools, {@code *.tar.gz}, {@code *.tgz} and {@code *.json} that
 * hold users, are sealed in the same way where they are named, or with {@link #acceptUnproven()}:
 * they hold nothing that could prove them whole. Other files are left alone.
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

  private final Storage raw;
  private final Encryptor encryptor;
  private final TransferListener listener;
  private final boolean dryRun;
  private final boolean keepPlain;
  private final boolean acceptUnproven;

  private Migration(
      Storage raw,
      Encryptor encryptor,
      TransferListener listener,
      boolean dryRun,
      boolean keepPlain,
      boolean acceptUnproven) {
    this.raw = raw;
    this.encryptor = encryptor;
    this.listener = listener;
    this.dryRun = dryRun;
    this.keepPlain = keepPlain;
    this.acceptUnproven = acceptUnproven;
  }

  /**
   * Names the storage and the key.
   *
   * @param storage holds the plain archives and takes the sealed ones; of a sealing one, what lies
   *     beneath the encryption is meant
   * @param encryptor makes the data keys, and unwraps them for the proof
   * @return the migration, which {@link #run} begins
   */
  public static Migration of(Storage storage, Encryptor encryptor) {
    return new Migration(
        storage.raw(), encryptor, new SafeListener(new TransferListener() {}), false, false, false);
  }

  /**
   * Sets who is told of each archive.
   *
   * @param told the listener
   * @return a migration with that setting
   */
  public Migration listener(TransferListener told) {
    return new Migration(raw, encryptor, new SafeListener(told), dryRun, keepPlain, acceptUnproven);
  }

  /**
   * Writes and removes nothing, and asks the key service for nothing; archives are read and
   * checked, and it is told what would be done with them.
   *
   * @return a migration with that setting
   */
  public Migration dryRun() {
    return new Migration(raw, encryptor, listener, true, keepPlain, acceptUnproven);
  }

  /**
   * Removes nothing.
   *
   * @return a migration with that setting
   */
  public Migration keepPlain() {
    return new Migration(raw, encryptor, listener, dryRun, true, acceptUnproven);
  }

  /**
   * Takes the backups of other tools too where they are not named one by one, although nothing in
   * them can prove them whole. What can be checked is: that they can be read to their end.
   *
   * @return a migration with that setting
   */
  public Migration acceptUnproven() {
    return new Migration(raw, encryptor, listener, dryRun, keepPlain, true);
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
    return new Run(listener, dryRun)
        .over(selection.keys(raw), key -> migrate(key, selection.isNamed()));
  }

  private Optional<TransferResult> migrate(String key, boolean named) {
    Optional<BackupName> name = BackupName.parse(key);
    if (name.isEmpty() || name.get().sealed()) {
      return named
          ? Optional.of(
              name.isEmpty()
                  ? result(key, key, Status.FAILED, -1, "its name is not that of a backup")
                  : result(key, key, Status.SKIPPED, -1, "it is sealed"))
          : Optional.empty();
    }
    try (StoredObject plain = raw.open(key)) {
      return new One(name.get(), plain).migrate(named);
    } catch (ArchiveNotFoundException | StorageUnavailableException e) {
      if (isGone(name.get())) {
        return Optional.of(
            result(key, key, Status.SKIPPED, -1, "it is not there any more, but sealed"));
      }
      throw e;
    }
  }

  /** Whether another run has done all of it meanwhile, or before. */
  private boolean isGone(BackupName name) {
    return raw.stat(name.toString()).isEmpty() && !name.sealedRevisions(raw).isEmpty();
  }

  private static TransferResult result(
      String key, String target, Status status, long size, String detail) {
    return new TransferResult(key, target, status, size, false, detail);
  }

  /** One plain archive on its way. */
  private final class One {

    private final BackupName name;
    private final String key;
    private final StoredObject plain;
    private final long size;
    private final Content content;

    /** Sees the sealed bytes, whose digest belongs on the receipt. */
    private final DigestingStorage digesting = new DigestingStorage(raw);

    private final EncryptedStorage sealing = digesting.withEncryptor(encryptor);

    One(BackupName name, StoredObject plain) {
      this.name = name;
      this.key = name.toString();
      this.plain = plain;
      this.size = plain.info().size();
      this.content = new Content(key, listener);
    }

    Optional<TransferResult> migrate(boolean named) {
      Optional<BackupName> sealed =
          name.sealedRevisions(raw).stream()
              .filter(other -> other.revision() >= name.revision())
              .reduce((older, newer) -> newer);
      String target = sealed.orElseGet(name::asSealed).toString();
      if (sealed.isPresent() && name.isOwn()) {
        return Optional.of(compare(target));
      }
      Optional<Snapshot> backup = PlainBackup.read(plain);
      if (backup.isEmpty()) {
        return named
            ? Optional.of(
                result(key, key, Status.FAILED, size, "it holds neither an archive nor users"))
            : Optional.empty();
      }
      if (!backup.get().notProven().isEmpty() && !named && !acceptUnproven) {
        return Optional.of(
            result(
                key,
                target,
                Status.UNPROVEN,
                size,
                "a backup of another tool, which nothing can prove to be whole; name it, or accept"
                    + " such backups with acceptUnproven()"));
      }
      if (sealed.isPresent()) {
        return Optional.of(compare(target));
      }
      return Optional.of(seal(backup.get(), target));
    }

    private TransferResult seal(Snapshot backup, String target) {
      if (dryRun) {
        return done(target, Status.SEALED, "");
      }
      byte[] digest;
      try (ObjectWriter writer = sealing.create(target)) {
        digest = content.write(writer, new byte[0], plain, 0).orElseThrow();
        writer.commit();
      } catch (ArchiveExistsException e) {
        return compare(target); // another run was faster
      }
      return prove(target, digest, Status.SEALED, Optional.of(backup));
    }

    private TransferResult compare(String target) {
      return dryRun
          ? done(target, Status.UNCHANGED, "the sealed one is to be opened and compared")
          : prove(target, content.digest(plain, 0, size), Status.UNCHANGED, Optional.empty());
    }

    private TransferResult prove(
        String target, byte[] digest, Status status, Optional<Snapshot> backup) {
      String found;
      try (StoredObject opened = sealing.open(target)) {
        if (Arrays.equals(content.digest(opened, 0, size), digest)) {
          return finish(target, status, backup);
        }
        found = "holds something else";
      } catch (ArchiveCorruptException e) {
        found = "is not sound (" + e.getMessage() + ")";
      }
      return result(
          key,
          target,
          Status.CONFLICT,
          size,
          "the sealed one is there and "
              + found
              + "; both are kept: find out which is right (verify), and remove the other");
    }

    private TransferResult finish(String target, Status status, Optional<Snapshot> backup) {
      String receipt = moveReceipt(target, backup);
      if (keepPlain) {
        return done(target, status, "SHA-256 compared" + receipt);
      }
      Optional<ObjectInfo> now = raw.stat(key);
      if (now.isPresent() && !isSame(now.get(), plain.info())) {
        return result(
            key,
            target,
            Status.CONFLICT,
            size,
            "it was replaced by something else while it was sealed; both are kept");
      }
      try {
        raw.delete(key);
      } catch (WorkInterruptedException e) {
        throw e;
      } catch (CognitoBackupException e) {
        return result(
            key,
            target,
            Status.FAILED,
            size,
            "it is sealed and proven, but the plain one cannot be removed: " + e.getMessage());
      }
      return done(target, status, "SHA-256 compared" + receipt);
    }

    private TransferResult done(String target, Status status, String detail) {
      return new TransferResult(key, target, status, size, !keepPlain, detail);
    }

    /**
     * Gives the sealed archive a receipt, and takes away that of the plain one before it goes: a
     * receipt without an archive would stay for ever. That it fails is told, and is no failure.
     */
    private String moveReceipt(String target, Optional<Snapshot> backup) {
      Optional<ArchiveKey> from = ArchiveKey.parse(key);
      Optional<ArchiveKey> to = ArchiveKey.parse(target);
      if (from.isEmpty() || to.isEmpty()) {
        return "";
      }
      Receipts receipts = Receipts.of(raw);
      try {
        if (raw.stat(Receipts.keyOf(to.get())).isEmpty()) {
          receipt(receipts, from.get(), to.get(), backup).ifPresent(receipts::write);
        }
        if (!keepPlain) {
          receipts.delete(from.get());
        }
        return "";
      } catch (WorkInterruptedException e) {
        throw e;
      } catch (ArchiveExistsException e) {
        return "";
      } catch (CognitoBackupException e) {
        return "; its receipt was not moved: " + e.getMessage();
      }
    }

    private Optional<Receipt> receipt(
        Receipts receipts, ArchiveKey from, ArchiveKey to, Optional<Snapshot> backup) {
      ObjectDigest digest = digesting.digest(to.toString());
      // of an archive that was there before, nobody has told the key
      Optional<String> wrappingKey = backup.flatMap(written -> encryptor.wrappingKey());
      return receipts
          .find(from, size)
          .map(receipt -> receipt.forRevision(to, digest.size(), digest.sha256(), wrappingKey))
          .or(
              () ->
                  backup
                      .map(Snapshot::manifest)
                      .map(
                          manifest ->
                              Receipt.of(
                                  to, manifest, digest.size(), digest.sha256(), wrappingKey)))
          .map(receipt -> receipt.verifiedAt(Clock.systemUTC().instant()));
    }
  }

  private static boolean isSame(ObjectInfo one, ObjectInfo other) {
    // a service may tell the time to the second in one answer and finer in another
    return one.size() == other.size()
        && one.lastModified()
            .truncatedTo(ChronoUnit.SECONDS)
            .equals(other.lastModified().truncatedTo(ChronoUnit.SECONDS));
  }
}
