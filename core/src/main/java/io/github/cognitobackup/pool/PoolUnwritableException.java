package io.github.cognitobackup.pool;

import io.github.cognitobackup.error.CognitoBackupException;
import org.jspecify.annotations.Nullable;

/** A user pool cannot be created or changed at all: nothing of the restore could be done. */
public final class PoolUnwritableException extends CognitoBackupException {

  private static final long serialVersionUID = 1L;

  /** As {@link #pool()} gives it. */
  private final String pool;

  /**
   * Creates the exception.
   *
   * @param pool the id or, of a new one, the name of the user pool
   * @param message the object, the cause and the next step
   * @param cause what led here, or null
   */
  public PoolUnwritableException(String pool, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.pool = pool;
  }

  /**
   * Returns the id or, of a new one, the name of the user pool.
   *
   * @return the id or, of a new one, the name of the user pool
   */
  public String pool() {
    return pool;
  }
}
