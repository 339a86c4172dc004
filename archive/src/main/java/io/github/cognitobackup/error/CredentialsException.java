package io.github.cognitobackup.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A service does not accept the credentials of its client, or there are none: renew or correct
 * them, and run the same again. Neither a right of the role nor another key or pool would help.
 *
 * <p>Credentials may expire in the middle of the work. A backup has then published nothing; a
 * restore goes on where it stopped.
 */
public final class CredentialsException extends CognitoBackupException {

  private static final long serialVersionUID = 1L;

  /** As {@link #reason()} gives it. */
  private final Reason reason;

  /** What is wrong with the credentials. */
  public enum Reason {
    /**
     * No provider gives any: none is configured, the profile does not exist, or a provider fails.
     */
    MISSING,
    /** They were valid once: renew them. */
    EXPIRED,
    /** The service does not know them, or the signature or the role they stand for is refused. */
    REJECTED,
    /** The clock of this machine is wrong, so that signatures are out of date: set it. */
    CLOCK
  }

  /**
   * Creates the exception.
   *
   * @param reason what is wrong with the credentials
   * @param message the object, the cause and the next step
   * @param cause what led here, or null
   */
  public CredentialsException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /**
   * Recognises what a client of AWS throws on account of its credentials: by the error code of the
   * answer, or by the words of the SDK where the credentials could not be had at all.
   *
   * @param what the call that failed, with which the message begins
   * @param code the error code of the service's answer, or null where there was none
   * @param thrown what the client threw
   * @return the exception to throw instead; empty when it is about something else
   */
  public static Optional<CredentialsException> of(
      String what, @Nullable String code, Throwable thrown) {
    return CredentialFault.of(code, thrown)
        .map(
            fault ->
                new CredentialsException(
                    fault.reason(), what + ": " + fault.explanation(), thrown));
  }

  /**
   * Returns what is wrong with the credentials.
   *
   * @return the reason
   */
  public Reason reason() {
    return reason;
  }
}
