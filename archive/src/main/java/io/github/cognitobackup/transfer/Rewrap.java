package io.github.cognitobackup.transfer;

import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.crypto.DataKeyRewrapper;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.internal.vault.Vault;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.transfer.Settings.Choice;
import io.github.cognitobackup.transfer.TransferResult.Status;
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
 * <p><b>The receipt</b> goes along, with counts and warning. Where nobody here has read the body,
 * it has no SHA-256 until the archive is verified.
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

  private final Storage storage;
  private final DataKeyRewrapper rewrapper;
  private final Optional<Encryptor> verifier;
  private final Settings settings;

  private Rewrap(
      Storage storage,
      DataKeyRewrapper rewrapper,
      Optional<Encryptor> verifier,
      Settings settings) {
    this.storage = storage;
    this.rewrapper = rewrapper;
    this.verifier = verifier;
    this.settings = settings;
  }

  /**
   * Names the storage and the keys.
   *
   * @param storage holds the archives
   * @param rewrapper wraps data keys under the new key
   * @return the work, which {@link #run} begins
   */
  public static Rewrap of(Storage storage, DataKeyRewrapper rewrapper) {
    return new Rewrap(Vault.requireBytes(storage), rewrapper, Optional.empty(), Settings.DEFAULT);
  }

  private Rewrap with(Settings other) {
    return new Rewrap(storage, rewrapper, verifier, other);
  }

  /**
   * Sets who is told of each archive.
   *
   * @param told the listener
   * @return a copy with that setting
   */
  public Rewrap listener(TransferListener told) {
    return with(settings.listener(told));
  }

  /**
   * Sets the bounds within which an archive is opened with {@link #verifyWith}.
   *
   * @param limits the bounds
   * @return a copy with that setting
   */
  public Rewrap readLimits(ReadLimits limits) {
    return with(settings.limits(limits));
  }

  /**
   * Writes and removes nothing, and tells what would be done. The key service is asked, for only it
   * knows under which key a data key is.
   *
   * @return a copy with that setting
   */
  public Rewrap dryRun() {
    return with(settings.with(Choice.DRY_RUN));
  }

  /**
   * Removes nothing.
   *
   * @return a copy with that setting
   */
  public Rewrap keepOld() {
    return with(settings.with(Choice.KEEP_SOURCE));
  }

  /**
   * Opens each archive under the new key, whole, before an older revision is removed.
   *
   * @param encryptor unwraps data keys of the new key
   * @return a copy with that setting
   */
  public Rewrap verifyWith(Encryptor encryptor) {
    return new Rewrap(storage, rewrapper, Optional.of(encryptor), settings);
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
    Run run = new Run(settings);
    RewrapRun work =
        new RewrapRun(storage, rewrapper, verifier, settings, run, selection.isNamed());
    return run.over(selection.keys(storage), work::rewrap);
  }
}
