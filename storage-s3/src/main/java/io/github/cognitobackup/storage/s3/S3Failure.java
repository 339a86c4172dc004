package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.error.CredentialsException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns what S3 and its client say into an error that tells what to do next. */
enum S3Failure {
  PUT("write", "s3:PutObject"),
  GET("read", "s3:GetObject, and s3:ListBucket to see that an object does not exist,"),
  LIST("list", "s3:ListBucket"),
  DELETE("delete", "s3:DeleteObject"),
  LOCK("lock what was published as", "s3:PutObjectRetention");

  /** Some of these come with the status 200, when the answer had already begun, or with 400. */
  private static final Set<String> PASSING_CODES =
      Set.of(
          "InternalError",
          "ServiceUnavailable",
          "SlowDown",
          "RequestTimeout",
          "IncompleteBody",
          "BadDigest",
          "XAmzContentSHA256Mismatch",
          "OperationAborted",
          "ConditionalRequestConflict");

  private final String verb;
  private final String action;

  S3Failure(String verb, String action) {
    this.verb = verb;
    this.action = action;
  }

  RuntimeException of(String uri, SdkException failure) {
    String what = "cannot " + verb + " " + uri + ": ";
    if (isInterruption(failure)) {
      Thread.currentThread().interrupt();
      return new WorkInterruptedException(what + "the thread was interrupted; call again to retry");
    }
    Optional<CredentialsException> credentials =
        CredentialsException.of(
            "cannot " + verb + " " + uri,
            failure instanceof AwsServiceException answer ? codeOf(answer) : null,
            failure);
    if (credentials.isPresent()) {
      return credentials.get();
    }
    if (!(failure instanceof AwsServiceException answer)) {
      return isPassing(failure)
          ? error(
              true,
              what
                  + "no answer from S3 ("
                  + failure.getMessage()
                  + "); check the Region, the endpoint and the network, and try again",
              failure)
          : error(
              false,
              what + failure.getMessage() + "; check the client's Region and endpoint",
              failure);
    }
    String code = codeOf(answer);
    @Nullable String next =
        switch (code) {
          case "NoSuchBucket" -> "there is no such bucket; create it or correct its name";
          case "AccessDenied", "AllAccessDisabled", "403" ->
              "access denied; the caller needs "
                  + action
                  + " there, and the bucket must belong to the expected owner, if one is named"
                  + reasonOf(answer);
          case "PermanentRedirect", "AuthorizationHeaderMalformed", "301" ->
              "the bucket is in another Region"
                  + regionOf(answer).map(region -> ", " + region).orElse("")
                  + "; build the client for it";
          case "InvalidObjectState" ->
              "it lies in an archive storage class; restore it with S3's RestoreObject first";
          case "NoSuchUpload" ->
              "the upload was aborted meanwhile, by a life-cycle rule or by another"
                  + " process that took it for abandoned; write the object again";
          case "InvalidRequest" ->
              demandsChecksum(answer)
                  ? "the bucket locks new objects and requires a checksum; set"
                      + " checksumAlgorithm(ChecksumAlgorithm.CRC32)"
                  : null;
          default -> null;
        };
    if (next != null) {
      return error(false, what + next, failure);
    }
    if (isOfHalfARequest(failure)) {
      return error(
          true,
          what
              + "the endpoint answered 400 without an S3 error code: it received half a"
              + " request, or it is not S3; try again, and check the client's endpoint",
          failure);
    }
    if (isPassing(failure)) {
      return error(
          true, what + "S3 is overloaded or failing (" + code + "); try again later", failure);
    }
    if (code.startsWith("KMS.")) {
      return error(
          false,
          what + "the bucket's KMS key cannot be used (" + code + "); check its state and policy",
          failure);
    }
    return error(false, what + "S3 refuses it: " + failure.getMessage(), failure);
  }

  private static StorageUnavailableException error(
      boolean retryable, String message, SdkException cause) {
    return new StorageUnavailableException(retryable, message, cause);
  }

  /** The code; the status where there is none, as in answers to HEAD. */
  static String codeOf(AwsServiceException answer) {
    return Optional.ofNullable(answer.awsErrorDetails())
        .map(AwsErrorDetails::errorCode)
        .filter(code -> !code.isEmpty())
        .orElse(String.valueOf(answer.statusCode()));
  }

