package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the manual says of security is held by tests that there are. */
class SecurityManualTest {

  private static final Path TOP = Path.of("..");
  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))(?:#(\\w+))?`");
  private static final Pattern ROWS =
      Pattern.compile("(?s)### What a writer of the storage can do\n.*?\n\\|---[^\n]*\n(.*?)\n\n");

  private static Map<String, String> sources;

  @BeforeAll
  static void findTests() throws IOException {
    try (Stream<Path> files = Files.walk(TOP)) {
      sources =
          files
              .filter(file -> file.toString().matches(".*/src/test/java/.*(Test|IT)\\.java"))
              .collect(
                  Collectors.groupingBy(
                      file -> file.getFileName().toString().replace(".java", ""),
                      Collectors.mapping(SecurityManualTest::read, Collectors.joining())));
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyRowNamesTestsThatThereAre(String row) {
    List<MatchResult> named = NAMED.matcher(row).results().toList();

    assertThat(named).as(row).isNotEmpty();
    for (MatchResult test : named) {
      assertThat(sources).as(row).containsKey(test.group(1));
      if (test.group(2) != null) {
        assertThat(sources.get(test.group(1)).contains("void " + test.group(2) + "("))
            .as(test.group())
            .isTrue();
      }
    }
  }

  static Stream<String> rows() {
    MatchResult table = ROWS.matcher(manual()).results().findFirst().orElseThrow();
    return table.group(1).lines();
  }

  @Test
  void theLoggersThatTellSecretsAreNamed() {
    String operations = read(TOP.resolve("docs/operations/README.md"));
    for (String logger :
        List.of("org.apache.hc.client5.http.wire", "software.amazon.awssdk.request")) {
      assertThat(manual()).contains(logger);
      assertThat(operations).contains(logger);
    }
  }

  private static String manual() {
    return read(TOP.resolve("SECURITY.md"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
