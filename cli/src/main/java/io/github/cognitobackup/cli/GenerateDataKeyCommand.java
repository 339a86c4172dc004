package io.github.cognitobackup.cli;

import io.github.cognitobackup.crypto.kms.DataKeyDocument;
import io.github.cognitobackup.crypto.kms.DataKeyDocument.Format;
import io.github.cognitobackup.crypto.kms.DataKeys;
import io.github.cognitobackup.crypto.kms.KeySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.kms.KmsClient;

/** Makes a data key for use elsewhere (ADR-001). */
@Command(
    name = "generate-datakey",
    description = {
      "Generates a data key under a KMS key and gives both its forms, the encrypted and the plain"
          + " one.",
      "Archives need none: each has a data key of its own."
    })
final class GenerateDataKeyCommand extends ReportingCommand {

  @Mixin private KmsOptions kms;

  @Option(
      names = {"--output", "-o"},
      paramLabel = "FILE",
      description = "The file, which must not exist; readable to its owner only. Default: stdout.")
  private @Nullable Path file;

  @Option(
      names = {"--format", "-f"},
      paramLabel = "json|base64",
      defaultValue = "json",
      description = "The form. Default: json.")
  private Format format;

  @Option(
      names = "--spec",
      paramLabel = "AES_256|AES_128",
      defaultValue = "AES_256",
      description = "The kind of data key. Default: AES_256.")
  private KeySpec spec;

  @Option(
      names = "--test",
      description =
          "Make a data key for tests without calling KMS: no KMS key, Region or credentials are"
              + " needed, and nothing is protected by it.")
  private boolean test;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  GenerateDataKeyCommand() {}

  @Override
  public Integer call() throws IOException {
    checkOptions();
    try (DataKeyDocument made = generate()) {
      if (test) {
        output().warning("this data key is for tests only: it was made without KMS");
      }
      if (file == null) {
        output().warning("stdout holds a plaintext key: keep it out of logs and histories");
        output().secret(made.toBytes(format));
      } else {
        made.write(file, format);
        report(made, file);
      }
      return ExitCode.COMPLETE;
    }
  }

  private void checkOptions() {
    if (test == kms.given()) {
      throw misuse(
          test
              ? "--test calls no KMS key: leave out --kms-key-id or --test"
              : "name the KMS key with --kms-key-id KEY (or try the command with --test)");
    }
    if (file == null && output().json() && format != Format.JSON) {
      throw misuse(
          "--json and --format base64 on stdout exclude each other: leave out one of them");
    }
    if (file != null) {
      checkFile(file);
    }
  }

  /** Before a key is made for nothing. */
  private void checkFile(Path file) {
    if (file.toString().isEmpty()) {
      throw misuse("--output is empty: name a file, or leave it out for stdout");
    }
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw misuse(file + " exists, and nothing is overwritten: name another file or remove it");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw misuse("there is no folder " + folder + ": make it, or name a file elsewhere");
    }
  }

  private DataKeyDocument generate() {
    if (test) {
      return DataKeys.generateTest(spec);
    }
    try (KmsClient client = kms.client()) {
      return DataKeys.of(client)
          .withEncryptionContext(kms.encryptionContext())
          .generate(kms.keyId(), spec);
    }
  }

  private void report(DataKeyDocument made, Path written) {
    String kmsKey = made.kmsKeyId().orElseThrow();
    if (output().json()) {
      output()
          .object(
              Json.object()
                  .put("outcome", "COMPLETE")
                  .put("output", written.toString())
                  .put("kmsKeyId", kmsKey)
                  .put("keySpec", spec.name())
                  .put("test", test));
    } else {
      output().line("GENERATED  " + written);
      output().line(spec + (test ? ", for tests, without KMS" : " under " + kmsKey));
    }
    output().warning(written + " holds a plaintext key: remove it when you no longer need it");
  }
}
