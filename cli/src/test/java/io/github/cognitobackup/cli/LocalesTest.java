package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written is the same under every locale, charset, time zone and calendar. */
class LocalesTest {

  @TempDir private Path folder;

  /** The process: a folder and the locales. */
  static final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
      try (EmulatedAws aws = new EmulatedAws()) {
        String pool = aws.emulator().cognito().generatePool("customers", PoolModel.EMAIL, 15, 7);
        roundTrip(Path.of(arguments[0], "first"), pool); // what is made once is made under it
        for (String tag : List.of(arguments).subList(1, arguments.length)) {
          Locale.setDefault(Locale.forLanguageTag(tag));
          roundTrip(Path.of(arguments[0], tag), pool);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "th, TH, TH, UTF-16, Asia/Kathmandu, ar-EG fa-IR mr-IN bn-BD ckb-IQ",
    "tr, TR, '', ISO-8859-9, Pacific/Apia, ne-NP my-MM th-TH-u-ca-buddhist ja-JP-u-ca-japanese",
  })
  void aRoundTripIsTheSame(
      String language, String country, String variant, String charset, String zone, String others)
      throws Exception {
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Duser.language=" + language,
            "-Duser.country=" + country,
            "-Duser.variant=" + variant,
            "-Duser.timezone=" + zone,
            "-Dfile.encoding=" + charset,
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            folder.toString());
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(Stream.concat(java.stream(), Stream.of(others.split(" "))).toList())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();

    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended in time").isTrue();
    assertThat(process.exitValue()).as(() -> text(log)).isZero();
  }

  private static void roundTrip(Path work, String pool) throws IOException {
    Path store = work.resolve("store");
    backup(store, pool);
    String key = backup(store, pool);

    run("verify", key, "--storage", uri(store));
    JsonNode restored = restore(store, key, work);
    assertThat(restored.path("outcome").asText()).isEqualTo("COMPLETE");
    assertThat(restore(store, key, work).path("userPoolId")).isEqualTo(restored.path("userPoolId"));
    run("prune", "--storage", uri(store), "--keep-last", "1", "--delete");
    JsonNode list = run("list", "--storage", uri(store), "--json").json();
    assertThat(list.at("/archives").findValuesAsText("key")).containsExactly(key);
    run("verify", "--all", "--storage", uri(store));
    run("extract", key, "--storage", uri(store), "--output", work.resolve("clear").toString());

    assertThat(work.resolve("clear").resolve(pool).resolve("users-00001.jsonl")).exists();
    try (Stream<Path> files = Files.walk(work)) {
      assertThat(files.map(Path::toString)).allMatch(LocalesTest::isAscii);
    }
  }

  private static String backup(Path store, String pool) throws IOException {
    Files.createDirectories(store);
    return run(
            "backup",
            "--user-pool-id",
            pool,
            "--storage",
            uri(store),
            "--no-pacing",
            "--json",
            "--kms-key-id",
            EmulatedAws.KEY)
        .json()
        .path("key")
        .asText();
  }

  private static JsonNode restore(Path store, String key, Path work) {
    return run(
            "restore",
            key,
            "--storage",
            uri(store),
            "--into-new-pool",
            "restored under " + work.getFileName(),
            "--no-pacing",
            "--json")
        .json();
  }

  private static Ran run(String command, String... more) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(more));
    if (!List.of("list", "backup").contains(command)) {
      all.addAll(List.of("--kms-key-id", EmulatedAws.KEY));
    }
    Ran ran = Ran.of(all.toArray(String[]::new)).exits(ExitCode.COMPLETE);
    assertThat(ran.out() + ran.err()).matches(LocalesTest::isAscii);
    return ran;
  }

  private static String uri(Path folder) {
    return folder.toUri().toString();
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x7f);
  }

  private static String text(Path log) {
    try {
      return Files.readString(log, StandardCharsets.ISO_8859_1).replaceAll("[^\\n -~]", "");
    } catch (IOException e) {
      return e.toString();
    }
  }
}
