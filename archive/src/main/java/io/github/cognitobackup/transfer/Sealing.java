package io.github.cognitobackup.transfer;

import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.BackupKey;
import io.github.cognitobackup.catalogue.Receipt;
import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.CognitoBackupException;
import io.github.cognitobackup.internal.backup.Backups;
import io.github.cognitobackup.internal.digest.DigestingStorage;
import io.github.cognitobackup.internal.digest.ObjectDigest;
import io.github.cognitobackup.internal.receipt.ReceiptWriter;
import io.github.cognitobackup.internal.vault.Vault;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import io.github.cognitobackup.transfer.TransferResult.Status;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/** One plain archive on its way to be sealed. */
final class Sealing {

  private final Storage storage;
  private final Encryptor encryptor;
  private final Settings settings;
  private final BackupKey name;
  private final String key;
  private final StoredObject plain;
  private final long size;
  private final Content content;

  /** Sees the sealed bytes, whose digest belongs on the receipt. */
  private final DigestingStorage digesting;

  private final Storage sealing;

  Sealing(
      Storage storage, Encryptor encryptor, Settings settings, BackupKey name, StoredObject plain) {
    this.storage = storage;
    this.encryptor = encryptor;
    this.settings = settings;
    this.name = name;
    this.key = name.toString();
    this.plain = plain;
    this.size = plain.info().size();
    this.content = new Content(key, settings.listener());
    this.digesting = new DigestingStorage(storage);
    this.sealing = Vault.of(digesting).sealedBy(encryptor).objects();
  }

  Optional<TransferResult> migrate(boolean named) {
    Optional<BackupKey> sealed =
        Revisions.sealed(storage, name).stream()
            .filter(other -> other.revision() >= name.revision())
            .reduce((older, newer) -> newer);
    BackupKey target = sealed.orElseGet(name::asSealed);
    if (sealed.isPresent() && name.own().isPresent()) {
      return Optional.of(compare(target));
    }
    Optional<Snapshot> backup = Backups.find(plain, settings.limits());
    if (backup.isEmpty()) {
      return named
          ? Optional.of(result(name, Status.FAILED, "it holds neither an archive nor users"))
          : Optional.empty();
    }
    if (!backup.get().notProven().isEmpty() && !named && !settings.acceptUnverifiable()) {
      return Optional.of(
          result(
              target,
              Status.UNPROVEN,
              "a backup of another tool, which nothing can prove to be whole; name it, or accept"
                  + " such backups with acceptUnverifiable()"));
    }
    return Optional.of(sealed.isPresent() ? compare(target) : seal(backup.get(), target));
  }

  private TransferResult seal(Snapshot backup, BackupKey target) {
    if (settings.dryRun()) {
      return done(target, Status.SEALED, "");
    }
    byte[] digest;
    try (ObjectWriter writer = sealing.create(target.toString())) {
      digest = content.write(writer, new byte[0], plain, 0).orElseThrow();
      writer.commit();
    } catch (ArchiveExistsException e) {
      return compare(target); // another run was faster
    }
    return prove(target, digest, Status.SEALED, Optional.of(backup));
  }

  private TransferResult compare(BackupKey target) {
    return settings.dryRun()
        ? done(target, Status.UNCHANGED, "the sealed one is to be opened and compared")
        : prove(target, content.digest(plain, 0, size), Status.UNCHANGED, Optional.empty());
  }

  private TransferResult prove(
      BackupKey target, byte[] digest, Status status, Optional<Snapshot> backup) {
    String found;
    try (StoredObject opened = sealing.open(target.toString())) {
      if (Arrays.equals(content.digest(opened, 0, size), digest)) {
        return finish(target, status, backup);
      }
      found = "holds something else";
    } catch (ArchiveCorruptException e) {
      found = "is not sound (" + e.getMessage() + ")";
    }
    return result(
        target,
        Status.CONFLICT,
        "the sealed one is there and "
            + found
            + "; both are kept: find out which is right (verify), and remove the other");
  }

  private TransferResult finish(BackupKey target, Status status, Optional<Snapshot> backup) {
    String detail = "SHA-256 compared" + moveReceipt(target, backup);
    if (settings.keepSource()) {
      return done(target, status, detail);
    }
    Optional<ObjectInfo> now = storage.stat(key);
    if (now.isPresent() && !isSame(now.get(), plain.info())) {
      return result(
          target,
          Status.CONFLICT,
          "it was replaced by something else while it was sealed; both are kept");
    }
    try {
      storage.delete(key);
    } catch (CognitoBackupException e) {
      return result(
          target,
          Status.FAILED,
          "it is sealed and proven, but the plain one cannot be removed: " + e.getMessage());
    }
    return done(target, status, detail);
  }

  /**
   * Gives the sealed archive a receipt, and takes away that of the plain one before it goes: a
   * receipt without an archive would stay for ever.
   */
  private String moveReceipt(BackupKey target, Optional<Snapshot> backup) {
    Optional<ArchiveKey> from = name.own();
    Optional<ArchiveKey> to = target.own();
    if (from.isEmpty() || to.isEmpty()) {
      return "";
    }
    ReceiptWriter receipts = new ReceiptWriter(storage);
    return ReceiptWork.attempt(
        "moved",
        () -> {
          if (storage.stat(Receipts.keyOf(to.get())).isEmpty()) {
            receipt(from.get(), to.get(), backup).ifPresent(receipts::write);
          }
          if (!settings.keepSource()) {
            receipts.delete(from.get());
          }
        });
  }

  /** What was read tells more than a receipt, of which only a warning is believed. */
  private Optional<Receipt> receipt(ArchiveKey from, ArchiveKey to, Optional<Snapshot> backup) {
    ObjectDigest digest = digesting.digest(to.toString());
    Optional<Receipt> told = Receipts.of(storage).find(from, size);
    if (backup.isPresent()) {
      return Optional.of(
          Receipt.of(
                  to,
                  backup.get().manifest(),
                  digest.size(),
                  digest.sha256(),
                  encryptor.wrappingKey())
              .withShrinkWarning(told.flatMap(Receipt::suspicious))
              .verifiedAt(settings.clock().instant()));
    }
    // of an archive that was sealed before, nobody has told the key
    return told.map(
        receipt ->
            receipt.forRevision(to, digest.size(), Optional.of(digest.sha256()), Optional.empty()));
  }

  private TransferResult done(BackupKey target, Status status, String detail) {
    return new TransferResult(key, target.toString(), status, size, !settings.keepSource(), detail);
  }

  private TransferResult result(BackupKey target, Status status, String detail) {
    return new TransferResult(key, target.toString(), status, size, false, detail);
  }

  private static boolean isSame(ObjectInfo one, ObjectInfo other) {
    // a service may tell the time to the second in one answer and finer in another
    return one.size() == other.size()
        && one.lastModified()
            .truncatedTo(ChronoUnit.SECONDS)
            .equals(other.lastModified().truncatedTo(ChronoUnit.SECONDS));
  }
}
