package io.github.cognitobackup.pool;

import io.github.cognitobackup.error.CognitoBackupException;
import org.jspecify.annotations.Nullable;

/** A user pool, its users or its groups cannot be read: there is no backup without them. */
public final class PoolUnreadableException extends CognitoBackupException {

  private static final long serialVersionUID = 1L;

  /** As {@link #poolId()} gives it. */
  private final String poolId;

  /**
   * Creates the exception.
   *
   * @param poolId the id of the user pool
   * @param message the object, the cause and the next step
   * @param cause what led here, or null
   */
  public PoolUnreadableException(String poolId, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.poolId = poolId;
  }

  /**
   * Returns the id of the user pool.
   *
   * @return the id of the user pool
   */
  public String poolId() {
    return poolId;
  }
}
