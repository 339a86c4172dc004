package io.github.cognitobackup.error;

/**
 * The thread was interrupted, and the work was stopped cleanly: a backup has published nothing, a
 * restore goes on when it is run again. The thread's interrupt flag is set.
 *
 * <p>Not a failure, and so no {@link CognitoBackupException}: whoever handles those, a caller's own
 * loop over many pools included, does not take a request to stop for one more thing that went
 * wrong.
 */
public final class WorkInterruptedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was stopped, and how it is taken up again
   */
  public WorkInterruptedException(String message) {
    super(PrintableText.of(message));
  }
}
