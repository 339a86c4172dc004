package io.github.cognitobackup.catalogue;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of one backup.
 *
 * @param key its archive that counts
 * @param superseded its other archives, which share its fate
 * @param size the bytes of all of them as they lie in the storage
 * @param reasons why it stays; none when it goes
 * @param detail more about a reason, if there is more to say
 */
public record PruneDecision(
    ArchiveKey key,
    List<ArchiveKey> superseded,
    long size,
    Set<KeepReason> reasons,
    Optional<String> detail) {

  /**
   * Copies list and set.
   *
   * @param key see the record
   * @param superseded see the record
   * @param size see the record
   * @param reasons see the record
   * @param detail see the record
   */
  public PruneDecision {
    superseded = List.copyOf(superseded);
    reasons =
        reasons.isEmpty()
            ? Set.of()
            : Collections.unmodifiableSet(EnumSet.copyOf(reasons)); // in their own order
  }

  /**
   * Returns whether it goes, or would go in a dry run.
   *
   * @return true when there is no reason to keep it
   */
  public boolean goes() {
    return reasons.isEmpty();
  }
}
