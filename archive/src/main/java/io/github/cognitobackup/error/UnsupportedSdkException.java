package io.github.cognitobackup.error;

/** The AWS SDK for Java on the class path is older than this library can work with. */
public final class UnsupportedSdkException extends CognitoBackupException {

  private static final long serialVersionUID = 1L;

  /** As {@link #found()} gives it. */
  private final String found;

  /** As {@link #required()} gives it. */
  private final String required;

  /**
   * Creates the exception.
   *
   * @param found the version on the class path
   * @param required the oldest version that will do
   * @param message the object, the cause and the next step
   */
  public UnsupportedSdkException(String found, String required, String message) {
    super(message, null);
    this.found = found;
    this.required = required;
  }

  /**
   * Returns the version on the class path.
   *
   * @return the version, or {@code unknown}
   */
  public String found() {
    return found;
  }

  /**
   * Returns the oldest version that will do.
   *
   * @return the version
   */
  public String required() {
    return required;
  }
}
