package io.github.cognitobackup.error;

/**
 * The archive is of a format that this version of the library does not read, or does not read
 * unless the caller accepts that it proves nothing.
 */
public final class UnsupportedArchiveException extends CognitoBackupException {

  private static final long serialVersionUID = 1L;

  /** As {@link #found()} gives it. */
  private final String found;

  /** As {@link #supported()} gives it. */
  private final String supported;

  /**
   * Creates the exception.
   *
   * @param found the format that the archive names
   * @param supported the formats that this version reads
   * @param message the object, the cause and the next step
   */
  public UnsupportedArchiveException(String found, String supported, String message) {
    super(message, null);
    this.found = found;
    this.supported = supported;
  }

  /**
   * Returns the format that the archive names.
   *
   * @return the format found
   */
  public String found() {
    return found;
  }

  /**
   * Returns the formats that this version reads.
   *
   * @return the formats supported
   */
  public String supported() {
    return supported;
  }
}
