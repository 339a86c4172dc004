package io.github.cognitobackup.transfer;

/**
 * Is told what becomes of the archives, one after the other, by the thread that works. Its methods
 * must return quickly; an exception of theirs is logged and goes no further.
 */
public interface TransferListener {

  /** What is being done with the bytes of an archive. */
  enum Phase {
    /** They are written to the target. */
    WRITING,
    /** What was written, or was there before, is read and compared. */
    PROVING
  }

  /**
   * Bytes of an archive were dealt with. Not told where a storage copies by itself.
   *
   * @param key the archive
   * @param phase what is being done with them
   * @param soFar how many by now
   * @param total how many there are
   */
  default void onProgress(String key, Phase phase, long soFar, long total) {}

  /**
   * An archive was dealt with.
   *
   * @param result what became of it
   */
  default void onArchive(TransferResult result) {}
}
