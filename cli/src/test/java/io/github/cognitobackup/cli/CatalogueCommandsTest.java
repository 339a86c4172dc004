package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a storage in order: list, verify --all, prune, and the guard of a backup. */
class CatalogueCommandsTest {

  private static final int USERS = 40;

  @TempDir private Path folder;

  private final EmulatedAws aws = new EmulatedAws();
  private String poolId;
  private String storage;

  @BeforeEach
  void fillPool() {
    poolId = aws.emulator().cognito().generatePool("customers", PoolModel.PLAIN, USERS, 7);
    storage = folder.resolve("backups").toUri().toString();
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private Ran backup(String... more) {
    return run(
        "backup",
        join(
            more,
            "--user-pool-id",
            poolId,
            "--no-pacing",
            "--json",
            "--kms-key-id",
            EmulatedAws.KEY));
  }

  private Ran run(String command, String... more) {
    List<String> all = new ArrayList<>(List.of(command, "--storage", storage));
    all.addAll(List.of(more));
    return Ran.of(all.toArray(String[]::new));
  }

  private static String[] join(String[] more, String... first) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static String key(Ran backup) {
    return backup.json().get("key").asText();
  }

  private void removeUsers(int count) {
    try (var cognito =
        software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient
            .create()) {
      cognito.listUsers(r -> r.userPoolId(poolId)).users().stream()
          .limit(count)
          .forEach(
              user -> cognito.adminDeleteUser(r -> r.userPoolId(poolId).username(user.username())));
    }
  }

  @Test
  void listTellsWhatTheReceiptsSay() {
    String one = key(backup().exits(ExitCode.COMPLETE));
    String two = key(backup().exits(ExitCode.COMPLETE));
    run("verify", "--all", "--kms-key-id", EmulatedAws.KEY).exits(ExitCode.COMPLETE);

    JsonNode archives = run("list", "--json").exits(ExitCode.COMPLETE).json().get("archives");
    assertThat(archives.findValuesAsText("key")).containsExactly(two, one);
    JsonNode newest = archives.get(0);
    assertThat(newest.get("users").asInt()).isEqualTo(USERS);
    assertThat(newest.get("outcome").asText()).isEqualTo("COMPLETE");
    assertThat(newest.get("wrappingKey").asText()).startsWith("arn:aws:kms:");
    assertThat(newest.get("verified").isTextual()).isTrue();
    assertThat(newest.get("suspicious").isNull()).isTrue();
    assertThat(run("list").exits(ExitCode.COMPLETE).out())
        .contains(one, "sealed, 40 users, COMPLETE, verified ", ", key arn:aws:kms:");
    assertThat(run("list", "--limit", "1", "--json").json().get("archives").findValuesAsText("key"))
        .containsExactly(two);
    assertThat(run("list", "--pool", "eu-west-1_Another1", "--json").json().get("archives"))
        .isEmpty();
  }

  @Test
  void aStorageThatDoesNotExistIsAnError() {
    run("list").exits(ExitCode.FAILED).tells("there is no folder");
    run("prune", "--keep-last", "1").exits(ExitCode.FAILED).tells("there is no folder");
    run("verify", "--all").exits(ExitCode.FAILED).tells("there is no folder");
  }

  @Test
  void farFewerUsersHaveAnExitCodeOfTheirOwn() {
    String good = key(backup().exits(ExitCode.COMPLETE));
    removeUsers(USERS / 2);

    Ran shrunk = backup().exits(ExitCode.SUSPICIOUS);
    assertThat(shrunk.json().get("outcome").asText()).isEqualTo("COMPLETE");
    assertThat(shrunk.json().get("suspicious").get("previousKey").asText()).isEqualTo(good);
    assertThat(shrunk.json().get("suspicious").get("previousUsers").asInt()).isEqualTo(USERS);
    assertThat(run("list").out()).contains("SUSPICIOUS (" + good + " holds 40 users)");

    run("prune", "--keep-last", "1", "--delete", "--trust-receipts").exits(ExitCode.COMPLETE);
    assertThat(run("list").out()).contains(good);

    backup("--max-shrink", "60").exits(ExitCode.COMPLETE);
    backup("--max-shrink", "101").exits(ExitCode.USAGE);
  }

  @Test
  void verifyAllGoesOnAndTellsOfEach() throws IOException {
    String damaged = key(backup());
    String sound = key(backup());
    Path file = folder.resolve("backups").resolve(damaged);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    Ran ran = run("verify", "--all", "--kms-key-id", EmulatedAws.KEY, "--json");
    ran.exits(ExitCode.FAILED);
    assertThat(ran.json().get("archives").findValuesAsText("result"))
        .containsExactly("DAMAGED", "SOUND");
    assertThat(ran.json().get("archives").get(0).get("error").get("type").asText())
        .isEqualTo("ArchiveCorruptException");
    assertThat(ran.json().get("damaged").asInt()).isEqualTo(1);
    assertThat(ran.json().get("outcome").asText()).isEqualTo("FAILED");
    assertThat(run("verify", "--all", "--kms-key-id", EmulatedAws.KEY).out())
        .contains(
            "SOUND  " + sound, "DAMAGED  " + damaged, "1 sound (0 of them partial), 1 damaged");

    run("verify", "--all").exits(ExitCode.PARTIAL);
    run("verify", sound, "--record", "--kms-key-id", EmulatedAws.KEY).exits(ExitCode.COMPLETE);
    run("verify", sound, "--all").exits(ExitCode.USAGE);
    run("verify").exits(ExitCode.USAGE).tells("KEY", "--all");
    run("verify", "--all", "--record").exits(ExitCode.USAGE);
    run("verify", sound, "--pool", poolId).exits(ExitCode.USAGE);
    assertThat(run("list").out()).contains(damaged + "  ", ", no receipt");
  }

  @Test
  void pruneShowsFirstAndDeletesWhenTold() throws IOException {
    String one = key(backup());
    String two = key(backup());
    String three = key(backup());

    Ran unproven = run("prune", "--keep-last", "2", "--delete").exits(ExitCode.PARTIAL);
    assertThat(unproven.out()).contains("KEEP          " + one + "  unproven", "0 backups deleted");
    assertThat(unproven.err()).contains("no archive was opened", "--trust-receipts");
    run("prune", "--keep-last", "2", "--trust-receipts", "--kms-key-id", EmulatedAws.KEY)
        .exits(ExitCode.USAGE)
        .tells("leave one of the two out");

    Ran shown = run("prune", "--keep-last", "2", "--trust-receipts").exits(ExitCode.COMPLETE);
    assertThat(shown.out())
        .contains(
            "WOULD DELETE  " + one,
            "KEEP          " + two + "  last",
            "KEEP          " + three + "  last, newest, newest complete",
            "1 backups would be deleted",
            "run again with --delete");
    assertThat(Files.exists(folder.resolve("backups").resolve(one))).isTrue();

    JsonNode deleted =
        run("prune", "--keep-last", "2", "--delete", "--kms-key-id", EmulatedAws.KEY, "--json")
            .exits(ExitCode.COMPLETE)
            .json();
    assertThat(deleted.get("gone").asInt()).isEqualTo(1);
    assertThat(deleted.get("applied").asBoolean()).isTrue();
    assertThat(deleted.get("pools").get(0).get("proven").asText()).isEqualTo(three);
    assertThat(deleted.get("backups").findValuesAsText("key")).containsExactly(three, two, one);
    try (var files = Files.walk(folder.resolve("backups"))) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(4);
    }
    assertThat(run("prune", "--keep-last", "2", "--delete", "--json").json().get("gone").asInt())
        .isZero();
  }

