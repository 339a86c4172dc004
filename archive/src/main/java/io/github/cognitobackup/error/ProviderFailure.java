package io.github.cognitobackup.error;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads from the words of the SDK that no credentials were to be had, and why. The SDK has no
 * exception of its own for that, and tells of all providers that it asked in one long sentence.
 */
final class ProviderFailure {

  private static final Pattern ABOUT_CREDENTIALS =
      Pattern.compile(
          "\\bcredentials?\\b|\\bprofile\\b|\\bSSO\\b|token is expired|session has expired",
          Pattern.CASE_INSENSITIVE);

  /** A service that hands out credentials, as the message of its refusal names it. */
  private static final Pattern ISSUER =
      Pattern.compile("\\(Service: (Sts|Sso|Sso ?Oidc|Signin)\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern ANY_SERVICE = Pattern.compile("\\(Service: \\w");

  /** What a provider says that is merely not in use. */
  private static final Pattern NOT_IN_USE =
      Pattern.compile(
          "^unable to load credentials from any|from system settings|^either the environment variable|container - neither|IMDS"
              + "|metadata service|no (credentials|information) for profile 'default'",
          Pattern.CASE_INSENSITIVE);

  private static final String LIST = ") : [";
  private static final Pattern NEXT_PROVIDER = Pattern.compile(", (?=\\w+Provider\\()");
  private static final String CONTENT_OF_FILE = ": ProfileFile(";
  private static final int LONGEST_DETAIL = 300;

  private ProviderFailure() {}

  /** The reason of the provider that is in use, an empty text where none is; else nothing. */
  static Optional<String> of(Throwable thrown) {
    boolean ofTheService =
        messages(thrown).anyMatch(ANY_SERVICE.asPredicate()) && !isRefusal(thrown);
    return !ofTheService
            && messages(thrown).anyMatch(ABOUT_CREDENTIALS.asPredicate().or(ISSUER.asPredicate()))
        ? Optional.of(detail(String.valueOf(thrown.getMessage())))
        : Optional.empty();
  }

  /** Whether a service that hands out credentials has refused to. */
  static boolean isRefusal(Throwable thrown) {
    return messages(thrown).anyMatch(ISSUER.asPredicate());
  }

  private static Stream<String> messages(Throwable thrown) {
    return Stream.iterate(thrown, error -> error != null, Throwable::getCause)
        .map(error -> String.valueOf(error.getMessage()));
  }

  private static String detail(String told) {
    int list = told.indexOf(LIST);
    Stream<String> reasons =
        list < 0
            ? Stream.of(told)
            : Arrays.stream(NEXT_PROVIDER.split(told.substring(list + LIST.length())))
                .map(provider -> provider.substring(provider.lastIndexOf("): ") + 1))
                .map(reason -> reason.replaceFirst("^: ", ""));
    String detail =
        reasons
            .filter(Predicate.not(reason -> NOT_IN_USE.matcher(reason).find()))
            .map(reason -> reason.split(Pattern.quote(CONTENT_OF_FILE), 2)[0])
            .map(reason -> reason.replaceAll("\\p{Cntrl}+", " ").replaceFirst("[.\\s\\]]+$", ""))
            .collect(Collectors.joining("; "));
    return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "...";
  }
}
