package io.github.cognitobackup.examples.cli;

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

    assertThat(ran.out()).contains("COPIED  " + key, "1 copied", "dry run");
    assertThat(file("second", key)).doesNotExist();
    Ran.of("copy", "--from", storage, "--to", uri("second"), key, "--all")
        .exits(ExitCode.USAGE)
        .tells("KEY", "--all");
  }
}
