package io.github.cognitobackup.transfer;

import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.crypto.DataKeyRewrapper;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.crypto.Envelope;
import io.github.cognitobackup.crypto.EnvelopeHeader;
import io.github.cognitobackup.crypto.RewrappedKey;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.error.CognitoBackupException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.internal.digest.DigestingStorage;
import io.github.cognitobackup.internal.digest.ObjectDigest;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import io.github.cognitobackup.transfer.TransferResult.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Moves sealed archives to another key of the key service by wrapping their data keys anew; what
 * they hold is not opened, and its bytes stay as they are.
 *
 * <pre>{@code
 * Rewrap rewrap = Rewrap.of(storage, rewrapper).listener(listener);
 * TransferReport report = rewrap.run(Selection.all());
 * }</pre>
 *
 * <p><b>How.</b> The newest sealed revision of a backup gets a successor ({@code .r2}, {@code .r3}
 * and so on): a new head with the data key under the new key, and the body of the old one, which a
 * storage that can do so copies by itself. Then the successor is proven, and the older revisions
 * are removed with their receipts, unless {@link #keepOld()} is set.
 *
 * <p><b>The proof.</b> The successor is read again, and its SHA-256 compared with that of what was
 * written. Where the storage copied the body by itself, its size and its head are compared, and the
 * service trusted for the body. With {@link #verifyWith} each successor is also opened, whole, with
 * the new key, which takes the right to unwrap data keys.
 *
 * <p><b>Promises.</b> Nothing is overwritten. Wherever it is killed, the next run goes on: where
 * the newest revision is under the new key already, each older one is removed once its
 * initialization vector and its body were found to be the same; an older one that differs is a
 * {@link Status#CONFLICT}, and all are kept. A failure of one archive does not stop the others;
 * three refusals of the key in a row end the run.
 *
 * <p>Plain archives are skipped: {@link Migration} seals them. What restores left beside an archive
 * stays under the old key. A bucket with versions keeps what was removed as noncurrent versions,
 * under the old key.
 *
 * <p>Immutable and thread-safe.
 */
public final class Rewrap {

  /** How often another run may be faster at one archive. */
  private static final int TRIES = 3;

  private final Storage raw;
  private final DataKeyRewrapper rewrapper;
  private final TransferListener listener;
  private final boolean dryRun;
  private final boolean keepOld;
  private final Optional<Encryptor> verifier;

  private Rewrap(
      Storage raw,
      DataKeyRewrapper rewrapper,
      TransferListener listener,
      boolean dryRun,
      boolean keepOld,
      Optional<Encryptor> verifier) {
    this.raw = raw;
    this.rewrapper = rewrapper;
    this.listener = listener;
    this.dryRun = dryRun;
    this.keepOld = keepOld;
    this.verifier = verifier;
  }

  /**
   * Names the storage and the keys.
   *
   * @param storage holds the archives; of a sealing one, what lies beneath the encryption is meant
   * @param rewrapper wraps data keys under the new key
   * @return the work, which {@link #run} begins
   */
  public static Rewrap of(Storage storage, DataKeyRewrapper rewrapper) {
    return new Rewrap(
        storage.raw(),
        rewrapper,
        new SafeListener(new TransferListener() {}),
        false,
        false,
        Optional.empty());
  }

  /**
   * Sets who is told of each archive.
   *
   * @param told the listener
   * @return a copy with that setting
   */
  public Rewrap listener(TransferListener told) {
    return new Rewrap(raw, rewrapper, new SafeListener(told), dryRun, keepOld, verifier);
  }

  /**
   * Writes and removes nothing, and tells what would be done. The key service is asked, for only it
   * knows under which key a data key is.
   *
   * @return a copy with that setting
   */
  public Rewrap dryRun() {
    return new Rewrap(raw, rewrapper, listener, true, keepOld, verifier);
  }

  /**
   * Removes nothing.
   *
   * @return a copy with that setting
   */
  public Rewrap keepOld() {
    return new Rewrap(raw, rewrapper, listener, dryRun, true, verifier);
  }

  /**
   * Opens each archive under the new key, whole, before an older revision is removed.
   *
   * @param encryptor unwraps data keys of the new key
   * @return a copy with that setting
   */
  public Rewrap verifyWith(Encryptor encryptor) {
    return new Rewrap(raw, rewrapper, listener, dryRun, keepOld, Optional.of(encryptor));
  }

  /**
   * Moves archives to the new key.
   *
   * @param selection which archives; naming any revision of a backup means the newest
   * @return how it ended
   * @throws StorageUnavailableException when the storage cannot be listed
   * @throws WorkInterruptedException when the thread was interrupted; run again to go on
   */
  public TransferReport run(Selection selection) {
    Run run = new Run(listener, dryRun);
    Session session = new Session(run, selection.isNamed());
    return run.over(selection.keys(raw), session::rewrap);
  }

  /** One run. */
  private final class Session {

    private final Run run;
    private final boolean named;

    /** What was made last: a listing may come upon it. */
    private String made = "";

    Session(Run run, boolean named) {
      this.run = run;
      this.named = named;
    }

    Optional<TransferResult> rewrap(String key) {
      Optional<BackupName> parsed = BackupName.parse(key);
      if (parsed.isEmpty()) {
        return named
            ? Optional.of(
                result(
                    key,
                    Status.FAILED,
                    "its name tells no revision; copy it under a name that ends with .tar.gz.enc,"
                        + " .tgz.enc or .json.enc"))
            : Optional.empty();
      }
      BackupName name = parsed.get();
      if (!name.sealed()) {
        Status status = named ? Status.FAILED : Status.SKIPPED;
        return named || name.isOwn()
            ? Optional.of(result(key, status, "it is plain; seal it with migrate"))
            : Optional.empty();
      }
      for (int attempt = 1; ; attempt++) {
        List<BackupName> revisions = name.sealedRevisions(raw);
        if (revisions.isEmpty()) {
          throw new ArchiveNotFoundException(
              key, "there is no \"" + key + "\"; list() shows what there is", null);
        }
        BackupName newest = revisions.get(revisions.size() - 1);
        if (!named && (!newest.equals(name) || key.equals(made))) {
          return Optional.empty(); // the newest stands for all
        }
        try (StoredObject object = raw.open(newest.toString())) {
          One one = new One(run, newest, object, revisions.subList(0, revisions.size() - 1));
          TransferResult result = one.rewrap();
          made = result.target();
          return Optional.of(result);
        } catch (ArchiveExistsException e) {
          if (attempt == TRIES) {
            throw e;
          }
          // another run was faster, and has made the newest
        }
      }
    }

    private TransferResult result(String key, Status status, String detail) {
      return new TransferResult(key, key, status, -1, false, detail);
    }
  }

  /** The newest revision of one backup on its way. */
  private final class One {

    private final Run run;
    private final BackupName name;
    private final StoredObject object;
    private final List<BackupName> older;
    private final Content content;
    private final EnvelopeHeader head;
    private final long bodySize;

    One(Run run, BackupName name, StoredObject object, List<BackupName> older) {
      this.run = run;
      this.name = name;
      this.object = object;
      this.older = older;
      this.content = new Content(name.toString(), listener);
      this.head = head(object);
      this.bodySize = object.info().size() - head.length();
      if (bodySize < Envelope.TAG_LENGTH) {
        throw new ArchiveCorruptException(
            "truncated",
            "archive \"" + name + "\" ends before its tag; it was cut short, take another",
            null);
      }
    }

    TransferResult rewrap() {
      RewrappedKey key = rewrapper.rewrap(head.encryptedKey());
      if (!key.changed()) {
        return settle(name.toString(), object, Status.UNCHANGED, key, Optional.empty());
      }
      Optional<BackupName> next = name.nextRevision();
      if (next.isEmpty()) {
        return result(name.toString(), Status.FAILED, false, "there are no more revisions");
      }
      String target = next.get().toString();
      if (dryRun) {
        return result(target, Status.REWRAPPED, !keepOld, "");
      }
      EnvelopeHeader newHead = head.withEncryptedKey(key.encryptedKey());
      Optional<byte[]> digest = write(target, newHead);
      try (StoredObject successor = raw.open(target)) {
        if (!isAsWritten(successor, newHead, digest)) {
          return result(
              target,
              Status.FAILED,
              false,
              "the new revision reads otherwise than what was written; check the storage, remove"
                  + " that revision, and run again");
        }
        return settle(
            target, successor, Status.REWRAPPED, key, digest.map(HexFormat.of()::formatHex));
      }
    }

    private Optional<byte[]> write(String target, EnvelopeHeader newHead) {
      try (ObjectWriter writer = raw.create(target)) {
        Optional<byte[]> digest = content.write(writer, newHead.toBytes(), object, head.length());
        writer.commit();
        return digest;
      }
    }

    private boolean isAsWritten(
        StoredObject successor, EnvelopeHeader newHead, Optional<byte[]> digest) {
      long size = newHead.length() + bodySize;
      return successor.info().size() == size
          && (digest.isPresent()
              ? Arrays.equals(content.digest(successor, 0, size), digest.get())
              : Arrays.equals(head(successor).toBytes(), newHead.toBytes()));
    }

    /**
     * Opens what is under the new key, where that is wanted, and removes what it stands for.
     *
     * @param sha256 of the successor, where it is known
     */
    private TransferResult settle(
        String target,
        StoredObject current,
        Status status,
        RewrappedKey key,
        Optional<String> sha256) {
      if (dryRun) {
        return result(target, status, false, "under " + key.key());
      }
      Optional<String> digest = sha256;
      if (verifier.isPresent()) {
        DigestingStorage digesting = new DigestingStorage(raw);
        try {
          digesting.withEncryptor(verifier.get()).open(target).close();
        } catch (ArchiveCorruptException e) {
          return result(
              target,
              Status.CONFLICT,
              false,
              "under the new key it is not sound (" + e.getMessage() + "); all revisions are kept");
        }
        digest = digesting.known(target).map(ObjectDigest::sha256);
      }
      boolean fresh = status == Status.REWRAPPED;
      String detail = "under " + key.key();
      if (fresh) {
        detail +=
            (sha256.isPresent()
                    ? ", SHA-256 compared"
                    : ", copied by the storage itself, head and size compared")
                + digest.map(known -> writeReceipt(target, current, known, key.key())).orElse("");
      }
      if (verifier.isPresent()) {
        detail += ", opened";
      }
      return keepOld
          ? result(target, status, false, detail)
          : removeOlder(target, current, status, detail);
    }

    private TransferResult removeOlder(
        String target, StoredObject current, Status status, String detail) {
      List<BackupName> same = new ArrayList<>();
      List<String> different = new ArrayList<>();
      byte[] digest =
          older.isEmpty() ? new byte[0] : content.digest(current, head(current).length(), bodySize);
      for (BackupName other : older) {
        if (isSameMessage(other.toString(), digest)) {
          same.add(other);
        } else {
          different.add(other.toString());
        }
      }
      if (!different.isEmpty()) {
        return result(
            target,
            Status.CONFLICT,
            false,
            "older revisions hold something else: "
                + String.join(", ", different)
                + "; all are kept: find out which is right (verify), and remove the others");
      }
      boolean fresh = status == Status.REWRAPPED;
      try {
        for (BackupName other : same) {
          remove(other.toString());
          run.removedAnother();
        }
        if (fresh) {
          remove(name.toString());
        }
      } catch (WorkInterruptedException e) {
        throw e;
      } catch (CognitoBackupException e) {
        return result(
            target,
            Status.FAILED,
            false,
            "it is under the new key and proven, but an older revision cannot be removed: "
                + e.getMessage());
      }
      return result(target, status, fresh, detail);
    }

    private boolean isSameMessage(String other, byte[] digest) {
      try (StoredObject candidate = raw.open(other)) {
        EnvelopeHeader otherHead = head(candidate);
        return otherHead.hasSameIv(head)
            && candidate.info().size() - otherHead.length() == bodySize
            && Arrays.equals(content.digest(candidate, otherHead.length(), bodySize), digest);
      } catch (ArchiveCorruptException e) {
        return false; // no sealed file at all
      } catch (ArchiveNotFoundException e) {
        return true; // another run has removed it
      }
    }

    private void remove(String key) {
      ArchiveKey.parse(key).ifPresent(own -> quietly(() -> Receipts.of(raw).delete(own)));
      raw.delete(key);
    }

    private String writeReceipt(
        String target, StoredObject successor, String sha256, String wrappingKey) {
      Optional<ArchiveKey> from = ArchiveKey.parse(name.toString());
      Optional<ArchiveKey> to = ArchiveKey.parse(target);
      if (from.isEmpty() || to.isEmpty()) {
        return "";
      }
      Receipts receipts = Receipts.of(raw);
      return quietly(
          () ->
              receipts
                  .find(from.get(), object.info().size())
                  .map(
                      receipt ->
                          receipt.forRevision(
                              to.get(), successor.info().size(), sha256, Optional.of(wrappingKey)))
                  .ifPresent(receipts::write));
    }

    /** A receipt is a help and no more: that it cannot be moved is told, and is no failure. */
    private String quietly(Runnable change) {
      try {
        change.run();
        return "";
      } catch (WorkInterruptedException e) {
        throw e;
      } catch (ArchiveExistsException e) {
        return "";
      } catch (CognitoBackupException e) {
        return "; its receipt was not moved: " + e.getMessage();
      }
    }

    private TransferResult result(String target, Status status, boolean removed, String detail) {
      return new TransferResult(
          name.toString(), target, status, object.info().size(), removed, detail);
    }
  }

  private static EnvelopeHeader head(StoredObject object) {
    String key = object.info().key();
    try (InputStream in = object.openStream()) {
      return EnvelopeHeader.read(in);
    } catch (ArchiveCorruptException e) {
      throw new ArchiveCorruptException(e.where(), "\"" + key + "\": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new StorageUnavailableException(
          true, "\"" + key + "\" cannot be read: " + e.getMessage() + "; run again", e);
    }
  }
}
