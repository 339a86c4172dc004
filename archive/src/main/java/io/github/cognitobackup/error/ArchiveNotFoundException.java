package io.github.cognitobackup.error;

import org.jspecify.annotations.Nullable;

/** No object is stored under the key: check the key against the listing of the storage. */
public final class ArchiveNotFoundException extends CognitoBackupException {

  private static final long serialVersionUID = 1L;

  /** As {@link #key()} gives it. */
  private final String key;

  /**
   * Creates the exception.
   *
   * @param key the key that was asked for
   * @param message the object, the cause and the next step
   * @param cause what led here, or null
   */
  public ArchiveNotFoundException(String key, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.key = key;
  }

  /**
   * Returns the key that was asked for.
   *
   * @return the key that was asked for
   */
  public String key() {
    return key;
  }
}
