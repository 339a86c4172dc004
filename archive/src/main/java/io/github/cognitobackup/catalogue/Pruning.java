package io.github.cognitobackup.catalogue;

import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.internal.vault.Vault;
import io.github.cognitobackup.storage.Storage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Deletes the backups that a {@link Retention} does not keep, with their receipts; pool by pool.
 *
 * <pre>{@code
 * Retention retention = Retention.builder().keepDaily(30).build();
 * Pruning pruning = Pruning.of(storage, retention).encryptor(encryptor);
 * pruning.dryRun(decision -> System.out.println(decision.key() + " " + decision.reasons()));
 * pruning.apply(decision -> {});
 * }</pre>
 *
 * <p>A backup without a receipt that fits it is never deleted and counts for no rule; nor does one
 * that is dated in the future. The newest backup of a pool is never deleted, nor are the newest
 * that was verified and the newest that is complete and unsuspicious.
 *
 * <p>Receipts prove nothing. With an {@link #encryptor}, every backup for which others of its pool
 * go is opened before, whole, and must be what its key and its receipt say. One that is not counts
 * no more, and it is decided anew; where none is left, nothing of the pool is deleted. Without a
 * key everything is unproven, and nothing is deleted unless {@link #trustReceipts()} is set.
 *
 * <p>What is partial or suspicious never takes the place of what is not: each rule is applied to
 * all backups, and once more to those that are complete and unsuspicious alone. While the newest
 * backups are suspicious, all that are older stay. {@link KeepReason} has the other reasons.
 *
 * <p>Nothing but archives and their receipts is ever deleted: journals and identity maps of
 * restores stay. Killed at any moment and run again, it ends as if it had not been. Thread-safe.
 */
public final class Pruning {

  private final Vault vault;
  private final Retention retention;
  private final Optional<String> userPoolId;
  private final Clock clock;
  private final ReadLimits limits;
  private final boolean trustsReceipts;

  private Pruning(
      Vault vault,
      Retention retention,
      Optional<String> userPoolId,
      Clock clock,
      ReadLimits limits,
      boolean trustsReceipts) {
    this.vault = vault;
    this.retention = retention;
    this.userPoolId = userPoolId;
    this.clock = clock;
    this.limits = limits;
    this.trustsReceipts = trustsReceipts;
  }

  /**
   * Prepares a pruning of all pools.
   *
   * @param storage the storage
   * @param retention what is kept of each pool
   * @return the pruning
   */
  public static Pruning of(Storage storage, Retention retention) {
    return new Pruning(
        Vault.of(Objects.requireNonNull(storage, "storage")),
        Objects.requireNonNull(retention, "retention"),
        Optional.empty(),
        Clock.systemUTC(),
        ReadLimits.defaults(),
        false);
  }

  /**
   * Opens archives as proof, which takes the right to use their key.
   *
   * @param encryptor unwraps the data keys
   * @return the pruning
   */
  public Pruning encryptor(Encryptor encryptor) {
    return with(vault.sealedBy(Objects.requireNonNull(encryptor, "encryptor")));
  }

  /**
   * Accepts what a plain archive shows as proof, too, though an {@link #encryptor} is given.
   * Whoever can write to the storage could then put an archive of their own there.
   *
   * @return the pruning
   */
  public Pruning acceptPlaintext() {
    return with(vault.acceptingPlaintext());
  }

  /**
   * Takes no sealed archive as proof that is not committed to its key: one of format 1.0, or a
   * foreign backup that was migrated. For whoever reads with {@code requireCommitment()}, so that
   * what they can read is not deleted for what they cannot.
   *
   * @return the pruning
   */
  public Pruning requireCommitment() {
    return with(vault.requiringCommitment());
  }

  private Pruning with(Vault other) {
    return new Pruning(other, retention, userPoolId, clock, limits, trustsReceipts);
  }

  /**
   * Prunes one pool alone.
   *
   * @param id the pool's id
   * @return the pruning
   * @throws IllegalArgumentException when it cannot be the id of a pool
   */
  public Pruning ofPool(String id) {
    return new Pruning(
        vault, retention, Optional.of(ArchiveKey.checkPool(id)), clock, limits, trustsReceipts);
  }

  /**
   * Sets the clock that tells what is old.
   *
   * @param other the clock; the system's by default
   * @return the pruning
   */
  public Pruning clock(Clock other) {
    return new Pruning(
        vault,
        retention,
        userPoolId,
        Objects.requireNonNull(other, "clock"),
        limits,
        trustsReceipts);
  }

  /**
   * Sets the bounds within which an archive is opened as proof.
   *
   * @param other the bounds
   * @return the pruning
   */
  public Pruning readLimits(ReadLimits other) {
    return new Pruning(
        vault,
        retention,
        userPoolId,
        clock,
        Objects.requireNonNull(other, "readLimits"),
        trustsReceipts);
  }

  /**
   * Deletes also without the key, on the word of receipts. Of each pool one archive is still proven
   * by the SHA-256 of its bytes, which finds decay and mistakes; but whoever can write to the
   * storage can write receipts, and have this run delete every true archive for one that never was
   * any. With an {@link #encryptor} it changes nothing: archives are opened.
   *
   * @return the pruning
   */
  public Pruning trustReceipts() {
    return new Pruning(vault, retention, userPoolId, clock, limits, true);
  }

  /**
   * Returns what {@link #apply} would do; deletes nothing. It also proves what is to be proven.
   *
   * @param decisions takes what would become of each backup, by pool and newest first
   * @return what would be done
   * @throws io.github.cognitobackup.error.StorageUnavailableException when the storage cannot be
   *     listed
   */
  public PruneReport dryRun(Consumer<PruneDecision> decisions) {
    return run(false, decisions);
  }

  /**
   * Deletes what is not kept. What cannot be deleted is told, and the others go on.
   *
   * @param decisions takes what became of each backup, by pool and newest first
   * @return what was done
   * @throws io.github.cognitobackup.error.StorageUnavailableException when the storage cannot be
   *     listed
   */
  public PruneReport apply(Consumer<PruneDecision> decisions) {
    return run(true, decisions);
  }

  private PruneReport run(boolean apply, Consumer<PruneDecision> decisions) {
    Storage storage = vault.bytes();
    Map<String, List<Backup>> pools = new TreeMap<>();
    List<ArchiveKey> orphans = new ArrayList<>();
    Inventory.take(
        storage,
        userPoolId.map(Catalogue::prefixOf).orElse(""),
        backup -> pools.computeIfAbsent(backup.userPoolId(), id -> new ArrayList<>()).add(backup),
        orphans::add);
    Failures failures = new Failures();
    Deletion deletion = new Deletion(storage, clock, apply, failures);
    Proof proof = new Proof(vault, limits, trustsReceipts);
    Instant now = clock.instant();
    List<PruneReport.PoolResult> results = new ArrayList<>();
    pools.forEach(
        (id, backups) -> {
          backups.sort(Backup.NEWEST_FIRST);
          results.add(
              new PoolPruning(id, backups, Receipts.of(storage), proof, deletion, failures)
                  .run(
                      (newestFirst, refuted) -> Selection.of(newestFirst, refuted, retention, now),
                      decisions));
        });
    return new PruneReport(
        apply, results, deletion.removeOrphans(orphans), failures.count(), failures.first());
  }
}
