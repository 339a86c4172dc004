package io.github.cognitobackup.internal.journal;

/** The keys of what restores write beside archives. */
public final class JournalKeys {

  /** Begins the keys of all leases. */
  public static final String LEASES = "restore-leases/";

  /** Begins the name of the note of a pool that was created. */
  public static final String POOL = "pool";

  /** Begins the name of a note of the users who are about to be created; a number follows. */
  public static final String USERS = "users-";

  /** Begins the name of the note that all users announced before are there. */
  public static final String SETTLED = "settled-";

  /** Begins the name of a note of the users whom a run has seen whole; a number follows. */
  public static final String SETTLED_USERS = "whole-";

  /** Begins the name of the note that the restore has come to its end. */
  public static final String COMPLETED = "completed";

  /** Begins the name of a map of old and new identities. */
  public static final String IDENTITIES = "identities-";

  private static final String RESTORES = ".restores/";

  private JournalKeys() {}

  /** Returns whether it is a key of what restores leave: journals, maps of identities, leases. */
  public static boolean isOfRestores(String key) {
    return key.startsWith(LEASES) || isBesideArchive(key);
  }

  /** Returns whether it is a key of what restores leave beside an archive. */
  public static boolean isBesideArchive(String key) {
    return key.contains(RESTORES);
  }

  /** Begins the keys of all journals of an archive. */
  public static String ofArchive(String archiveKey) {
    return archiveKey + RESTORES;
  }

  /** Begins the keys of one journal. */
  public static String of(String archiveKey, String restoreId) {
    return ofArchive(archiveKey) + restoreId + '/';
  }

  /**
   * The folder of what a journal tells of one pool.
   *
   * @param number which of the journal's pools it is, from 1: the last is the one that counts
   */
  public static String folder(int number, String poolId) {
    return number + "-" + poolId + '/';
  }
}
