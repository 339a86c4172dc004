package io.github.cognitobackup.repository;

import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.catalogue.ArchiveKey;
import java.util.Optional;

/**
 * What a sound archive holds. That there is a report says that every byte was authenticated and
 * every digest and count agreed; of a foreign backup, which has neither digests nor counts, {@link
 * #unverifiable()} says what the reading has shown and what it cannot show.
 *
 * @param key the archive's key
 * @param sealed whether it is sealed with an encryptor
 * @param committed whether it is sealed so that it opens under one key alone; false for one that is
 *     not sealed, is of format 1.0, or is a foreign backup
 * @param size its bytes in the storage
 * @param header what the archive says of its source; of a foreign backup what could be found out
 * @param manifest what it says of its content; of a foreign backup what was counted
 * @param unverifiable empty for an archive of this library
 */
public record VerifyReport(
    String key,
    boolean sealed,
    boolean committed,
    long size,
    ArchiveHeader header,
    Manifest manifest,
    Optional<UnverifiableContent> unverifiable) {

  /**
   * Returns whether the key is one as a backup makes it, so that the pool and the time in it were
   * compared with those in the archive. Any other name proves nothing: that it is the archive that
   * is meant, only {@link #header()} tells.
   *
   * @return whether the key names the archive
   */
  public boolean named() {
    return ArchiveKey.parse(key).isPresent();
  }
}
