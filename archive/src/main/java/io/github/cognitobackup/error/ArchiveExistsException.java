package io.github.cognitobackup.error;

import org.jspecify.annotations.Nullable;

/**
 * An object is already stored under the key, and nothing is ever overwritten: choose another key.
 */
public final class ArchiveExistsException extends CognitoBackupException {

  private static final long serialVersionUID = 1L;

  /** As {@link #key()} gives it. */
  private final String key;

  /**
   * Creates the exception.
   *
   * @param key the key that is taken
   * @param message the object, the cause and the next step
   * @param cause what led here, or null
   */
  public ArchiveExistsException(String key, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.key = key;
  }

  /**
   * Returns the key that is taken.
   *
   * @return the key that is taken
   */
  public String key() {
    return key;
  }
}
