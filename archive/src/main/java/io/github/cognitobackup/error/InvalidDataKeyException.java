package io.github.cognitobackup.error;

/**
 * A stored data key is not what it should be: do not use it, generate another. {@link #reason()}
 * tells in which way. That the key service does not answer for it is a {@link
 * KeyUnavailableException}.
 */
public final class InvalidDataKeyException extends CognitoBackupException {

  private static final long serialVersionUID = 1L;

  /** As {@link #reason()} gives it. */
  private final Reason reason;

  /** In which way a stored data key is not what it should be. */
  public enum Reason {
    /** The text is not a data key's, or is damaged. */
    MALFORMED,
    /** It was made for a test, without the key service. */
    TEST,
    /** The key service cannot decrypt the encrypted form: damaged, or another context. */
    UNDECRYPTABLE,
    /** Its parts do not belong together. */
    MISMATCH
  }

  /**
   * Creates the exception.
   *
   * @param reason in which way it is not what it should be
   * @param message the object, the cause and the next step
   */
  public InvalidDataKeyException(Reason reason, String message) {
    super(message, null);
    this.reason = reason;
  }

  /**
   * Returns in which way the data key is not what it should be.
   *
   * @return the reason
   */
  public Reason reason() {
    return reason;
  }
}
