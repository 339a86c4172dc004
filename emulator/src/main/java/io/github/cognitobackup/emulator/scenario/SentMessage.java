package io.github.cognitobackup.emulator.scenario;

/**
 * A message that Cognito would have sent to a user. The emulator sends none.
 *
 * @param poolId the pool
 * @param username the stored name of the user
 * @param kind why it would have been sent
 * @param medium {@code EMAIL} or {@code SMS}
 * @param destination the address or number; empty when the user has none, where Cognito's delivery
 *     would have failed
 */
public record SentMessage(
    String poolId, String username, Kind kind, String medium, String destination) {

  /** The occasions of a message. */
  public enum Kind {
    /** AdminCreateUser without {@code SUPPRESS}, or with {@code RESEND}. */
    INVITATION,
    /** SignUp. */
    SIGN_UP_CODE,
    /** AdminResetUserPassword. */
    PASSWORD_RESET_CODE,
    /** A contact that was changed without being marked as verified. */
    VERIFICATION_CODE
  }
}
