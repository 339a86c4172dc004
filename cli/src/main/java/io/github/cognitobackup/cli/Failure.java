package io.github.cognitobackup.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.error.CognitoBackupException;
import io.github.cognitobackup.error.CredentialsException;
import io.github.cognitobackup.error.KeyUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * An error as this program tells it: in one line, with an option wherever the library, which knows
 * no options, names its own method.
 *
 * @param type the kind of error, by its class
 * @param message the object, the cause and the next step
 */
record Failure(String type, String message) {

  private static final Map<String, String> OPTIONS =
      Map.ofEntries(
          Map.entry("list()", "'cognito-backup list --storage URI'"),
          Map.entry("acceptPlaintext()", "--accept-plaintext"),
          Map.entry(
              "insecureWithoutConditionalWrites()", "--s3-insecure-without-conditional-writes"),
          Map.entry("intoPool(id)", "--into-pool ID"),
          Map.entry("updateExisting()", "--update-existing"),
          Map.entry("rewriteArns(from, to)", "--rewrite-arn FROM=TO"),
          Map.entry("decryptKeyIds", "--decrypt-key-id"),
          Map.entry(
              "Set the context used for sealing", "Give the --encryption-context used for sealing"),
          Map.entry("kms.key_id", "--kms-key-id"),
          Map.entry("kms.region", "--kms-region"),
          Map.entry("acceptUnverifiable()", "--accept-unverifiable"),
          Map.entry("trustReceipts()", "--trust-receipts"),
          Map.entry("fromKeyIds", "--from-key-id"),
          Map.entry("patience(...)", "--patience"));

  static Failure of(Throwable error, boolean withKey) {
    String message = error.getMessage() == null ? error.toString() : error.getMessage();
    if (error instanceof FileSystemException file) {
      message = file.getFile() + " cannot be used: " + reason(file);
    }
    message = message.strip().replaceAll("\\s*\\R\\s*", " ");
    return new Failure(type(error, message), explained(error, message, withKey));
  }

  /** Without its profile, the SDK misses the Region before it misses the credentials. */
  private static String type(Throwable error, String message) {
    return isWithoutRegion(message) && MissingProfile.name().isPresent()
        ? CredentialsException.class.getSimpleName()
        : error.getClass().getSimpleName();
  }

  private static boolean isWithoutRegion(String message) {
    return message.contains("Unable to load region");
  }

  /** A bug must be told whole; what the surroundings did wrong is told by its message. */
  static boolean isForeseen(Throwable error) {
    return error instanceof CognitoBackupException
        || error instanceof WorkInterruptedException
        || error instanceof SdkException
        || error instanceof FileSystemException;
  }

  private static String reason(FileSystemException error) {
    if (error instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (error instanceof AccessDeniedException) {
      return "access is denied; check its permissions and those of its folder";
    }
    return error.getReason() == null ? error.getClass().getSimpleName() : error.getReason();
  }

  ObjectNode json() {
    ObjectNode failure = Json.object().put("outcome", "FAILED");
    failure.putObject("error").put("type", type).put("message", message);
    return failure;
  }

  private static String explained(Throwable error, String message, boolean withKey) {
    // the SDK enumerates all places where it has looked, over twenty lines
    if (isWithoutRegion(message)) {
      return MissingProfile.name()
          .map(
              profile ->
                  "no AWS Region is set, and there is no profile '"
                      + profile
                      + "': correct AWS_PROFILE, or add the profile to ~/.aws/config")
          .orElse(
              "no AWS Region is set: set AWS_REGION, or region in the profile of ~/.aws/config");
    }
    if (error instanceof KeyUnavailableException && !withKey) {
      return "the archive is sealed: name the KMS key that sealed it with --kms-key-id";
    }
    return inOptions(message);
  }

  /** Names options where the library names its own words for them. */
  static String inOptions(String message) {
    String told = message;
    for (Map.Entry<String, String> option : OPTIONS.entrySet()) {
      told = told.replace(option.getKey(), option.getValue());
    }
    return told;
  }
}
