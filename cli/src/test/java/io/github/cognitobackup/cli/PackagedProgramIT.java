package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.emulator.Emulator;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The jar and the launcher, each command in a process of its own with a small heap. */
class PackagedProgramIT {

  private static final int USERS = 2_000;

  @TempDir private Path folder;

  private final EmulatedAws aws = new EmulatedAws();
  private String poolId;
  private String storage;

  @BeforeEach
  void fillPool() {
    poolId = aws.emulator().cognito().generatePool("customers", PoolModel.ALIAS, USERS, 11);
    storage = folder.resolve("backups").toUri().toString();
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private Ran run(String... args) throws IOException, InterruptedException {
    try (Program program = Program.jar(folder, aws.environment(), args)) {
      return program.await();
    }
  }

  @Test
  void bringsAPoolBack() throws Exception {
    JsonNode backup =
        run(
                "backup",
                "--user-pool-id",
                poolId,
                "--storage",
                storage,
                "--kms-key-id",
                EmulatedAws.KEY,
                "--no-pacing",
                "--json")
            .exits(ExitCode.COMPLETE)
            .json();
    assertThat(backup.get("users").asInt()).isEqualTo(USERS);

    JsonNode restore =
        run(
                "restore",
                backup.get("key").asText(),
                "--storage",
                storage,
                "--into-new-pool",
                "again",
                "--kms-key-id",
                EmulatedAws.KEY,
                "--no-pacing",
                "--json")
            .exits(ExitCode.COMPLETE)
            .json();
    assertThat(restore.get("comparison").get("equal").asBoolean()).isTrue();
    assertThat(restore.get("comparison").get("usersEqual").asInt()).isPositive();
  }

  @Test
  void takesARoleByAProfile() throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("config"),
            """
            [profile role]
            role_arn = arn:aws:iam::111122223333:role/backup
            source_profile = base
            [profile base]
            aws_access_key_id = any
            aws_secret_access_key = any
            """);
    Map<String, String> environment = new HashMap<>(aws.environment());
    environment.keySet().removeIf(name -> name.endsWith("_KEY_ID") || name.endsWith("_ACCESS_KEY"));
    environment.put("AWS_CONFIG_FILE", config.toString());
    environment.put("AWS_PROFILE", "role");
    String[] command = {
      "backup", "--user-pool-id", poolId, "--storage", storage, "--insecure-plaintext", "--json"
    };
    try (Program program = Program.jar(folder, environment, command)) {
      Ran refused = program.await().exits(ExitCode.FAILED);

      // the emulator hands out no roles, but it was asked for one
      assertThat(refused.json().get("error").get("message").asText())
          .contains("refuses the credentials", "Service: Sts");
    }
  }

  @Test
  void writesNothingButTheResult() throws Exception {
    Files.createDirectories(folder.resolve("backups"));
    Ran list = run("list", "--storage", storage, "--json").exits(ExitCode.COMPLETE);

    assertThat(list.json().get("archives")).isEmpty();
    assertThat(list.err()).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void terminatedItStopsCleanlyAndLeavesNothing() throws Exception {
    aws.emulator().latency(Duration.ofMillis(200));
    try (Program program =
        Program.jar(
            folder,
            aws.environment(),
            "backup",
            "--user-pool-id",
            poolId,
            "--storage",
            storage,
            "--kms-key-id",
            EmulatedAws.KEY,
            "--no-pacing",
            "--json")) {
      program.awaitWhileAlive(() -> aws.emulator().calls("ListUsers") >= 3);
      program.terminate();
      Ran stopped = program.await();

      assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(128 + 15);
      assertThat(stopped.json().get("error").get("type").asText())
          .isEqualTo("WorkInterruptedException");
    }
    aws.emulator().latency(Duration.ZERO);
    assertThat(run("list", "--storage", storage, "--json").json().get("archives")).isEmpty();
    try (var files = Files.walk(folder.resolve("backups"))) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void launcherFindsTheJarAlsoThroughALink() throws Exception {
    Path link =
        Files.createSymbolicLink(
            folder.resolve("backup-tool"), Path.of(System.getProperty("cli.launcher")));
    Map<String, String> environment = new HashMap<>(aws.environment());
    environment.put("JAVA_HOME", System.getProperty("java.home"));

    try (Program program = Program.launcher(folder, link, environment, "--version")) {
      assertThat(program.await().exits(ExitCode.COMPLETE).out()).startsWith("cognito-backup 0.");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void launcherReadsArgumentsOfAnyLanguageWithoutALocale() throws Exception {
    Files.createDirectories(folder.resolve("控え"));
    Map<String, String> environment = new HashMap<>(aws.environment());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("LC_ALL", "C");
    String uri = "file://" + folder + "/控え";

    try (Program program =
        Program.launcher(
            folder,
            Path.of(System.getProperty("cli.launcher")),
            environment,
            "list",
            "--storage",
            uri)) {
      program.await().exits(ExitCode.COMPLETE);
    }
  }

  @Test
  void linesOfTheLogArePrintableToo() throws Exception {
    aws.emulator()
        .inject(
            Fault.on("ListUserPoolClients").error("Evil\u009b", 400, Hostile.TEXT),
            Fault.on("ListUsers").call(1).error("InternalErrorException", 500, Hostile.TEXT));

    Ran ran =
        run(
            "backup",
            "--user-pool-id",
            poolId,
            "--storage",
            storage,
            "--insecure-plaintext",
            "--no-pacing",
            "--verbose");

    assertThat(ran.err()).contains("\\u009b", "\\nFORGED");
    Hostile.assertPrintable(ran);
  }

  /** The examples of ADR-001 as they are printed there, in a folder of their own. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void dataKeysAsTheDecisionRecordTypesThem() throws Exception {
    String id = "12345678-1234-1234-1234-123456789012";
    try (Emulator emulator = Emulator.builder().region("us-east-1").defaultKey().build()) {
      String arn = emulator.kms().createKey(id);
      assertThat(arn).isEqualTo("arn:aws:kms:us-east-1:123456789012:key/" + id);
      Map<String, String> environment = new HashMap<>(aws.environment());
      environment.put("AWS_REGION", "us-east-1");
      environment.put("AWS_ENDPOINT_URL", emulator.endpoint().toString());

      String alias = "generate-datakey --kms-key-id alias/cognito-backup-key";
      assertThat(typed(environment, alias).json()).hasSize(5);
      typed(environment, "generate-datakey --kms-key-id " + arn + " --output datakey.json");
      typed(environment, "validate-datakey --input datakey.json --kms-key-id " + arn);
      assertThat(emulator.calls()).containsOnlyKeys("GenerateDataKey", "Decrypt");
    }
    typed(Map.of(), "generate-datakey --test --output test-datakey.json");
    assertThat(folder.resolve("test-datakey.json")).isRegularFile();
  }

  private Ran typed(Map<String, String> environment, String line) throws Exception {
    Map<String, String> all = new HashMap<>(environment);
    all.put("JAVA_HOME", System.getProperty("java.home"));
    Path script = Path.of(System.getProperty("cli.launcher"));
    try (Program program = Program.launcher(folder, script, all, line.split(" "))) {
      return program.await().exits(ExitCode.COMPLETE);
    }
  }
}
