package io.github.cognitobackup.transfer;

/**
 * What became of one archive.
 *
 * @param key its key
 * @param target the key that holds its content now, or should; the same key for copies
 * @param status what became of it
 * @param size its bytes in the storage, -1 where they are not known
 * @param sourceRemoved whether what lay under {@code key} was removed, or would be in a dry run
 * @param detail the proof, or the reason with the next step; may be empty
 */
public record TransferResult(
    String key, String target, Status status, long size, boolean sourceRemoved, String detail) {

  /** What can become of an archive. */
  public enum Status {
    /** It was copied, and the copy proven. */
    COPIED(false),
    /** It was sealed, and what was sealed proven to be the same. */
    SEALED(false),
    /** Its data key was wrapped under the other key. */
    REWRAPPED(false),
    /** The target was there before, and was proven to be the same. */
    UNCHANGED(false),
    /** It is nothing for this work, and was left alone. */
    SKIPPED(false),
    /** Nothing can prove that it is whole; it was left alone, for nobody accepted that. */
    UNPROVEN(true),
    /** The target is there and is something else; both were left alone. */
    CONFLICT(true),
    /** It is not sound, and was left alone. */
    DAMAGED(true),
    /** Something went wrong; running the same again takes it up. */
    FAILED(true);

    private final boolean trouble;

    Status(boolean trouble) {
      this.trouble = trouble;
    }

    /**
     * Returns whether somebody must look at it.
     *
     * @return whether the archive is not where it should be
     */
    public boolean isTrouble() {
      return trouble;
    }
  }
}
