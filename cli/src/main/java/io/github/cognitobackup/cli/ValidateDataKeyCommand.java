package io.github.cognitobackup.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.crypto.kms.DataKeyDocument;
import io.github.cognitobackup.crypto.kms.DataKeys;
import io.github.cognitobackup.error.InvalidDataKeyException;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.kms.KmsClient;

/** Proves that a stored data key is sound (ADR-001). */
@Command(
    name = "validate-datakey",
    description =
        "Has KMS decrypt the data key in a file that generate-datakey wrote, and compares it with"
            + " the plain one there.")
final class ValidateDataKeyCommand extends ReportingCommand {

  @Option(
      names = {"--input", "-i"},
      paramLabel = "FILE",
      required = true,
      description = "The file, in the JSON or the base64 form.")
  private Path file;

  @Mixin private KmsOptions kms;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  ValidateDataKeyCommand() {}

  @Override
  public Integer call() throws IOException {
    String kmsKeyId = kms.keyId();
    try (DataKeyDocument stored = DataKeyDocument.read(file)) {
      report(stored, validate(stored, kmsKeyId));
      return ExitCode.COMPLETE;
    }
  }

  private String validate(DataKeyDocument stored, String kmsKeyId) {
    if (stored.isTest()) {
      // a client would ask for a Region first
      throw new InvalidDataKeyException(
          InvalidDataKeyException.Reason.TEST,
          file
              + " holds a data key for tests, which was made without KMS: no KMS key can decrypt it."
              + " Generate one with --kms-key-id and without --test");
    }
    try (KmsClient client = kms.client()) {
      return DataKeys.of(client)
          .withEncryptionContext(kms.encryptionContext())
          .validate(stored, kmsKeyId);
    }
  }

  private void report(DataKeyDocument stored, String keyArn) {
    if (output().json()) {
      ObjectNode json =
          Json.object()
              .put("outcome", "COMPLETE")
              .put("input", file.toString())
              .put("kmsKeyId", keyArn)
              .put("keySpec", stored.keySpec().name());
      output()
          .object(json.put("generatedAt", stored.generatedAt().map(Object::toString).orElse(null)));
    } else {
      output().line("VALID  " + file);
      output().line(stored.keySpec() + " under " + keyArn);
    }
  }
}
