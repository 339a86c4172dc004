package io.github.cognitobackup.error;

import org.jspecify.annotations.Nullable;

/** The storage does not answer as it should: no access, no room, no connection. */
public final class StorageUnavailableException extends CognitoBackupException {

  private static final long serialVersionUID = 1L;

  /** As {@link #retryable()} gives it. */
  private final boolean retryable;

  /**
   * Creates the exception.
   *
   * @param retryable whether the same call may succeed later without a change of the surroundings
   * @param message the object, the cause and the next step
   * @param cause what led here, or null
   */
  public StorageUnavailableException(boolean retryable, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
  }

  /**
   * Returns whether the same call may succeed later without a change of the surroundings.
   *
   * @return whether the same call may succeed later without a change of the surroundings
   */
  public boolean retryable() {
    return retryable;
  }
}
