package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command, as machines use it and as persons do. */
class CommandsTest {

  private static final int USERS = 150;

  @TempDir private static Path folder;

  private static EmulatedAws aws;
  private static String poolId;
  private static String storage;
  private static String key;

  @BeforeAll
  static void backUpOnce() {
    aws = new EmulatedAws();
    poolId = aws.emulator().cognito().generatePool("customers", PoolModel.EMAIL, USERS, 7);
    storage = folder.resolve("backups").toUri().toString();
    key = backup().get("key").asText();
  }

  @AfterAll
  static void close() {
    aws.close();
  }

  private static JsonNode backup() {
    return sealed("backup", "--user-pool-id", poolId, "--storage", storage, "--no-pacing", "--json")
        .exits(ExitCode.COMPLETE)
        .json();
  }

  private static Ran sealed(String... args) {
    return Ran.of(
        Stream.concat(Stream.of(args), Stream.of("--kms-key-id", EmulatedAws.KEY))
            .toArray(String[]::new));
  }

  @Test
  void backupReportsWhatItWrote() {
    JsonNode report = backup();

    assertThat(report.get("outcome").asText()).isEqualTo("COMPLETE");
    assertThat(report.get("key").asText()).startsWith(poolId + "/").endsWith(".tar.gz.enc");
    assertThat(report.get("userPoolId").asText()).isEqualTo(poolId);
    assertThat(report.get("users").asInt()).isEqualTo(USERS);
    assertThat(report.get("memberships").asInt()).isPositive();
    assertThat(report.get("resources").get("clients").asInt()).isPositive();
    assertThat(report.get("gaps")).isEmpty();
    assertThat(report.get("sealed").asBoolean()).isTrue();
    assertThat(report.get("size").asLong())
        .isEqualTo(folder.resolve("backups").resolve(report.get("key").asText()).toFile().length());
  }

  @Test
  void verifyFindsTheArchiveSound() {
    JsonNode report = sealed("verify", key, "--storage", storage, "--json").exits(0).json();

    assertThat(report.get("outcome").asText()).isEqualTo("COMPLETE");
    assertThat(report.get("users").asInt()).isEqualTo(USERS);
  }

  @Test
  void pathOfAFileWillDoForAKey() {
    String path = folder.resolve("backups").resolve(key).toString();

    JsonNode report = sealed("verify", path, "--json").exits(0).json();

    assertThat(report.get("key").asText()).isEqualTo(key);
  }

  @Test
  void fileUnderAnotherNameWillDoForAKey() throws IOException {
    Path copy =
        Files.copy(folder.resolve("backups").resolve(key), folder.resolve("copied.tar.gz.enc"));

    JsonNode report = sealed("verify", copy.toString(), "--json").exits(0).json();

    assertThat(report.get("key").asText()).isEqualTo("copied.tar.gz.enc");
  }

  @Test
  void archiveInTheFolderOfAnotherPoolIsRefused() throws IOException {
    Path moved =
        folder.resolve("moved").resolve("eu-west-1_Another1").resolve(Path.of(key).getFileName());
    Files.createDirectories(moved.getParent());
    Files.copy(folder.resolve("backups").resolve(key), moved);

    sealed("verify", moved.toString())
        .exits(ExitCode.FAILED)
        .tells(poolId, "eu-west-1_Another1", "moved or swapped");
  }

  @Test
  void listNamesTheArchivesWithoutAnyKey() {
    JsonNode archives =
        Ran.of("list", "--storage", storage, "--json").exits(0).json().get("archives");

    assertThat(archives.findValuesAsText("key")).contains(key);
    assertThat(Ran.of("list", "--storage", storage).exits(0).out()).contains(key);
  }

  @Test
  void inspectWithoutTheKeyTellsWhatTheHeadSays() {
    JsonNode report = Ran.of("inspect", key, "--storage", storage, "--json").exits(0).json();

    assertThat(report.get("envelope").get("ivLength").asInt()).isEqualTo(12);
    assertThat(report.get("opened").asBoolean()).isFalse();
  }

  @Test
  void inspectWithTheKeyNamesEveryEntry() {
    JsonNode report = sealed("inspect", key, "--storage", storage, "--json").exits(0).json();

    assertThat(report.get("entries").findValuesAsText("name"))
        .contains("archive.json", poolId + "/user-pool.json", poolId + "/users-00001.jsonl");
  }

