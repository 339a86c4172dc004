package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that move archives, as machines use them and as persons do. */
class TransferCommandsTest {

  private static EmulatedAws aws;
  private static String poolId;

  @TempDir private Path folder;
  private String storage;

  @BeforeAll
  static void open() {
    aws = new EmulatedAws();
    poolId = aws.emulator().cognito().generatePool("customers", PoolModel.EMAIL, 20, 7);
  }

  @AfterAll
  static void close() {
    aws.close();
  }

  @BeforeEach
  void name() {
    storage = uri("backups");
  }

  private String uri(String name) {
    return folder.resolve(name).toUri().toString();
  }

  private String backup(String... encryption) {
    String[] args =
        Stream.concat(
                Stream.of(
                    "backup",
                    "--user-pool-id",
                    poolId,
                    "--storage",
                    storage,
                    "--no-pacing",
                    "--json"),
                Stream.of(encryption))
            .toArray(String[]::new);
    return Ran.of(args).exits(ExitCode.COMPLETE).json().get("key").asText();
  }

  private String sealedBackup() {
    return backup("--kms-key-id", EmulatedAws.KEY);
  }

  private Path file(String name, String key) {
    return folder.resolve(name).resolve(key);
  }

  @Test
  void copyNeedsNoKeyAndMayBeRepeated() throws IOException {
    String sealed = sealedBackup();
    String plain = backup("--insecure-plaintext");
    List<String> command = List.of("copy", "--from", storage, "--to", uri("second"), "--json");

    JsonNode first = Ran.of(command.toArray(String[]::new)).exits(ExitCode.COMPLETE).json();
    JsonNode second = Ran.of(command.toArray(String[]::new)).exits(ExitCode.COMPLETE).json();

    assertThat(first.get("archives").findValuesAsText("key"))
        .containsExactlyInAnyOrder(sealed, plain);
    assertThat(first.get("counts").get("COPIED").asInt()).isEqualTo(2);
    assertThat(second.get("counts").get("UNCHANGED").asInt()).isEqualTo(2);
    assertThat(file("second", sealed)).hasSameBinaryContentAs(file("backups", sealed));
    Ran.of("verify", sealed, "--storage", uri("second"), "--kms-key-id", EmulatedAws.KEY).exits(0);
  }

  @Test
  void copyOfWhatIsElsewhereSomethingElseIsAConflict() throws IOException {
    String key = sealedBackup();
    Files.createDirectories(file("second", key).getParent());
    Files.writeString(file("second", key), "something else");

    Ran ran =
        Ran.of("copy", "--from", storage, "--to", uri("second"), "--pool", poolId)
            .exits(ExitCode.FAILED);

    assertThat(ran.out()).contains("CONFLICT  " + key, "FAILED  1 conflict");
    assertThat(file("second", key)).hasContent("something else");
  }

  @Test
  void copyTakesOneKeyAndDryRuns() {
    String key = sealedBackup();
    sealedBackup();

    Ran ran =
        Ran.of("copy", "--from", storage, "--to", uri("second"), key, "--dry-run")
            .exits(ExitCode.COMPLETE);

    assertThat(ran.out()).contains("WOULD BE COPIED  " + key, "1 copied", "dry run");
    assertThat(file("second", key)).doesNotExist();
    Ran.of("copy", "--from", storage, "--to", uri("second"), key, "--all")
        .exits(ExitCode.USAGE)
        .tells("KEY", "--all");
  }

  private Ran migrate(String... args) {
    return Ran.of(
        Stream.concat(
                Stream.of("migrate", "--storage", storage, "--kms-key-id", EmulatedAws.KEY),
                Stream.of(args))
            .toArray(String[]::new));
  }

  private static Ran verify(String key, String storage, String kmsKey) {
    return Ran.of("verify", key, "--storage", storage, "--kms-key-id", kmsKey);
  }

  @Test
  void migrateSealsAndMayBeRepeated() {
    String plain = backup("--insecure-plaintext");
    String sealed = sealedBackup();

    assertThat(migrate("--all", "--dry-run").exits(ExitCode.COMPLETE).out())
        .contains("WOULD BE SEALED  " + plain + " -> " + plain + ".enc", "dry run");
    assertThat(file("backups", plain)).exists();
    JsonNode report = migrate("--pool", poolId, "--json").exits(ExitCode.COMPLETE).json();

    assertThat(report.get("archives")).hasSize(1);
    assertThat(report.get("archives").get(0).get("target").asText()).isEqualTo(plain + ".enc");
    assertThat(report.get("removed").asInt()).isEqualTo(1);
    assertThat(file("backups", plain)).doesNotExist();
    assertThat(file("backups", sealed)).exists();
    verify(plain + ".enc", storage, EmulatedAws.KEY).exits(0);
    migrate("--all").exits(ExitCode.COMPLETE);
    migrate(plain).exits(ExitCode.COMPLETE);
    migrate().exits(ExitCode.USAGE).tells("KEY, --pool ID or --all");
  }