  /** What S3 tells of a denial: the action, and the policy that lacks or denies it. */
  private static String reasonOf(AwsServiceException answer) {
    return Optional.ofNullable(answer.awsErrorDetails())
        .map(AwsErrorDetails::errorMessage)
        .filter(message -> message.contains("not authorized to perform"))
        .map(message -> " (" + message + ")")
        .orElse("");
  }

  /** Whether it is an answer of S3 in its own words, and not of a gateway before it. */
  static boolean hasCode(SdkException failure) {
    return failure instanceof AwsServiceException answer
        && !codeOf(answer).equals(String.valueOf(answer.statusCode()));
  }

  /** Whether it is the answer to a HEAD, or to a GET by a proxy: nothing but its status. */
  static boolean isWithoutCode(SdkException failure) {
    return failure instanceof AwsServiceException answer
        && (answer.statusCode() == 400 || answer.statusCode() == 403)
        && !hasCode(failure);
  }

  /** Whether not S3 has answered, but what stands before it, which got no whole request. */
  static boolean isOfHalfARequest(SdkException failure) {
    return statusOf(failure) == 400 && isWithoutCode(failure);
  }

  static boolean isDenial(SdkException failure) {
    return failure instanceof AwsServiceException answer
        && (codeOf(answer).equals("AccessDenied") || codeOf(answer).equals("403"));
  }

  /** Whether a checksum is missing; S3 says it in words only. */
  static boolean demandsChecksum(SdkException failure) {
    if (statusOf(failure) != 400) {
      return false;
    }
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("content-md5")
        || message.contains("contentmd5")
        || (message.contains("checksum")
            && (message.contains("required") || message.contains("missing")))
        || codeOf((AwsServiceException) failure).equals("MissingContentMD5");
  }

  /** Amazon S3 says it in words only; the codes are those of other services. */
  static boolean isLock(SdkException failure) {
    if (!(failure instanceof AwsServiceException answer)) {
      return false;
    }
    String message =
        Optional.ofNullable(answer.awsErrorDetails())
            .map(AwsErrorDetails::errorMessage)
            .orElse("")
            .toLowerCase(Locale.ROOT);
    return codeOf(answer).startsWith("ObjectLocked")
        || message.contains("object lock")
        || message.contains("worm protected");
  }

  private static Optional<String> regionOf(AwsServiceException answer) {
    return Optional.ofNullable(answer.awsErrorDetails())
        .map(AwsErrorDetails::sdkHttpResponse)
        .flatMap(response -> response.firstMatchingHeader("x-amz-bucket-region"));
  }

  static int statusOf(SdkException failure) {
    return failure instanceof AwsServiceException answer ? answer.statusCode() : 0;
  }

  /** Whether S3 has answered that it does not do it. */
  static boolean isRefusal(SdkException failure) {
    return failure instanceof AwsServiceException && !isPassing(failure);
  }

  /** Whether the condition was heeded; a service was seen that says so with a 304. */
  static boolean isTaken(SdkException failure) {
    return statusOf(failure) == 412 || statusOf(failure) == 304;
  }

  /** Whether the same call may succeed without a change of the surroundings. */
  static boolean isPassing(SdkException failure) {
    if (isInterruption(failure)) {
      return false;
    }
    if (failure instanceof AwsServiceException answer) {
      int status = answer.statusCode();
      return (status >= 500 && status != 501)
          || status == 429
          || status == 408
          || answer.isThrottlingException()
          || isOfHalfARequest(answer)
          || PASSING_CODES.contains(codeOf(answer));
    }
    // of the client's own, those about the connection and about an answer that broke off
    return failure.retryable()
        || hasCause(failure, IOException.class)
        || hasCause(failure, XMLStreamException.class)
        || hasCause(failure, DateTimeException.class)
        || hasCause(failure, NumberFormatException.class);
  }

  private static boolean isInterruption(SdkException failure) {
    return failure instanceof AbortedException
        || hasCause(failure, InterruptedException.class)
        || Thread.currentThread().isInterrupted();
  }

  private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
