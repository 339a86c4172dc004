package io.github.cognitobackup.examples.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manual says what the code says. */
class ManualTest {

  private static final Path ROOT = Path.of("../..");
  private static final Path SOURCES = Path.of("src");

  private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern REGION = Pattern.compile("(?s)// region: .*?\n(.*?)\n *// end: ");
  private static final Pattern ERROR_ROW = Pattern.compile("(?m)^\\| `(\\w+Exception)` \\|");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  @Test
  void everySampleIsCodeThatIsCompiledAndRun() throws IOException {
    Set<String> samples = new TreeSet<>();
    for (Path page : pages()) {
      JAVA.matcher(Files.readString(page))
          .results()
          .map(found -> found.group(1).stripTrailing())
          .forEach(samples::add);
    }

    assertThat(samples).isEqualTo(regions());
  }

  @Test
  void everyErrorHasItsRow() throws IOException {
    Set<String> types = new TreeSet<>();
    for (String module : List.of("archive", "core")) {
      Path sources = ROOT.resolve(module + "/src/main/java");
      try (Stream<Path> files = Files.walk(sources)) {
        files
            .map(file -> sources.relativize(file).toString())
            .filter(name -> name.endsWith("Exception.java") && !name.contains("internal"))
            .map(name -> name.replace(".java", "").replace(File.separatorChar, '.'))
            .filter(name -> !isAbstract(name))
            .forEach(name -> types.add(name.substring(name.lastIndexOf('.') + 1)));
      }
    }
    List<String> rows =
        ERROR_ROW.matcher(read("docs/errors.md")).results().map(row -> row.group(1)).toList();

    assertThat(types).hasSizeGreaterThan(5);
    assertThat(rows).containsExactlyInAnyOrderElementsOf(types);
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    for (Path page : pages()) {
      List<Path> targets =
          LINK.matcher(Files.readString(page))
              .results()
              .map(MatchResult::group)
              .map(link -> page.resolveSibling(link.replaceAll("^\\]\\(|(#.*)?\\)$", "")))
              .toList();
      assertThat(targets).as("links of " + page).allSatisfy(target -> assertThat(target).exists());
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> manual = Files.walk(ROOT.resolve("docs"))) {
      Stream<Path> others =
          Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md").map(ROOT::resolve);
      return Stream.concat(manual, others).filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  private static boolean isAbstract(String type) {
    try {
      return Modifier.isAbstract(Class.forName(type).getModifiers());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> regions() throws IOException {
    Set<String> regions = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        REGION
            .matcher(Files.readString(file))
            .results()
            .map(found -> found.group(1).stripIndent())
            .forEach(regions::add);
      }
    }
    return regions;
  }

  private static String read(String page) throws IOException {
    return Files.readString(ROOT.resolve(page));
  }
}
