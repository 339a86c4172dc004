package io.github.cognitobackup.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * One backup in a storage. It may lie there in several archives, of which one counts: the newest
 * revision, and of that the sealed form.
 *
 * @param key the archive that counts
 * @param size its bytes as they lie in the storage
 * @param receipt what its receipt says; empty when it has none that fits it
 * @param superseded the other archives of the same backup
 */
public record CatalogueEntry(
    ArchiveKey key, long size, Optional<Receipt> receipt, List<ArchiveKey> superseded) {

  /**
   * Copies the list.
   *
   * @param key see the record
   * @param size see the record
   * @param receipt see the record
   * @param superseded see the record
   */
  public CatalogueEntry {
    superseded = List.copyOf(superseded);
  }
}
