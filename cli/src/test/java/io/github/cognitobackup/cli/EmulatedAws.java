package io.github.cognitobackup.cli;

import io.github.cognitobackup.emulator.Emulator;
import java.util.Map;

/** An emulator that the AWS SDK's standard chains find, as they would find AWS. */
final class EmulatedAws implements AutoCloseable {

  static final String KEY = "alias/cognito-backup-key";

  private final Emulator emulator = Emulator.builder().defaultKey().build();
  private final Map<String, String> properties =
      Map.of(
          "aws.region",
          emulator.region(),
          "aws.accessKeyId",
          "any",
          "aws.secretAccessKey",
          "any",
          "aws.endpointUrl",
          emulator.endpoint().toString());

  EmulatedAws() {
    properties.forEach(System::setProperty);
  }

  Emulator emulator() {
    return emulator;
  }

  /** The same for a process of its own. */
  Map<String, String> environment() {
    return Map.of(
        "AWS_REGION",
        emulator.region(),
        "AWS_ACCESS_KEY_ID",
        "any",
        "AWS_SECRET_ACCESS_KEY",
        "any",
        "AWS_ENDPOINT_URL",
        emulator.endpoint().toString());
  }

  @Override
  public void close() {
    properties.keySet().forEach(System::clearProperty);
    emulator.close();
  }
}
