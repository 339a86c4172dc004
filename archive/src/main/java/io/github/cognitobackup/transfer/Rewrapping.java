package io.github.cognitobackup.transfer;

import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.BackupKey;
import io.github.cognitobackup.catalogue.Receipt;
import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.crypto.EnvelopeHeader;
import io.github.cognitobackup.crypto.RewrappedKey;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.error.CognitoBackupException;
import io.github.cognitobackup.internal.backup.Backups;
import io.github.cognitobackup.internal.digest.DigestingStorage;
import io.github.cognitobackup.internal.digest.ObjectDigest;
import io.github.cognitobackup.internal.receipt.ReceiptWriter;
import io.github.cognitobackup.internal.vault.Vault;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import io.github.cognitobackup.transfer.TransferResult.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The newest revision of one backup on its way to another key. */
final class Rewrapping {

  private final RewrapRun work;
  private final Storage storage;
  private final SealedObject newest;
  private final List<BackupKey> older;
  private final Content content;

  /**
   * Prepares it.
   *
   * @param older the other sealed revisions, the oldest first
   */
  Rewrapping(RewrapRun work, SealedObject newest, List<BackupKey> older) {
    this.work = work;
    this.storage = work.storage;
    this.newest = newest;
    this.older = older;
    this.content = new Content(newest.key(), work.settings.listener());
  }

  TransferResult rewrap() {
    RewrappedKey key = work.rewrapper.rewrap(newest.head().encryptedKey());
    if (!key.changed()) {
      return work.settings.dryRun()
          ? result(newest.key(), Status.UNCHANGED, false, "under " + key.key())
          : settle(newest, Status.UNCHANGED, key, Optional.empty());
    }
    if (newest.name().revision() == BackupKey.LAST_REVISION) {
      return result(newest.key(), Status.FAILED, false, "there are no more revisions");
    }
    BackupKey next = newest.name().nextRevision();
    String target = next.toString();
    if (work.settings.dryRun()) {
      return result(target, Status.REWRAPPED, !work.settings.keepSource(), "");
    }
    EnvelopeHeader head = newest.head().withEncryptedKey(key.encryptedKey());
    Optional<byte[]> digest = write(target, head);
    try (SealedObject successor = SealedObject.open(storage, next)) {
      if (!isAsWritten(successor, head, digest)) {
        return result(
            target,
            Status.FAILED,
            false,
            "the new revision reads otherwise than what was written; check the storage, remove"
                + " that revision, and run again");
      }
      return settle(successor, Status.REWRAPPED, key, digest.map(HexFormat.of()::formatHex));
    }
  }

  private Optional<byte[]> write(String target, EnvelopeHeader head) {
    try (ObjectWriter writer = storage.create(target)) {
      Optional<byte[]> digest =
          content.write(writer, head.toBytes(), newest.object(), newest.head().length());
      writer.commit();
      return digest;
    }
  }

  private boolean isAsWritten(
      SealedObject successor, EnvelopeHeader head, Optional<byte[]> digest) {
    return successor.size() == head.length() + newest.bodySize()
        && (digest.isPresent()
            ? Arrays.equals(content.digest(successor.object(), 0, successor.size()), digest.get())
            : Arrays.equals(successor.head().toBytes(), head.toBytes()));
  }

  /**
   * Opens what is under the new key, where that is wanted, gives it a receipt, and removes what it
   * stands for.
   *
   * @param current the newest revision, or the one that was made of it
   * @param sha256 of that one, where it is known
   */
  private TransferResult settle(
      SealedObject current, Status status, RewrappedKey key, Optional<String> sha256) {
    StringBuilder detail = new StringBuilder("under ").append(key.key());
    if (status == Status.REWRAPPED) {
      detail.append(
          sha256.isPresent()
              ? ", SHA-256 compared"
              : ", copied by the storage itself, head and size compared");
    }
    Optional<String> digest = sha256;
    if (work.verifier.isPresent()) {
      DigestingStorage digesting = new DigestingStorage(storage);
      try (StoredObject opened =
          Vault.of(digesting).sealedBy(work.verifier.get()).objects().open(current.key())) {
        if (current.name().own().isPresent()) {
          Backups.read(opened, work.settings.limits());
        }
      } catch (ArchiveCorruptException e) {
        return result(
            current.key(),
            Status.CONFLICT,
            false,
            "under the new key it is not sound (" + e.getMessage() + "); all revisions are kept");
      }
      digest = digest.or(() -> digesting.known(current.key()).map(ObjectDigest::sha256));
      detail.append(", opened");
    }
    List<BackupKey> predecessors = new ArrayList<>(older);
    if (status == Status.REWRAPPED) {
      predecessors.add(newest.name());
    }
    detail.append(takeReceiptAlong(predecessors, current, digest, key.key()));
    return work.settings.keepSource()
        ? result(current.key(), status, false, detail.toString())
        : removeOlder(current, status, detail.toString());
  }

