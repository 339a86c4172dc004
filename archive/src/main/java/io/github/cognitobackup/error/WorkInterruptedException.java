package io.github.cognitobackup.error;

/**
 * The thread was interrupted, and the work was stopped cleanly: a backup has published nothing, a
 * restore goes on when it is run again. The thread's interrupt flag is set.
 */
public final class WorkInterruptedException extends CognitoBackupException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was stopped, and how it is taken up again
   */
  public WorkInterruptedException(String message) {
    super(message, null);
  }
}
