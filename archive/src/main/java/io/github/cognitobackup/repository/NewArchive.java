package io.github.cognitobackup.repository;

import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.ArchiveWriter;
import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.Receipt;
import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.catalogue.Suspicion;
import io.github.cognitobackup.internal.digest.DigestingStorage;
import io.github.cognitobackup.internal.digest.ObjectDigest;
import io.github.cognitobackup.storage.EncryptedStorage;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An archive in the making, and the receipt that goes beside it. Nothing is listed in the storage
 * before {@link #commit()}; closed without it, nothing is left. Not thread-safe, but for its {@link
 * #writer()}.
 */
public final class NewArchive implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(NewArchive.class);

  private final Storage storage;
  private final ShrinkGuard guard;
  private final ShrinkGuard.Baseline baseline;
  private final ArchiveKey key;
  private final DigestingStorage digests;
  private final ObjectWriter object;
  private final ArchiveWriter writer;

  /**
   * What was committed.
   *
   * @param key the archive's key
   * @param manifest what the archive holds
   * @param size its bytes in the storage; 0 where that cannot be found out
   * @param suspicious the earlier archive that holds far more users, if there is one
   * @param warnings what did not work though the archive is there
   */
  public record Committed(
      ArchiveKey key,
      Manifest manifest,
      long size,
      Optional<Suspicion> suspicious,
      List<String> warnings) {

    /**
     * Copies the list.
     *
     * @param key as {@link #key()}
     * @param manifest as {@link #manifest()}
     * @param size as {@link #size()}
     * @param suspicious as {@link #suspicious()}
     * @param warnings as {@link #warnings()}
     */
    public Committed {
      warnings = List.copyOf(warnings);
    }
  }

  NewArchive(Storage storage, ShrinkGuard guard, ArchiveKey key, ArchiveHeader header) {
    this.storage = storage;
    this.guard = guard;
    this.key = key;
    this.baseline = guard.baseline(key);
    this.digests = new DigestingStorage(storage.raw());
    this.object = digests.beneath(storage).create(key.toString());
    this.writer = ArchiveWriter.to(object.stream(), header);
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
   * Finishes the archive, publishes it in the storage and writes its receipt. Where the receipt
   * cannot be written, the archive is there all the same, and a warning says so.
   *
   * @return what was committed
   * @throws io.github.cognitobackup.error.KeyUnavailableException when the key service refuses
   * @throws io.github.cognitobackup.error.StorageUnavailableException when the storage refuses
   */
  public Committed commit() {
    Manifest manifest = writer.finish();
    Optional<Suspicion> suspicious = guard.judge(baseline, manifest.counts().users());
    object.commit();
    List<String> warnings = new ArrayList<>(baseline.warning().stream().toList());
    long size = 0;
    try {
      ObjectDigest digest = digests.digest(key.toString());
      size = digest.size();
      writeReceipt(manifest, digest, suspicious);
    } catch (RuntimeException e) {
      String warning =
          "the archive is there, but not its receipt, without which it does not count for retention"
              + " until verify --all has written one: "
              + e.getMessage();
      LOG.warn("\"{}\": {}", key, warning);
      warnings.add(warning);
    }
    return new Committed(key, manifest, size, suspicious, warnings);
  }

  private void writeReceipt(
      Manifest manifest, ObjectDigest digest, Optional<Suspicion> suspicious) {
    Optional<String> wrappingKey =
        storage instanceof EncryptedStorage encrypted ? encrypted.wrappingKey() : Optional.empty();
    Receipts.of(storage)
        .write(
            Receipt.of(key, manifest, digest.size(), digest.sha256(), wrappingKey)
                .withSuspicion(suspicious));
  }

  @Override
  public void close() {
    try (object;
        writer) {
      // the writer first, then the object, which is dropped unless it was committed
    }
  }
}
