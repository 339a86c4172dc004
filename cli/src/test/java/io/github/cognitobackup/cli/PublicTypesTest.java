package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tables of {@code docs/public-api.md} name every public type of every module, and no other.
 */
class PublicTypesTest {

  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final String ROOT = "io.github.cognitobackup";

  private static final Pattern EXPORT = Pattern.compile("exports ([\\w.]+);");
  private static final Pattern ROW = Pattern.compile("\\| (\\S*) ?\\| `(\\w+)` \\| \\S.*\\|");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "archive",
        "core",
        "storage-local",
        "storage-s3",
        "crypto-kms",
        "emulator",
        "testkit"
      })
  void areInTheTables(String module) throws IOException {
    assertThat(inTable(module)).containsExactlyInAnyOrderElementsOf(inSources(module));
  }

  private static List<String> inTable(String module) throws IOException {
    String text = Files.readString(TOP.resolve("docs/public-api.md"));
    String begin = "## cognito-backup-" + module + "\n";
    assertThat(text).contains(begin);
    String section = text.substring(text.indexOf(begin) + begin.length()).split("\n## ", 2)[0];
    List<String> types = new ArrayList<>();
    String currentPackage = "";
    for (Matcher row = ROW.matcher(section); row.find(); ) {
      String told = row.group(1).replace("`", "").replace("(root)", "");
      currentPackage = row.group(1).isEmpty() ? currentPackage : told;
      types.add(ROOT + currentPackage + "." + row.group(2));
    }
    return types;
  }

  private static List<String> inSources(String module) throws IOException {
    Path sources = TOP.resolve(module).resolve("src/main/java");
    List<String> types = new ArrayList<>();
    String moduleInfo = Files.readString(sources.resolve("module-info.java"));
    for (Matcher export = EXPORT.matcher(moduleInfo); export.find(); ) {
      try (Stream<Path> files = Files.list(sources.resolve(export.group(1).replace('.', '/')))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
          String type = file.getFileName().toString().replace(".java", "");
          if (Pattern.compile("^public .*\\b" + type + "\\b", Pattern.MULTILINE)
              .matcher(Files.readString(file))
              .find()) {
            types.add(export.group(1) + "." + type);
          }
        }
      }
    }
    return types;
  }
}
