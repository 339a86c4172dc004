package io.github.cognitobackup.error;

import org.jspecify.annotations.Nullable;

/**
 * The key service does not make or unwrap the data key: the message tells whether the key is
 * disabled, to be deleted, denied, another one, or the service not reachable.
 */
public final class KeyUnavailableException extends CognitoBackupException {

  private static final long serialVersionUID = 1L;

  /** As {@link #keyId()} gives it. */
  private final String keyId;

  /** As {@link #concernsDataKey()} gives it. */
  private final boolean concernsDataKey;

  /** As {@link #retryable()} gives it. */
  private final boolean retryable;

  /**
   * Creates the exception.
   *
   * @param keyId the key that was asked for, as the caller named it
   * @param message the object, the cause and the next step
   * @param cause what led here, or null
   */
  public KeyUnavailableException(String keyId, String message, @Nullable Throwable cause) {
    this(keyId, message, cause, false, false);
  }

  private KeyUnavailableException(
      String keyId,
      String message,
      @Nullable Throwable cause,
      boolean concernsDataKey,
      boolean retryable) {
    super(message, cause);
    this.keyId = keyId;
    this.concernsDataKey = concernsDataKey;
    this.retryable = retryable;
  }

  /**
   * Creates the exception of a data key that is refused although the key itself may be sound.
   *
   * @param keyId the key that was asked for, as the caller named it
   * @param message the object, the cause and the next step
   * @param cause what led here, or null
   * @return the exception
   */
  public static KeyUnavailableException ofDataKey(
      String keyId, String message, @Nullable Throwable cause) {
    return new KeyUnavailableException(keyId, message, cause, true, false);
  }

  /**
   * Creates the exception of a key service that is throttling, unwell or not reachable.
   *
   * @param keyId the key that was asked for, as the caller named it
   * @param message the object, the cause and the next step
   * @param cause what led here, or null
   * @return the exception
   */
  public static KeyUnavailableException ofTransient(
      String keyId, String message, @Nullable Throwable cause) {
    return new KeyUnavailableException(keyId, message, cause, false, true);
  }

  /**
   * Returns the key that was asked for, as the caller named it.
   *
   * @return its name; those of all keys that were tried, divided by commas, where there were
   *     several
   */
  public String keyId() {
    return keyId;
  }

  /**
   * Returns whether the refusal is about one data key: it is wrapped under another key, or under
   * another encryption context, or damaged. Then other archives may still open; else none will.
   *
   * @return false where the key itself cannot be used
   */
  public boolean concernsDataKey() {
    return concernsDataKey;
  }

  /**
   * Returns whether the same call may succeed later by itself: the key service, or one of several
   * keys, could not be asked at the moment.
   *
   * @return whether to try again
   */
  public boolean retryable() {
    return retryable;
  }
}
