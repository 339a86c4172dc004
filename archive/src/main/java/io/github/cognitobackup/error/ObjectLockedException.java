package io.github.cognitobackup.error;

import org.jspecify.annotations.Nullable;

/**
 * The storage keeps the object immutable for a time (S3 Object Lock, a legal hold, a retention rule
 * of the bucket): wait until the lock has ended. The right to delete would not help.
 */
public final class ObjectLockedException extends CognitoBackupException {

  private static final long serialVersionUID = 1L;

  /** As {@link #key()} gives it. */
  private final String key;

  /**
   * Creates the exception.
   *
   * @param key the key of the object
   * @param message the object, the cause and the next step
   * @param cause what led here, or null
   */
  public ObjectLockedException(String key, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.key = key;
  }

  /**
   * Returns the key of the object.
   *
   * @return the key of the object
   */
  public String key() {
    return key;
  }
}
