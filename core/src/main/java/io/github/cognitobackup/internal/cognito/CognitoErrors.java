package io.github.cognitobackup.internal.cognito;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** What Cognito's errors mean. Decided by error code: the HTTP status is 400 for nearly all. */
public final class CognitoErrors {

  private static final Set<String> TRANSIENT =
      Set.of(
          "InternalErrorException",
          "InternalServerException",
          "InternalFailure",
          "InternalError",
          "ServiceUnavailable",
          "ServiceUnavailableException",
          "RequestTimeout",
          "RequestTimeoutException",
          "PriorRequestNotComplete",
          "ConcurrentModificationException");

  private static final Set<String> EXISTS =
      Set.of(
          "UsernameExistsException",
          "AliasExistsException",
          "GroupExistsException",
          "DuplicateProviderException");

  private static final Set<String> STOPS_ALL =
      Set.of("AccessDeniedException", "AccessDenied", "OperationNotEnabledException");

  private static final Set<String> UNKNOWN_OPERATION =
      Set.of("UnknownOperationException", "Unsupported", "UnsupportedOperation", "NotImplemented");

  private CognitoErrors() {}

  /** The error code of a service's answer; null when there was no answer or no code in it. */
  public static @Nullable String code(Throwable error) {
    return error instanceof AwsServiceException service && service.awsErrorDetails() != null
        ? service.awsErrorDetails().errorCode()
        : null;
  }

  /** Whether the service's answer has one of the codes. */
  public static boolean is(Throwable error, String... codes) {
    String code = code(error);
    return code != null && Set.of(codes).contains(code);
  }

  /** The text of the service's answer; empty when there was none. */
  public static String message(Throwable error) {
    String message =
        error instanceof AwsServiceException service && service.awsErrorDetails() != null
            ? service.awsErrorDetails().errorMessage()
            : null;
    return message == null ? "" : message;
  }

  /** The reason in a line for a person: code and message, or what broke the connection. */
  public static String reason(Throwable error) {
    String code = code(error);
    if (error instanceof AwsServiceException service) {
      String message =
          service.awsErrorDetails() == null ? null : service.awsErrorDetails().errorMessage();
      String known = code == null ? "HTTP " + service.statusCode() : code;
      return message == null || message.isBlank() ? known : known + ": " + message.strip();
    }
    if (error instanceof SdkClientException) {
      Throwable root = rootCause(error);
      return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
    return error.getClass().getSimpleName();
  }

  /** The kind of error in a word, without anything of a request or answer. */
  static String name(SdkException error) {
    String code = code(error);
    if (error instanceof AwsServiceException service) {
      return code == null || code.isBlank() ? "HTTP " + service.statusCode() : code;
    }
    return rootCause(error).getClass().getSimpleName();
  }

  /** Whether what was to be created is there already. */
  public static boolean isExists(SdkException error) {
    String code = code(error);
    return code != null && EXISTS.contains(code);
  }

  /** Whether the service will not have what was sent, and may take less. */
  public static boolean isRefusal(SdkException error) {
    return error instanceof AwsServiceException
        && !isThrottling(error)
        && !isTransient(error)
        && !isExists(error)
        && !isUnknownOperation(error)
        && !isInterruption(error);
  }

  /** Whether the next call would fare no better: rights, no connection. */
  public static boolean stopsAll(SdkException error) {
    String code = code(error);
    return (code != null && STOPS_ALL.contains(code))
        || (isTransient(error) && !isServerErrorWithoutCode(error));
  }

  /** Whether the service itself answered that it broke, and not the connection. */
  public static boolean isAnsweredFault(SdkException error) {
    return error instanceof AwsServiceException && !isThrottling(error) && isTransient(error);
  }

  static boolean isThrottling(SdkException error) {
    return error instanceof AwsServiceException service && service.isThrottlingException();
  }

  static boolean isClockSkew(SdkException error) {
    return error instanceof AwsServiceException service && service.isClockSkewException();
  }

  /** A transient fault of the service or the connection; the call may have been carried out. */
  public static boolean isTransient(SdkException error) {
    if (isInterruption(error)) {
      return false;
    }
    if (error instanceof AwsServiceException service) {
      String code = code(error);
      return (code != null && TRANSIENT.contains(code))
          || (service.statusCode() >= 500 && !isUnknownOperation(error));
    }
    return error instanceof ApiCallAttemptTimeoutException
        || rootCause(error) instanceof IOException
        || error.retryable();
  }

  /** Whether the endpoint says that it cannot do this. */
  static boolean isUnknownOperation(SdkException error) {
    String code = code(error);
    return code != null && UNKNOWN_OPERATION.contains(code);
  }

  /** Whether an endpoint broke in the way in which emulators do that cannot do this. */
  static boolean isBrokenAnswer(SdkException error) {
    return isServerErrorWithoutCode(error)
        && error instanceof AwsServiceException service
        && service.statusCode() <= 501; // above, a gateway answers
  }

  static boolean isServerErrorWithoutCode(SdkException error) {
    String code = code(error);
    return error instanceof AwsServiceException service
        && service.statusCode() >= 500
        && (code == null || code.isBlank());
  }

  static boolean isInterruption(SdkException error) {
    return error instanceof AbortedException
        || rootCause(error) instanceof InterruptedException
        || Thread.currentThread().isInterrupted();
  }

  static boolean isCausedBy(Throwable error, Class<? extends Throwable> type) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static Throwable rootCause(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }
}
