package io.github.cognitobackup.examples.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.error.KeyUnavailableException;
import java.util.Locale;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * An error as this program tells it: one line, with the option that helps where the library, which
 * knows no options, names its own methods.
 *
 * @param type the kind of error, by its class
 * @param message the object, the cause and the next step
 */
record Failure(String type, String message) {

  static Failure of(Throwable error, boolean withKey, String command) {
    String message = error.getMessage() == null ? error.toString() : error.getMessage();
    return new Failure(
        error.getClass().getSimpleName(),
        message.strip().replaceAll("\\s*\\R\\s*", " ") + advice(error, message, withKey, command));
  }

  static boolean isOfTheSdk(Throwable error) {
    return error instanceof SdkException;
  }

  ObjectNode json() {
    ObjectNode failure = Json.object().put("outcome", "FAILED");
    failure.putObject("error").put("type", type).put("message", message);
    return failure;
  }

  private static String advice(Throwable error, String message, boolean withKey, String command) {
    String text = message.toLowerCase(Locale.ROOT);
    if (text.contains("unable to load region")) {
      return " Next: set AWS_REGION, or region in the profile of ~/.aws/config.";
    }
    if (text.contains("unable to load credentials")) {
      return " Next: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in"
          + " with 'aws sso login'.";
    }
    if (error instanceof ArchiveNotFoundException) {
      return " Next: 'cognito-backup list --storage URI' shows the keys of the archives.";
    }
    if (error instanceof KeyUnavailableException && !withKey) {
      return " Next: name the KMS key with --kms-key-id.";
    }
    if (error instanceof ArchiveCorruptException && text.contains("acceptplaintext")) {
      return " Next: if you trust whoever can write to the storage, run '"
          + command
          + "' with --accept-plaintext.";
    }
    return "";
  }
}
