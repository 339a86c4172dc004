package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.emulator.scenario.PoolModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stranger does wrong, and whether he is told what to do next. */
class RefusalsTest {

  @TempDir private static Path folder;

  private static EmulatedAws aws;
  private static String poolId;
  private static String storage;
  private static String plainKey;

  @BeforeAll
  static void backUpInPlainText() {
    aws = new EmulatedAws();
    poolId = aws.emulator().cognito().generatePool("customers", PoolModel.PLAIN, 20, 7);
    storage = folder.resolve("backups").toUri().toString();
    plainKey =
        Ran.of(
                "backup",
                "--user-pool-id",
                poolId,
                "--storage",
                storage,
                "--insecure-plaintext",
                "--no-pacing",
                "--json")
            .exits(ExitCode.COMPLETE)
            .json()
            .get("key")
            .asText();
  }

  @AfterAll
  static void close() {
    aws.close();
  }

  @Test
  void backupWithoutAKeyIsRefused() {
    Ran.of("backup", "--user-pool-id", poolId, "--storage", storage)
        .exits(ExitCode.USAGE)
        .tells("not be encrypted", "--kms-key-id", "--insecure-plaintext");
  }

  @Test
  void plainArchiveIsRefusedWhereAKeyIsGiven() {
    Ran.of("verify", plainKey, "--storage", storage, "--kms-key-id", EmulatedAws.KEY)
        .exits(ExitCode.FAILED)
        .tells("plain", "with --accept-plaintext");
    Ran.of(
            "verify",
            plainKey,
            "--storage",
            storage,
            "--kms-key-id",
            EmulatedAws.KEY,
            "--accept-plaintext")
        .exits(ExitCode.COMPLETE);
    Ran.of("verify", plainKey, "--storage", storage).exits(ExitCode.COMPLETE);
  }

  @Test
  void sealedArchiveWithoutAKeyIsRefused() {
    String key =
        Ran.of(
                "backup",
                "--user-pool-id",
                poolId,
                "--storage",
                storage,
                "--kms-key-id",
                EmulatedAws.KEY,
                "--no-pacing",
                "--json")
            .json()
            .get("key")
            .asText();

    Ran.of("verify", key, "--storage", storage)
        .exits(ExitCode.FAILED)
        .tells("the archive is sealed", "--kms-key-id");
  }

  @Test
  void absentArchiveIsNamed() {
    Ran.of("verify", "nothing.tar.gz", "--storage", storage)
        .exits(ExitCode.FAILED)
        .tells("nothing.tar.gz", "cognito-backup list");
    Ran.of("verify", "/no/such/file.tar.gz").exits(ExitCode.USAGE).tells("--storage");
    Ran.of("verify", "/no/such/file.tar.gz", "--storage", storage).exits(ExitCode.USAGE);
  }

  @Test
  void unknownOptionIsNamedBeforeMissingOnesWhereverItStands() {
    Ran.of("--storrage", "x", "backup").exits(ExitCode.USAGE).tells("Unknown option", "--storrage");
    Ran.of("backup", "--storrage", "x").exits(ExitCode.USAGE).tells("Unknown option", "--storrage");
  }

  @Test
  void storageMustBeAUriOfAKnownKind() throws IOException {
    Ran.of("list", "--storage", "backups").exits(ExitCode.USAGE).tells("is no URI", "file:///");
    Ran.of("list", "--storage", "ftp://host/x")
        .exits(ExitCode.USAGE)
        .tells("unknown kind", "file:");
    Ran.of("list", "--storage", "file://backups").exits(ExitCode.USAGE).tells("file:///");
    Path file = Files.createFile(folder.resolve("file"));
    Ran.of("list", "--storage", file.toUri().toString())
        .exits(ExitCode.USAGE)
        .tells("is not a folder");
  }

  @Test
  void bucketsAreNamedAndTheirOptionsGoTogether() {
    Ran.of("list", "--storage", "s3:///prefix").exits(ExitCode.USAGE).tells("s3://bucket/prefix");
    Ran.of("list", "--storage", "s3://bucket/a//b").exits(ExitCode.USAGE).tells("segment");
    Ran.of("list", "--storage", "s3://bucket", "--s3-sse", "kms")
        .exits(ExitCode.USAGE)
        .tells("--s3-sse-key-id");
    Ran.of("list", "--storage", "s3://bucket", "--s3-sse", "all")
        .exits(ExitCode.USAGE)
        .tells("s3, kms, dsse");
    Ran.of("list", "--storage", "s3://bucket", "--s3-object-lock", "30")
        .exits(ExitCode.USAGE)
        .tells("governance:DAYS");
    Ran.of("list", "--storage", "s3://bucket", "--s3-storage-class", "COLD")
        .exits(ExitCode.USAGE)
        .tells("STANDARD_IA");
  }

