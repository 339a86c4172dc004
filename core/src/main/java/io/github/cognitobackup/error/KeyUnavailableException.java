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

  /**
   * Creates the exception.
   *
   * @param keyId the key that was asked for, as the caller named it
   * @param message the object, the cause and the next step
   * @param cause what led here, or null
   */
  public KeyUnavailableException(String keyId, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.keyId = keyId;
  }

  /**
   * Tells the key that was asked for, as the caller named it.
   *
   * @return the key that was asked for, as the caller named it
   */
  public String keyId() {
    return keyId;
  }
}
