package io.github.cognitobackup.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * What a pruning has done, or what it would do.
 *
 * @param applied whether it was done; false for a dry run
 * @param pools what was found for each pool
 * @param orphans how many receipts of archives that are gone were removed
 * @param failures how many things did not work
 * @param firstFailures the first of them in words, at most {@value #FIRST}
 */
public record PruneReport(
    boolean applied,
    List<PoolResult> pools,
    long orphans,
    long failures,
    List<String> firstFailures) {

  /** How many failures are told. */
  public static final int FIRST = 100;

  /**
   * Copies the lists.
   *
   * @param applied see the record
   * @param pools see the record
   * @param orphans see the record
   * @param failures see the record
   * @param firstFailures see the record
   */
  public PruneReport {
    pools = List.copyOf(pools);
    firstFailures = List.copyOf(firstFailures);
  }

  /**
   * Returns how many backups stay.
   *
   * @return of all pools
   */
  public long kept() {
    return pools.stream().mapToLong(PoolResult::kept).sum();
  }

  /**
   * Returns how many backups went, or would go.
   *
   * @return of all pools
   */
  public long gone() {
    return pools.stream().mapToLong(PoolResult::gone).sum();
  }

  /**
   * Returns how much room that makes.
   *
   * @return bytes, of all pools
   */
  public long goneBytes() {
    return pools.stream().mapToLong(PoolResult::goneBytes).sum();
  }

  /**
   * The result for one pool.
   *
   * @param userPoolId the pool
   * @param kept how many of its backups stay
   * @param gone how many of its backups went, or would go
   * @param goneBytes the bytes of those
   * @param proven the archive that was proven sound before anything was deleted; empty when there
   *     was nothing to delete, or none could be proven
   */
  public record PoolResult(
      String userPoolId, long kept, long gone, long goneBytes, Optional<ArchiveKey> proven) {}
}
