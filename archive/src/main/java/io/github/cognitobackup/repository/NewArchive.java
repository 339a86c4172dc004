package io.github.cognitobackup.repository;

import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.ArchiveWriter;
import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.Receipt;
import io.github.cognitobackup.catalogue.ShrinkWarning;
import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.internal.backup.SelfCheck;
import io.github.cognitobackup.internal.digest.DigestingStorage;
import io.github.cognitobackup.internal.digest.ObjectDigest;
import io.github.cognitobackup.internal.log.Log;
import io.github.cognitobackup.internal.receipt.ReceiptWriter;
import io.github.cognitobackup.internal.vault.Vault;
import io.github.cognitobackup.storage.ObjectWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An archive in the making, and the receipt that goes beside it. Nothing is listed in the storage
 * before {@link #commit()}; closed without it, nothing is left. Not thread-safe, but for its {@link
 * #writer()}.
 */
public final class NewArchive implements AutoCloseable {

  private static final Log LOG = Log.of(NewArchive.class);

  /** How many milliseconds that are taken in the storage are passed over. */
  private static final int MOST_TAKEN = 100;

  private final Vault vault;
  private final ShrinkGuard guard;
  private final ShrinkGuard.Baseline baseline;
  private final BackupStart start;
  private final ArchiveKey key;
  private final DigestingStorage digests;
  private final ObjectWriter object;
  private final SelfCheck check;
  private final ArchiveWriter writer;

  /**
   * What was committed.
   *
   * @param key the archive's key
   * @param manifest what the archive holds
   * @param size its bytes in the storage; 0 where that cannot be found out
   * @param suspicious the earlier archive that holds far more users, if there is one
   * @param warnings what did not work though the archive is there
   * @param notes what is worth knowing and no failure
   */
  public record Committed(
      ArchiveKey key,
      Manifest manifest,
      long size,
      Optional<ShrinkWarning> suspicious,
      List<String> warnings,
      List<String> notes) {

    /**
     * Copies the lists.
     *
     * @param key as {@link #key()}
     * @param manifest as {@link #manifest()}
     * @param size as {@link #size()}
     * @param suspicious as {@link #suspicious()}
     * @param warnings as {@link #warnings()}
     * @param notes as {@link #notes()}
     */
    public Committed {
      warnings = List.copyOf(warnings);
      notes = List.copyOf(notes);
    }
  }

  private NewArchive(
      Vault vault, ShrinkGuard guard, ReadLimits limits, BackupStart start, ArchiveHeader header) {
    this.vault = vault;
    this.guard = guard;
    this.start = start;
    this.key = new ArchiveKey(ArchiveKey.source(header), start.instant(), 1, vault.sealed());
    this.baseline = guard.baseline(key);
    this.digests = new DigestingStorage(vault.bytes());
    this.object = vault.over(digests).objects().create(key.toString());
    this.check = new SelfCheck(key, object.stream(), limits);
    this.writer = ArchiveWriter.to(check.stream(), header.startedAt(start.instant()));
  }

  /** Begins the archive of the first free millisecond from the header's start on. */
  static NewArchive begin(Vault vault, ShrinkGuard guard, ReadLimits limits, ArchiveHeader header) {
    BackupStart start = BackupStart.from(header.poolId(), header.start());
    boolean begun = false;
    try {
      for (int taken = 1; ; taken++) {
        try {
          NewArchive archive = new NewArchive(vault, guard, limits, start, header);
          begun = true;
          return archive;
        } catch (ArchiveExistsException e) {
          if (taken == MOST_TAKEN) {
            throw e;
          }
          start.moveOn();
        }
      }
    } finally {
      if (!begun) {
        start.close();
      }
    }
  }

  /**
   * Returns where the content goes.
   *
   * @return the writer, which {@link #commit()} finishes
   */
  public ArchiveWriter writer() {
    return writer;
  }

  /**
   * Finishes the archive, checks that it can be read again, publishes it in the storage and writes
   * its receipt. Where the receipt cannot be written, the archive is there all the same, and a
   * warning says so.
   *
   * @return what was committed
   * @throws io.github.cognitobackup.error.ArchiveUnwritableException when what was written cannot
   *     be read again
   * @throws io.github.cognitobackup.error.KeyUnavailableException when the key service refuses
   * @throws StorageUnavailableException when the storage refuses, or another process has published
   *     an archive of the same pool and millisecond meanwhile
   */
  public Committed commit() {
    Manifest manifest = writer.finish();
    check.finish(manifest);
    ShrinkGuard.Judgement judgement = guard.judge(baseline, manifest.counts().users());
    publish();
    List<String> warnings = new ArrayList<>(baseline.warning().stream().toList());
    long size = 0;
    try {
      ObjectDigest digest = digests.digest(key.toString());
      size = digest.size();
      writeReceipt(manifest, digest, judgement.warning());
    } catch (RuntimeException e) {
      String warning =
          "the archive was written, but its receipt was not; until verify --all writes"
              + " one, retention does not count it: "
              + e.getMessage();
      LOG.warn("\"{}\": {}", key, warning);
      warnings.add(warning);
    }
    return new Committed(
        key, manifest, size, judgement.warning(), warnings, judgement.note().stream().toList());
  }

  private void publish() {
    try {
      object.commit();
    } catch (ArchiveExistsException e) {
      throw new StorageUnavailableException(
          true,
          "cannot write \""
              + key
              + "\": another process backed up the same pool in the same millisecond; back"
              + " it up again",
          e);
    }
  }

  private void writeReceipt(
      Manifest manifest, ObjectDigest digest, Optional<ShrinkWarning> suspicious) {
    new ReceiptWriter(vault.bytes())
        .write(
            Receipt.of(key, manifest, digest.size(), digest.sha256(), vault.wrappingKey())
                .withShrinkWarning(suspicious));
  }

  @Override
  public void close() {
    try (start;
        object;
        check;
        writer) {
      // from the last to the first; the object is dropped unless it was committed
    }
  }
}