  @Test
  void anOldArchiveUnderANewerNameDeletesNothingAndIsNotRestored() throws IOException {
    String old = key(backup());
    String genuine = key(backup());
    String planted = poolId + "/" + Year.now(ZoneOffset.UTC) + "0101T000000.000Z.r9.tar.gz.enc";
    Path root = folder.resolve("backups");
    Files.copy(root.resolve(old), root.resolve(planted));
    String receipt = Files.readString(root.resolve(old + ".json"));
    Files.writeString(root.resolve(planted + ".json"), receipt.replace(old, planted));
    String newest = genuine.replace(".tar.gz", ".r9.tar.gz");
    Files.copy(root.resolve(old), root.resolve(newest));
    Files.writeString(root.resolve(newest + ".json"), receipt.replace(old, newest));

    for (String name : List.of(planted, newest)) {
      run("verify", name, "--kms-key-id", EmulatedAws.KEY)
          .exits(ExitCode.FAILED)
          .tells("does not match its key");
      run("restore", name, "--into-new-pool", "x", "--kms-key-id", EmulatedAws.KEY)
          .exits(ExitCode.FAILED)
          .tells("does not match its key");
    }
    Ran pruned = run("prune", "--keep-last", "1", "--delete", "--kms-key-id", EmulatedAws.KEY);

    pruned.exits(ExitCode.PARTIAL);
    assertThat(pruned.out()).contains("KEEP          " + newest + "  DAMAGED");
    assertThat(root.resolve(genuine)).exists();
    assertThat(root.resolve(old)).exists();
  }

