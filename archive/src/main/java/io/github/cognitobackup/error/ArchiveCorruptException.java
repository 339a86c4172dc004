package io.github.cognitobackup.error;

import org.jspecify.annotations.Nullable;

/**
 * The archive is damaged, cut short or was tampered with: nothing of it may be believed, take
 * another.
 */
public final class ArchiveCorruptException extends CognitoBackupException {

  private static final long serialVersionUID = 1L;

  /** As {@link #where()} gives it. */
  private final String where;

  /**
   * Creates the exception.
   *
   * @param where the place of the damage: a region of the envelope, an entry or a line
   * @param message the object, the cause and the next step
   * @param cause what led here, or null
   */
  public ArchiveCorruptException(String where, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.where = where;
  }

  /**
   * Returns the place of the damage: a region of the envelope, an entry or a line.
   *
   * @return the place of the damage: a region of the envelope, an entry or a line
   */
  public String where() {
    return where;
  }
}
