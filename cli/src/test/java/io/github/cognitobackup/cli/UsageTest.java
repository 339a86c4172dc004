package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person meets first: help, slips of the pen, folders with names of their own. */
class UsageTest {

  @TempDir private Path folder;

  static Stream<String> commands() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return Main.commands(nowhere, nowhere).getSubcommands().keySet().stream()
        .filter(command -> !command.equals("help"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithoutBeingComplete(String command) {
    Ran help = Ran.of(command, "--help").exits(ExitCode.COMPLETE);

    assertThat(help.out()).contains("Usage: cognito-backup " + command);
    assertThat(help.err()).isEmpty();
    assertThat(Ran.of("help", command).exits(ExitCode.COMPLETE)).isEqualTo(help);
  }

  @Test
  void helpOfWhatIsNoCommandIsWrongUsage() {
    Ran.of("help", "restor").exits(ExitCode.USAGE).tells("restor");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void unknownOptionIsNamedBeforeMissingOnes(String command) {
    Ran.of(command, "--stroage=x").exits(ExitCode.USAGE).tells("cognito-backup: Unknown option");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void errorsBearOnePrefix(String command) {
    Ran ran = Ran.of(command, "--into-pool", "--all");

    assertThat(ran.err()).doesNotContainPattern("(?i)cognito-backup: error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"my backups", "Büro", "控え", "100%", "a%b", "[1]", "a{b}", "it's", "a+b"})
  void foldersAreNamedAsTheyAre(String name) throws IOException {
    Path named = Files.createDirectory(folder.resolve(name));
    Path archive = named.resolve("old.json");
    Files.writeString(archive, "[]");

    Ran typed = Ran.of("list", "--json", "--storage", "file://" + folder + "/" + name);
    Ran escaped = Ran.of("list", "--json", "--storage", named.toUri().toString());

    assertThat(typed.exits(0).json().get("oldBackups")).hasSize(1);
    assertThat(escaped.exits(0).json().get("oldBackups")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "s3://bucket/my backups,s3://bucket/my%20backups",
    "s3://bucket/a%20b,s3://bucket/a%20b",
    "file:///tmp/100%,file:///tmp/100%25",
    "file:///é,file:///%C3%A9"
  })
  void urisAreReadAsPeopleWriteThem(String written, String uri) throws URISyntaxException {
    assertThat(StorageUri.of(written)).hasToString(uri);
  }

  @Test
  void halfACharacterIsNoName() {
    Ran.of("list", "--storage", "file:///tmp/x\ud800")
        .exits(ExitCode.USAGE)
        .tells("half of a character");
  }

  @Test
  void argumentThatTheLocaleSpoiltIsRefused() {
    Ran.of("list", "--storage", "file:///tmp/b\ufffd\ufffdro")
        .exits(ExitCode.USAGE)
        .tells("b??ro", "LC_ALL=C.UTF-8", "%XX");
  }
}