  @Test
  void migrateLeavesForeignBackupsUntilTheyAreAccepted() throws IOException {
    Files.createDirectories(file("backups", "old"));
    Files.writeString(
        file("backups", "old/users.json"),
        "[{\"Username\":\"a\",\"UserStatus\":\"CONFIRMED\",\"Attributes\":[]}]");

    assertThat(migrate("--all").exits(ExitCode.FAILED).out())
        .contains("UNPROVEN", "--accept-unverifiable");
    migrate("--all", "--accept-unverifiable").exits(ExitCode.COMPLETE);

    assertThat(file("backups", "old/users.json")).doesNotExist();
    assertThat(file("backups", "old/users.json.enc")).exists();
  }

  @Test
  void rewrapMovesToAnotherKey() {
    String key = sealedBackup();
    String other = aws.emulator().kms().createKey();
    String moved = key.replace(".tar.gz.enc", ".r2.tar.gz.enc");
    List<String> command =
        List.of(
            "rewrap",
            "--storage",
            storage,
            "--kms-key-id",
            other,
            "--from-key-id",
            EmulatedAws.KEY,
            "--all",
            "--verify",
            "--json");

    JsonNode first = Ran.of(command.toArray(String[]::new)).exits(ExitCode.COMPLETE).json();
    JsonNode second = Ran.of(command.toArray(String[]::new)).exits(ExitCode.COMPLETE).json();

    assertThat(first.get("counts").get("REWRAPPED").asInt()).isEqualTo(1);
    assertThat(second.get("counts").get("UNCHANGED").asInt()).isEqualTo(1);
    assertThat(file("backups", key)).doesNotExist();
    verify(moved, storage, other).exits(0);
    verify(moved, storage, EmulatedAws.KEY).exits(ExitCode.FAILED);
    assertThat(Ran.of("list", "--storage", storage).out()).contains(moved).doesNotContain(key);
  }

  @Test
  void rewrapKeepsTheEncryptionContext() {
    String context = "--encryption-context=purpose=x";
    String key = backup("--kms-key-id", EmulatedAws.KEY, context);
    String moved = key.replace(".tar.gz.enc", ".r2.tar.gz.enc");
    String other = aws.emulator().kms().createKey();
    List<String> rewrap =
        List.of(
            "rewrap",
            "--storage",
            storage,
            "--kms-key-id",
            other,
            "--from-key-id",
            EmulatedAws.KEY,
            "--verify",
            "--all");

    Ran.of(rewrap.toArray(String[]::new)).exits(ExitCode.FAILED);
    assertThat(file("backups", key)).exists();
    Ran.of(Stream.concat(rewrap.stream(), Stream.of(context)).toArray(String[]::new))
        .exits(ExitCode.COMPLETE);

    assertThat(file("backups", key)).doesNotExist();
    Ran.of("verify", moved, "--storage", storage, "--kms-key-id", other, context).exits(0);
    verify(moved, storage, other).exits(ExitCode.FAILED).tells("--encryption-context");
  }

  @Test
  void rewrapTellsOfArchivesUnderOtherKeys() {
    sealedBackup();
    String other = aws.emulator().kms().createKey();

    Ran ran =
        Ran.of(
                "rewrap",
                "--storage",
                storage,
                "--kms-key-id",
                other,
                "--from-key-id",
                other,
                "--pool",
                poolId)
            .exits(ExitCode.FAILED);

    assertThat(ran.out()).contains("FAILED", "--from-key-id");
    Ran.of("rewrap", "--storage", storage, "--kms-key-id", other, "--all")
        .exits(ExitCode.USAGE)
        .tells("--from-key-id");
  }

  @Test
  void migrateAndRewrapTellOfADisabledKeyAndStop() {
    String key = aws.emulator().kms().createKey();
    for (int i = 0; i < 5; i++) {
      backup("--insecure-plaintext");
    }
    aws.emulator().kms().state(key, "Disabled");

    Ran ran =
        Ran.of("migrate", "--storage", storage, "--kms-key-id", key, "--all")
            .exits(ExitCode.FAILED);

    assertThat(ran.out()).contains("stopped: 3 archives in a row", "disabled", "3 failed");
  }
}
