package io.github.cognitobackup.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of all that this library throws on account of its surroundings. A bug of the library
 * itself is an {@link IllegalStateException}; a wrong argument an {@link IllegalArgumentException}.
 *
 * <p>Messages are {@linkplain PrintableText printable}, whatever names and answers they quote; what
 * methods such as {@code key()} return is exact.
 */
public abstract class CognitoBackupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message the object, the cause and the next step
   * @param cause what led here, or null
   */
  protected CognitoBackupException(String message, @Nullable Throwable cause) {
    super(PrintableText.of(message), cause);
  }
}
