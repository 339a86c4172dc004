package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The manual of the command line names what there is, once, and nothing else. */
class CommandLineManualTest {

  private static final Path DOCS = Path.of("../docs");
  private static final Pattern OPTION =
      Pattern.compile("(?<![\\w-])--[a-z][a-z0-9]*(-[a-z0-9]+)*(?![\\w-])");
  private static final Pattern SYNOPSIS = Pattern.compile("(?s)## Commands\n\n```\n(.*?)```");
  private static final Set<String> OF_EVERY_COMMAND = Set.of("--help", "--version");

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionIsOnAPage(String command, Set<String> options) throws IOException {
    String pages = read("cli.md") + read("restore.md") + read("transfer.md") + read("catalogue.md");
    if (command.endsWith("-datakey")) {
      pages += read("data-keys.md");
    }
    assertThat(named(pages)).as("options of " + command).containsAll(options);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cli.md", "restore.md", "transfer.md", "catalogue.md", "data-keys.md"})
  void noPageNamesAnOptionThatDoesNotExist(String page) throws IOException {
    Set<String> existing =
        program().getSubcommands().values().stream()
            .flatMap(command -> command.getCommandSpec().options().stream())
            .flatMap(option -> Stream.of(option.names()))
            .collect(Collectors.toSet());
    Set<String> named = named(read(page));
    assertThat(existing).containsAll(named);
  }

  @Test
  void theSynopsisHasEveryCommand() throws IOException {
    MatchResult synopsis = SYNOPSIS.matcher(read("cli.md")).results().findFirst().orElseThrow();
    Set<String> commands =
        synopsis.group(1).lines().map(line -> line.split(" ")[0]).collect(Collectors.toSet());
    Set<String> existing =
        commands().map(arguments -> (String) arguments.get()[0]).collect(Collectors.toSet());
    assertThat(commands).isEqualTo(existing);
  }

  @Test
  void everyCommandHasASection() throws IOException {
    Set<String> sections =
        sections().map(section -> (String) section.get()[0]).collect(Collectors.toSet());
    assertThat(commands().map(command -> (String) command.get()[0]).filter(c -> !c.equals("help")))
        .isSubsetOf(sections);
  }

  @ParameterizedTest
  @MethodSource("sections")
  void noSectionHasTwoRowsForOneThing(String section, String text) {
    List<String> firstCells =
        text.lines()
            .filter(line -> line.startsWith("| "))
            .map(line -> line.substring(0, line.indexOf('|', 2)))
            .filter(cell -> !cell.equals("| option "))
            .toList();
    assertThat(firstCells).as(section).doesNotHaveDuplicates();
  }

  static Stream<Arguments> commands() {
    return program().getSubcommands().entrySet().stream()
        .map(command -> Arguments.of(command.getKey(), options(command.getValue())));
  }

  private static CommandLine program() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return Main.commands(nowhere, nowhere);
  }

  private static Set<String> options(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .map(OptionSpec::longestName)
        .filter(name -> !OF_EVERY_COMMAND.contains(name))
        .collect(Collectors.toSet());
  }

  static Stream<Arguments> sections() throws IOException {
    return Stream.of(read("cli.md").split("(?m)^## "))
        .map(section -> Arguments.of(section.substring(0, section.indexOf('\n')), section));
  }

  private static Set<String> named(String text) {
    return OPTION.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static String read(String page) throws IOException {
    return Files.readString(DOCS.resolve(page));
  }
}