  @Test
  void aLinkNamedAsABackupIsNotFollowedAlsoWhereItsPathIsGiven() throws IOException {
    Path root = folder.resolve("backups");
    Files.move(root.resolve(key(backup())), root.resolve("old"));
    Path file = root.resolve(key(backup()));
    Files.delete(file);
    Files.createSymbolicLink(file, root.resolve("old"));
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    Files.copy(root.resolve("old"), elsewhere.resolve(file.getFileName()));
    Path linked = Files.createDirectory(folder.resolve("moved")).resolve(poolId);
    Files.createSymbolicLink(linked, elsewhere);

    for (Path path : List.of(file, linked.resolve(file.getFileName()))) {
      Ran.of("verify", path.toString(), "--kms-key-id", EmulatedAws.KEY)
          .exits(ExitCode.FAILED)
          .tells("is a symbolic link");
    }
  }

  @Test
  void aNameOfAnotherFormProvesNothing() throws IOException {
    Path root = folder.resolve("backups");
    Files.copy(root.resolve(key(backup())), root.resolve("other.tar.gz.enc"));

    Ran ran = run("verify", "other.tar.gz.enc", "--kms-key-id", EmulatedAws.KEY);

    assertThat(ran.exits(ExitCode.COMPLETE).out()).contains("other.tar.gz.enc", "proves nothing");
    assertThat(
            run("plan", "other.tar.gz.enc", "--into-new-pool", "x", "--kms-key-id", EmulatedAws.KEY)
                .exits(ExitCode.COMPLETE)
                .err())
        .contains("proves nothing");
  }

  @Test
  void pruneThatCanProveNothingDeletesNothing() throws IOException {
    backup();
    String newest = key(backup());
    Files.writeString(
        folder.resolve("backups").resolve(newest), "x", java.nio.file.StandardOpenOption.APPEND);
    backup("--max-shrink", "100");
    String other = aws.emulator().kms().createKey();

    Ran ran =
        run("prune", "--keep-last", "1", "--delete", "--kms-key-id", other).exits(ExitCode.PARTIAL);
    assertThat(ran.out())
        .contains("no archive of the pool could be proven sound")
        .contains("3 kept");
    assertThat(ran.err()).contains("warning: ", other);
  }

  @Test
  void agesAndCountsAreChecked() {
    backup();
    run("prune").exits(ExitCode.USAGE).tells("--keep-daily");
    run("prune", "--keep-last", "0").exits(ExitCode.USAGE).tells("at least 1");
    run("prune", "--keep-within", "soon").exits(ExitCode.USAGE).tells("30d");
    run("prune", "--keep-within", "0d").exits(ExitCode.USAGE);
    run("prune", "--keep-within", "-P1D").exits(ExitCode.USAGE);
    for (String age : List.of("36h", "30d", "8w", "6m", "2y", "P1Y6M", "PT36H")) {
      run("prune", "--keep-within", age).exits(ExitCode.COMPLETE);
    }
    run("list", "--limit", "0").exits(ExitCode.USAGE);
    run("list", "--pool", "../x").exits(ExitCode.USAGE);
  }
}
