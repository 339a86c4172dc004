package io.github.cognitobackup.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The state of one user pool as streams: resources, then users, then memberships. It was read whole
 * and checked as far as it can be before there was a snapshot, and what is given away is compared
 * with that first reading.
 *
 * <p>Each stream reads anew from the beginning, and is to be closed by the caller and used by one
 * thread; the snapshot itself is immutable, and several streams may be open at once. The streams
 * throw {@link io.github.cognitobackup.error.ArchiveCorruptException} when the bytes have changed
 * since, and {@link io.github.cognitobackup.error.StorageUnavailableException} when they cannot be
 * read.
 */
public interface Snapshot {

  /**
   * Returns where the snapshot comes from.
   *
   * @return of an archive its {@code archive.json}; of a foreign backup what could be found out
   */
  ArchiveHeader header();

  /**
   * Returns what it holds.
   *
   * @return of an archive its {@code manifest.json}; of a foreign backup what was counted
   */
  Manifest manifest();

  /**
   * Names what a newer version of the format added and this library does not know.
   *
   * @return mostly empty
   */
  List<String> unknown();

  /**
   * Names what the snapshot cannot prove.
   *
   * @return empty for an archive, of which everything is proven by its manifest; one sentence each
   *     for a foreign backup
   */
  List<String> notProven();

  /**
   * Reads the resources.
   *
   * @return in the order of the snapshot; to be closed
   */
  Stream<ArchivedResource> resources();

  /**
   * Reads the users.
   *
   * @return in the order of the snapshot; to be closed
   */
  Stream<ArchivedUser> users();

  /**
   * Reads the memberships.
   *
   * @return in the order of the snapshot; to be closed
   */
  Stream<Membership> memberships();

  /**
   * Writes all entries as files for a person to look at: readable by the owner alone, and in the
   * clear. Either the whole directory appears or nothing of it. Where names differ in case or
   * Unicode form only, the later ones get a number, {@code admin~2.json}, on every file system.
   *
   * @param directory the directory to make; its parent exists, it does not, or is empty
   * @throws IOException when the directory is not empty or cannot be written
   */
  void extractTo(Path directory) throws IOException;
}
