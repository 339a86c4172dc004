package io.github.cognitobackup.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Cognito has refused one call for its rate again and again, for as long as it may be repeated: run
 * the same again when less is asked of the account, or ask for a higher quota. A backup has
 * published nothing; a restore goes on where it stopped.
 */
public final class ThrottledException extends CognitoBackupException {

  private static final long serialVersionUID = 1L;

  /** As {@link #operation()} gives it. */
  private final String operation;

  /** As {@link #lasted()} gives it. */
  private final Duration lasted;

  /**
   * Creates the exception.
   *
   * @param operation the name of the operation
   * @param lasted how long it was refused
   * @param message the object, the cause and the next step
   * @param cause what led here, or null
   */
  public ThrottledException(
      String operation, Duration lasted, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.operation = operation;
    this.lasted = lasted;
  }

  /**
   * Returns the name of the operation that was refused.
   *
   * @return the name, such as {@code ListUsers}
   */
  public String operation() {
    return operation;
  }

  /**
   * Returns how long the call was refused.
   *
   * @return the time from the first refusal to the last
   */
  public Duration lasted() {
    return lasted;
  }
}