  @Test
  void extractWritesTheDocuments() {
    Path output = folder.resolve("extracted");

    sealed("extract", key, "--storage", storage, "--output", output.toString()).exits(0);

    assertThat(output.resolve("manifest.json")).isRegularFile();
    assertThat(output.resolve(poolId).resolve("user-pool.json")).isRegularFile();
    sealed("extract", key, "--storage", storage, "--output", output.toString())
        .exits(ExitCode.USAGE)
        .tells("is not an empty folder");
  }

  @Test
  void planTellsWhatARestoreWouldDo() {
    JsonNode plan =
        sealed(
                "plan",
                key,
                "--storage",
                storage,
                "--into-new-pool",
                "again",
                "--no-pacing",
                "--json")
            .exits(0)
            .json();

    assertThat(plan.get("newPoolName").asText()).isEqualTo("again");
    assertThat(plan.get("users").get("create").asInt()).isPositive();
    assertThat(plan.has("userChanges")).isFalse();
  }

  @Test
  void finishFederatedTellsWhoHasNotSignedInYet() {
    String[] command = {
      "finish-federated", key, "--pool", poolId, "--storage", storage, "--no-pacing"
    };

    JsonNode plan = sealed(with(command, "--dry-run", "--json")).exits(0).json();
    assertThat(plan.get("dryRun").asBoolean()).isTrue();
    assertThat(plan.get("users").asInt()).isPositive();
    assertThat(plan.get("notSignedIn").asInt()).isZero();
    assertThat(sealed(command).exits(0).out())
        .startsWith("COMPLETE  " + poolId)
        .contains("users of identity providers in the archive; not signed in yet: 0; finished: 0");
  }

  @Test
  void planProposesRulesAndTakesThem() throws IOException {
    Path rules = folder.resolve("rules.json");
    String[] plan = {
      "plan", key, "--storage", storage, "--into-new-pool", "clone", "--no-pacing", "--json"
    };
    sealed(with(plan, "--write-rules", rules.toString())).exits(0);
    assertThat(Files.readString(rules)).contains("\"client-name\"", "\"decision\" : \"keep\"");

    sealed(with(plan, "--rules", rules.toString())).exits(0);
    Files.writeString(rules, Files.readString(rules).replaceFirst(": \"keep\"", ": \"undecided\""));
    assertThat(sealed(with(plan, "--rules", rules.toString())).exits(ExitCode.FAILED).err())
        .contains("the rewrite rules do not decide about 1 reference");
    Files.writeString(rules, "{}");
    assertThat(sealed(with(plan, "--rules", rules.toString())).exits(ExitCode.USAGE).err())
        .contains("is no file of rules of version 1");
  }

  private static String[] with(String[] args, String... more) {
    return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void planTellsOfEveryUserWhereAskedTo() {
    JsonNode plan =
        sealed(
                "plan",
                key,
                "--storage",
                storage,
                "--into-new-pool",
                "again",
                "--no-pacing",
                "--users",
                "--json")
            .exits(0)
            .json();

    assertThat(plan.get("userChanges")).hasSize(USERS);
  }

  @Test
  void restoreBringsThePoolBackAndProvesIt() {
    JsonNode report =
        sealed(
                "restore",
                key,
                "--storage",
                storage,
                "--into-new-pool",
                "restored",
                "--no-pacing",
                "--json")
            .exits(ExitCode.COMPLETE)
            .json();

    assertThat(report.get("outcome").asText()).isEqualTo("COMPLETE");
    assertThat(report.get("userPoolId").asText()).isNotEqualTo(poolId);
    assertThat(report.get("comparison").get("equal").asBoolean()).isTrue();
    assertThat(report.get("failures").asInt()).isZero();
    assertThat(report.get("clientIds")).isNotEmpty();
  }

  @Test
  void restoreTellsAPersonWhatItDid() {
    Ran ran =
        sealed("restore", key, "--storage", storage, "--into-new-pool", "told", "--no-pacing")
            .exits(ExitCode.COMPLETE);

    assertThat(ran.out()).contains("COMPLETE", "users equal", "never given back");
    assertThat(ran.err()).contains("users restored");
  }

  @Test
  void restoreOfWhatIsThereChangesNothing() {
    JsonNode report =
        sealed("restore", key, "--storage", storage, "--into-pool", poolId, "--no-pacing", "--json")
            .exits(ExitCode.COMPLETE)
            .json();

    assertThat(report.get("users").get("create").asInt()).isZero();
    assertThat(report.get("users").get("unchanged").asInt()).isPositive();
  }

  @Test
  void noUsersDataIsEverPrinted() {
    Ran plan =
        sealed("plan", key, "--storage", storage, "--into-new-pool", "x", "--no-pacing", "--users");

    assertThat(plan.out() + plan.err()).doesNotContain("@");
  }
}