  private TransferResult removeOlder(SealedObject current, Status status, String detail) {
    List<BackupKey> same = new ArrayList<>();
    List<String> different = new ArrayList<>();
    if (!older.isEmpty()) {
      byte[] body = current.bodyDigest(content);
      for (BackupKey other : older) {
        if (isSameMessage(other, body)) {
          same.add(other);
        } else {
          different.add(other.toString());
        }
      }
    }
    if (!different.isEmpty()) {
      return result(
          current.key(),
          Status.CONFLICT,
          false,
          "older revisions hold something else: "
              + String.join(", ", different)
              + "; all are kept: find out which is right (verify), and remove the others");
    }
    try {
      for (BackupKey other : same) {
        remove(other);
        work.run.removedAnother();
      }
      if (status == Status.REWRAPPED) {
        remove(newest.name());
      }
    } catch (CognitoBackupException e) {
      return result(
          current.key(),
          Status.FAILED,
          false,
          "it is under the new key and proven, but an older revision cannot be removed: "
              + e.getMessage());
    }
    return result(current.key(), status, status == Status.REWRAPPED, detail);
  }

  private boolean isSameMessage(BackupKey other, byte[] body) {
    try (SealedObject candidate = SealedObject.open(storage, other)) {
      return candidate.resembles(newest) && Arrays.equals(candidate.bodyDigest(content), body);
    } catch (ArchiveCorruptException e) {
      return false; // no sealed file at all
    } catch (ArchiveNotFoundException e) {
      return true; // another run has removed it
    }
  }

  private void remove(BackupKey key) {
    key.own()
        .ifPresent(
            own -> ReceiptWork.attempt("removed", () -> new ReceiptWriter(storage).delete(own)));
    storage.delete(key.toString());
  }

  /**
   * Gives an archive that has no receipt that of its newest predecessor: the content is the same.
   * Also one that was made by a run that was killed before it came to this.
   */
  private String takeReceiptAlong(
      List<BackupKey> predecessors, SealedObject current, Optional<String> sha256, String key) {
    Optional<ArchiveKey> to = current.name().own();
    if (to.isEmpty() || predecessors.isEmpty()) {
      return "";
    }
    return ReceiptWork.attempt(
        "moved",
        () -> {
          if (storage.stat(Receipts.keyOf(to.get())).isPresent()) {
            return;
          }
          for (int i = predecessors.size() - 1; i >= 0; i--) {
            Optional<Receipt> told = receiptOf(predecessors.get(i), current);
            if (told.isPresent()) {
              new ReceiptWriter(storage)
                  .write(
                      told.get().forRevision(to.get(), current.size(), sha256, Optional.of(key)));
              return;
            }
          }
        });
  }

  /** What this run itself has copied is the same; all else must be seen to be. */
  private Optional<Receipt> receiptOf(BackupKey predecessor, SealedObject current) {
    Optional<ArchiveKey> key = predecessor.own();
    if (key.isEmpty() || storage.stat(Receipts.keyOf(key.get())).isEmpty()) {
      return Optional.empty();
    }
    boolean copied = predecessor.equals(newest.name()) && !predecessor.equals(current.name());
    return copied || isSameMessage(predecessor, current.bodyDigest(content))
        ? storage
            .stat(predecessor.toString())
            .flatMap(info -> Receipts.of(storage).find(key.get(), info.size()))
        : Optional.empty();
  }

  private TransferResult result(String target, Status status, boolean removed, String detail) {
    return new TransferResult(newest.key(), target, status, newest.size(), removed, detail);
  }
}
