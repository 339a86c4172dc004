package io.github.cognitobackup.restore;

import io.github.cognitobackup.error.CognitoBackupException;
import org.jspecify.annotations.Nullable;

/** A guard refuses the restore before anything was written. */
public final class RestoreRefusedException extends CognitoBackupException {

  private static final long serialVersionUID = 1L;

  /** As {@link #guard()} gives it. */
  private final String guard;

  /**
   * Creates the exception.
   *
   * @param guard the guard that refused, in a word
   * @param message the object, the cause and the next step
   * @param cause what led here, or null
   */
  public RestoreRefusedException(String guard, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.guard = guard;
  }

  /**
   * Returns the guard that refused, in a word.
   *
   * @return the guard that refused, in a word
   */
  public String guard() {
    return guard;
  }
}