  @Test
  void unknownPoolIsNamed() {
    Ran.of(
            "backup",
            "--user-pool-id",
            "eu-west-1_Nowhere00",
            "--storage",
            storage,
            "--kms-key-id",
            EmulatedAws.KEY,
            "--no-pacing")
        .exits(ExitCode.FAILED)
        .tells("eu-west-1_Nowhere00");
  }

  @Test
  void disabledKeyIsNamed() {
    String disabled = aws.emulator().kms().createKey();
    aws.emulator().kms().state(disabled, "Disabled");

    Ran.of(
            "backup",
            "--user-pool-id",
            poolId,
            "--storage",
            storage,
            "--kms-key-id",
            disabled,
            "--no-pacing")
        .exits(ExitCode.FAILED)
        .tells(disabled, "disabled");
  }

  @Test
  void missingRegionIsExplained() {
    String region = System.clearProperty("aws.region");
    System.setProperty("aws.disableEc2Metadata", "true");
    try {
      Ran.of("backup", "--user-pool-id", poolId, "--storage", storage, "--kms-key-id", "alias/a")
          .exits(ExitCode.FAILED)
          .tells("AWS_REGION");
    } finally {
      System.setProperty("aws.region", region);
      System.clearProperty("aws.disableEc2Metadata");
    }
  }

  @Test
  void endpointThatDoesNotAnswerIsNamed() {
    String endpoint = System.setProperty("aws.endpointUrl", "http://127.0.0.1:1");
    try {
      Ran.of(
              "backup",
              "--user-pool-id",
              poolId,
              "--storage",
              storage,
              "--insecure-plaintext",
              "--no-pacing")
          .exits(ExitCode.FAILED)
          .tells(poolId, "127.0.0.1:1");
    } finally {
      System.setProperty("aws.endpointUrl", endpoint);
    }
  }

  @Test
  void failuresAreJsonWhereJsonIsAskedFor() {
    Ran failed = Ran.of("verify", "nothing.tar.gz", "--storage", storage, "--json");

    assertThat(failed.json().get("outcome").asText()).isEqualTo("FAILED");
    assertThat(failed.json().get("error").get("type").asText())
        .isEqualTo("ArchiveNotFoundException");
    assertThat(failed.json().get("error").get("message").asText()).contains("nothing.tar.gz");

    Ran misused = Ran.of("restore", plainKey, "--storage", storage, "--json").exits(ExitCode.USAGE);
    assertThat(misused.json().get("error").get("type").asText()).isEqualTo("UsageException");
  }

  @Test
  void failureInTheMidstOfAListIsStillOneJsonObject() {
    Ran failed =
        Ran.of(
            "plan",
            plainKey,
            "--storage",
            storage,
            "--into-pool",
            "eu-west-1_Nowhere00",
            "--no-pacing",
            "--users",
            "--json");

    failed.exits(ExitCode.FAILED);
    assertThat(failed.json().get("outcome").asText()).isEqualTo("FAILED");
  }

  @Test
  void optionsThatDoNotGoTogetherAreRefused() {
    Ran.of("plan", plainKey, "--storage", storage, "--into-pool", "a", "--into-new-pool", "b")
        .exits(ExitCode.USAGE)
        .tells("mutually exclusive");
    Ran.of(
            "backup",
            "--user-pool-id",
            poolId,
            "--storage",
            storage,
            "--insecure-plaintext",
            "--no-pacing",
            "--quota-share",
            "0.5")
        .exits(ExitCode.USAGE)
        .tells("mutually exclusive");
    Ran.of(
            "backup",
            "--user-pool-id",
            poolId,
            "--storage",
            storage,
            "--insecure-plaintext",
            "--quota-share",
            "1.5")
        .exits(ExitCode.USAGE)
        .tells("1.5");
    Ran.of("plan", plainKey, "--storage", storage, "--into-new-pool", "b", "--rewrite-arn", "x=y")
        .exits(ExitCode.USAGE)
        .tells("arn:");
    Ran.of("backup", "--user-pool-id", poolId, "--storage", storage, "--kms-key-id", " ")
        .exits(ExitCode.USAGE)
        .tells("key");
  }

  @Test
  void helpNamesTheExitCodes() {
    assertThat(Ran.of("--help").exits(ExitCode.COMPLETE).out())
        .contains("backup", "restore", "Exit codes:", "3   partial", "AWS_ENDPOINT_URL");
    Ran.of().exits(ExitCode.USAGE).tells("name a command");
  }
}
