package io.github.cognitobackup.transfer;

import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.BackupKey;
import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.internal.journal.JournalKeys;
import io.github.cognitobackup.internal.vault.Vault;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import io.github.cognitobackup.transfer.Settings.Choice;
import io.github.cognitobackup.transfer.TransferResult.Status;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Copies archives and their receipts from one storage to another under the same keys, byte by byte:
 * sealed ones stay sealed and are never opened, so no key is needed.
 *
 * <pre>{@code
 * TransferReport report = Copy.between(folder, bucket).listener(listener).run(Selection.all());
 * }</pre>
 *
 * <p><b>Which.</b> All archives of the library, and sealed foreign backups ({@code *.tar.gz.enc},
 * {@code *.tgz.enc}, {@code *.json.enc}); any other object only where it is named. Journals and
 * identity maps of restores stay behind unless {@link #withRestores()} is set.
 *
 * <p><b>The proof.</b> Each copy is read again, and its SHA-256 compared with that of the source.
 * Where the target storage copies by itself, so that the bytes do not come here, the size is
 * compared and the service trusted for the rest.
 *
 * <p><b>Promises.</b> The source is only read; at the target nothing is overwritten or removed.
 * What is there already with the same bytes is left as it is, so a run may be repeated; what is
 * there with other bytes is a {@link Status#CONFLICT}. A failure of one archive does not stop the
 * others.
 *
 * <p>Immutable and thread-safe.
 */
public final class Copy {

  private final Storage from;
  private final Storage to;
  private final Settings settings;

  private Copy(Storage from, Storage to, Settings settings) {
    this.from = from;
    this.to = to;
    this.settings = settings;
  }

  /**
   * Names the two storages.
   *
   * @param from holds the archives, and is only read
   * @param to takes them
   * @return the copy, which {@link #run} begins
   */
  public static Copy between(Storage from, Storage to) {
    return new Copy(Vault.requireBytes(from), Vault.requireBytes(to), Settings.DEFAULT);
  }

  /**
   * Sets who is told of each archive.
   *
   * @param told the listener
   * @return a copy with that setting
   */
  public Copy listener(TransferListener told) {
    return new Copy(from, to, settings.listener(told));
  }

  /**
   * Writes nothing, and tells what would be done; what is at the target already is compared.
   *
   * @return a copy with that setting
   */
  public Copy dryRun() {
    return new Copy(from, to, settings.with(Choice.DRY_RUN));
  }

  /**
   * Copies also what restores left beside the archives: journals, by which an interrupted restore
   * goes on, and maps of old to new identities.
   *
   * @return a copy with that setting
   */
  public Copy withRestores() {
    return new Copy(from, to, settings.with(Choice.WITH_RESTORES));
  }

  /**
   * Copies.
   *
   * @param selection which archives
   * @return how it ended
   * @throws io.github.cognitobackup.error.StorageUnavailableException when the source cannot be
   *     listed
   * @throws WorkInterruptedException when the thread was interrupted; the copies made so far stay
   */
  public TransferReport run(Selection selection) {
    Stream<String> keys = selection.keys(from);
    return new Run(settings)
        .over(
            selection.isNamed() ? keys : keys.filter(this::isMeant), key -> Optional.of(copy(key)));
  }

  private boolean isMeant(String key) {
    return JournalKeys.isBesideArchive(key)
        ? settings.withRestores()
        : BackupKey.parse(key).filter(name -> name.sealed() || name.own().isPresent()).isPresent();
  }

  private TransferResult copy(String key) {
    try (StoredObject source = from.open(key)) {
      if (to.stat(key).isEmpty()) {
        if (settings.dryRun()) {
          return result(source, Status.COPIED, "");
        }
        try {
          String proof = write(source);
          return result(source, Status.COPIED, proof + copyReceipt(key));
        } catch (ArchiveExistsException e) {
          // another run was faster; its copy is compared like any other
        }
      }
      return compare(source);
    }
  }

  /** Writes an object and proves it; gives the words for the proof. */
  private String write(StoredObject source) {
    String key = source.info().key();
    long size = source.info().size();
    Optional<byte[]> written;
    try (ObjectWriter writer = to.create(key)) {
      written = new Content(key, settings.listener()).write(writer, new byte[0], source, 0);
      writer.commit();
    }
    try (StoredObject copy = to.open(key)) {
      boolean same =
          copy.info().size() == size
              && (written.isEmpty() || Arrays.equals(written.get(), digest(copy)));
      if (!same) {
        throw new StorageUnavailableException(
            false,
            "the copy of \""
                + key
                + "\" reads otherwise than what was written; check the target"
                + " storage, remove that copy, and run again",
            null);
      }
    }
    return written.isPresent() ? "SHA-256 compared" : "copied by the storage itself, size compared";
  }

  private TransferResult compare(StoredObject source) {
    String key = source.info().key();
    try (StoredObject there = to.open(key)) {
      boolean same =
          there.info().size() == source.info().size()
              && Arrays.equals(digest(there), digest(source));
      return same
          ? result(source, Status.UNCHANGED, "SHA-256 compared" + copyReceipt(key))
          : result(
              source,
              Status.CONFLICT,
              "the target holds something else under this key; find out which of the two is right"
                  + " (verify), and remove the other");
    }
  }

  private byte[] digest(StoredObject object) {
    ObjectInfo info = object.info();
    return new Content(info.key(), settings.listener()).digest(object, 0, info.size());
  }

  private String copyReceipt(String key) {
    Optional<ArchiveKey> own = ArchiveKey.parse(key);
    if (own.isEmpty()) {
      return ""; // what has that name belongs to something else
    }
    String receiptKey = Receipts.keyOf(own.get());
    return ReceiptWork.attempt(
        "copied",
        () -> {
          if (!settings.dryRun()
              && from.stat(receiptKey).isPresent()
              && to.stat(receiptKey).isEmpty()) {
            try (StoredObject receipt = from.open(receiptKey)) {
              write(receipt);
            }
          }
        });
  }

  private static TransferResult result(StoredObject source, Status status, String detail) {
    ObjectInfo info = source.info();
    return new TransferResult(info.key(), info.key(), status, info.size(), false, detail);
  }
}
