package io.github.cognitobackup.error;

import io.github.cognitobackup.error.CredentialsException.Reason;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the credentials of a call, told from its outcome.
 *
 * @param reason what is wrong
 * @param explanation the cause and the next step
 */
record CredentialFault(Reason reason, String explanation) {

  private static final Set<String> EXPIRED =
      Set.of("ExpiredTokenException", "ExpiredToken", "TokenRefreshRequired");

  private static final Set<String> CLOCK =
      Set.of("RequestExpired", "RequestTimeTooSkewed", "RequestInTheFuture");

  private static final Set<String> UNKNOWN =
      Set.of(
          "UnrecognizedClientException",
          "InvalidClientTokenId",
          "InvalidAccessKeyId",
          "InvalidToken",
          "InvalidSecurity",
          "AuthFailure",
          "NotSignedUp",
          "OptInRequired");

  private static final Set<String> BADLY_SIGNED =
      Set.of(
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "IncompleteSignature",
          "IncompleteSignatureException",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "MissingSecurityHeader");

  private static final Pattern SAYS_EXPIRED =
      Pattern.compile("\\bexpired\\b|session token not found", Pattern.CASE_INSENSITIVE);

  /** {@code Signature expired: 20261126T000000Z is now earlier than ...}. */
  private static final Pattern SAYS_SKEWED =
      Pattern.compile("signature (expired|not yet current)", Pattern.CASE_INSENSITIVE);

  /** Tells from an answer's code, or from what was thrown where the service was not even asked. */
  static Optional<CredentialFault> of(@Nullable String code, Throwable thrown) {
    Optional<String> unavailable = ProviderFailure.of(thrown);
    if (unavailable.isPresent()) {
      return Optional.of(notAvailable(unavailable.get(), thrown));
    }
    return code == null ? Optional.empty() : ofCode(code, String.valueOf(thrown.getMessage()));
  }

  private static Optional<CredentialFault> ofCode(String code, String message) {
    if (CLOCK.contains(code)
        || (BADLY_SIGNED.contains(code) && SAYS_SKEWED.matcher(message).find())) {
      return fault(
          Reason.CLOCK,
          "the clock of this machine differs from that of AWS (" + code + "); set the clock");
    }
    if (EXPIRED.contains(code)) {
      return Optional.of(expired(code));
    }
    if (UNKNOWN.contains(code)) {
      return fault(
          Reason.REJECTED,
          "AWS does not accept the credentials ("
              + code
              + "); check the access key and the session token, and that their account has the"
              + " Region enabled");
    }
    if (BADLY_SIGNED.contains(code)) {
      return fault(
          Reason.REJECTED,
          "the signature of the request is not accepted ("
              + code
              + "); check that the secret access key belongs to the access key, and that no"
              + " proxy changes requests");
    }
    return Optional.empty();
  }

  private static CredentialFault notAvailable(String detail, Throwable thrown) {
    if (detail.isEmpty()) {
      return new CredentialFault(
          Reason.MISSING,
          "no AWS credentials were found; set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY, or configure another credentials provider of the SDK");
    }
    if (SAYS_EXPIRED.matcher(detail).find()) {
      return expired(detail);
    }
    return ProviderFailure.isRefusal(thrown)
        ? new CredentialFault(
            Reason.REJECTED,
            "AWS refuses the credentials ("
                + detail
                + "); check the trust policy of the role and the credentials that assume it")
        : new CredentialFault(
            Reason.MISSING,
            "the AWS credentials cannot be loaded ("
                + detail
                + "); correct AWS_PROFILE or the profile in ~/.aws/config, or configure another"
                + " credentials provider of the SDK");
  }

  private static CredentialFault expired(String detail) {
    return new CredentialFault(
        Reason.EXPIRED,
        "the AWS credentials have expired ("
            + detail
            + "); renew them, for example with aws sso login, and run the same command"
            + " again; a restore resumes where it stopped");
  }

  private static Optional<CredentialFault> fault(Reason reason, String explanation) {
    return Optional.of(new CredentialFault(reason, explanation));
  }
}
