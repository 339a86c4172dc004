package io.github.cognitobackup.error;

import org.jspecify.annotations.Nullable;

/**
 * What a backup wrote is no archive by the rules of this library's own reader, which read it while
 * it was written: nothing of it was kept.
 */
public final class ArchiveUnwritableException extends CognitoBackupException {

  private static final long serialVersionUID = 1L;

  /** As {@link #where()} gives it. */
  private final String where;

  /**
   * Creates the exception.
   *
   * @param where the place that cannot be read: an entry or a line
   * @param message the object, the cause and the next step
   * @param cause what led here, or null
   */
  public ArchiveUnwritableException(String where, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.where = where;
  }

  /**
   * Returns the place that cannot be read: an entry or a line.
   *
   * @return the place that cannot be read: an entry or a line
   */
  public String where() {
    return where;
  }
}
