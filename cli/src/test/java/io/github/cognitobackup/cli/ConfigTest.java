package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands with the file of --config, and who wins. */
class ConfigTest {

  @TempDir private Path folder;

  private final EmulatedAws aws = new EmulatedAws();
  private String first;
  private String second;

  @BeforeEach
  void fillPools() {
    first = aws.emulator().cognito().generatePool("first", PoolModel.PLAIN, 5, 1);
    second = aws.emulator().cognito().generatePool("second", PoolModel.PLAIN, 7, 2);
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private Path file(String json) throws IOException {
    return Files.writeString(
        Files.createTempFile(folder, "config", ".json"),
        json.replace('\'', '"')
            .replace("STORAGE", folder.resolve("backups").toUri().toString())
            .replace("FIRST", first)
            .replace("SECOND", second)
            .replace("KEY", EmulatedAws.KEY));
  }

  private Ran with(String json, String... args) throws IOException {
    return Ran.of(
        Stream.concat(Stream.of(args), Stream.of("--config", file(json).toString()))
            .toArray(String[]::new));
  }

  /** What a command is given in the end. */
  private List<String> applied(String json, String... args) throws IOException {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--config=" + file(json));
    String[] given =
        Config.applied(
            Main.commands(
                new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter())),
            all.toArray(String[]::new));
    List<String> more = new ArrayList<>(List.of(given));
    all.forEach(more::remove);
    return more;
  }

  private static final String ALL =
      """
      {
        'kms': {'enabled': true, 'key_id': 'KEY'},
        'storage': {'uri': 'STORAGE'},
        'pools': ['FIRST', 'SECOND'],
        'options': {'no_pacing': true}
      }
      """;

  @Test
  void fileAloneBacksUpAllItsPools() throws IOException {
    JsonNode report = with(ALL, "backup", "--json").exits(ExitCode.COMPLETE).json();

    assertThat(report.get("outcome").asText()).isEqualTo("COMPLETE");
    assertThat(report.get("backups").findValuesAsText("userPoolId")).containsExactly(first, second);
    assertThat(report.get("backups").findValuesAsText("sealed")).containsOnly("true");

    JsonNode archives = with(ALL, "list", "--json").exits(0).json().get("archives");
    assertThat(archives).hasSize(2);
    String key = archives.get(0).get("key").asText();
    assertThat(with(ALL, "verify", key, "--json").exits(0).json().get("outcome").asText())
        .isEqualTo("COMPLETE");
    with(ALL, "restore", key, "--into-new-pool", "again").exits(ExitCode.COMPLETE);
  }

  @Test
  void textTellsEachPoolToo() throws IOException {
    Ran ran = with(ALL, "backup").exits(ExitCode.COMPLETE);

    assertThat(ran.out().lines().filter(line -> line.startsWith("COMPLETE"))).hasSize(2);
  }

  @Test
  void onePoolIsReportedAsEver() throws IOException {
    JsonNode report =
        with(ALL, "backup", "--user-pool-id", second, "--json").exits(ExitCode.COMPLETE).json();

    assertThat(report.get("userPoolId").asText()).isEqualTo(second);
    assertThat(report.get("users").asInt()).isEqualTo(7);
  }

  @Test
  void poolThatFailsDoesNotKeepTheOthersFromBeingBackedUp() throws IOException {
    String absent = ALL.replace("FIRST", "eu-west-1_Nowhere00");
    Ran ran = with(absent, "backup", "--json").exits(ExitCode.FAILED);

    JsonNode backups = ran.json().get("backups");
    assertThat(ran.json().get("outcome").asText()).isEqualTo("FAILED");
    assertThat(backups.get(0).get("outcome").asText()).isEqualTo("FAILED");
    assertThat(backups.get(0).get("userPoolId").asText()).isEqualTo("eu-west-1_Nowhere00");
    assertThat(backups.get(1).get("outcome").asText()).isEqualTo("COMPLETE");
    assertThat(ran.err()).contains("eu-west-1_Nowhere00");
    assertThat(with(ALL, "list", "--json").json().get("archives")).hasSize(1);
  }

  @Test
  void commandTakesWhatItHasAnOptionFor() throws IOException {
    String json =
        """
        {
          'kms': {'enabled': true, 'key_id': 'alias/a', 'region': 'eu-west-1',
                  'decrypt_key_ids': ['b', 'c'], 'encryption_context': {'p': 'x=y', 'q': 'r s'}},
          'storage': {'uri': 'STORAGE', 's3_path_style': true, 's3_tags': {'t': 'u'}},
          'pools': ['FIRST'],
          'options': {'quota_share': 0.25, 'accept_plaintext': true, 'update_existing': false,
                      'passwords': 'none', 'rewrite_arns': {'arn:a': 'arn:b'}}
        }
        """;
    String storage = "--storage=" + folder.resolve("backups").toUri();

    assertThat(applied(json, "list")).containsExactly(storage, "--s3-path-style", "--s3-tag=t=u");
    assertThat(applied(json, "restore", "x", "--into-pool", "y"))
        .containsExactly(
            "--kms-key-id=alias/a",
            "--kms-region=eu-west-1",
            "--decrypt-key-id=b",
            "--decrypt-key-id=c",
            "--encryption-context=p=x=y",
            "--encryption-context=q=r s",
            storage,
            "--s3-path-style",
            "--s3-tag=t=u",
            "--quota-share=0.25",
            "--accept-plaintext",
            "--passwords=none",
            "--rewrite-arn=arn:a=arn:b");
    assertThat(applied(json, "backup")).contains("--user-pool-id=" + first);
    assertThat(applied(json, "copy", "--to", "file:///x"))
        .containsExactly(storage, "--s3-path-style", "--s3-tag=t=u");
  }

  @Test
  void copyTakesTheStorageOfTheFileAsItsSource() throws IOException {
    with(ALL, "backup").exits(ExitCode.COMPLETE);
    String to = folder.resolve("copies").toUri().toString();

    JsonNode report = with(ALL, "copy", "--to", to, "--json").exits(ExitCode.COMPLETE).json();
    assertThat(report.get("counts").get("COPIED").asInt()).isEqualTo(2);
    String empty = folder.resolve("empty").toUri().toString();
    JsonNode typed =
        with(ALL, "copy", "--from", empty, "--to", to, "--json").exits(ExitCode.COMPLETE).json();
    assertThat(typed.get("archives")).as("--from wins").isEmpty();
    Ran.of("copy", "--to", to).exits(ExitCode.USAGE).tells("--from URI");
  }

  @Test
  void commandLineWins() throws IOException {
    assertThat(applied(ALL, "backup", "--user-pool-id", "x", "--storage=file:///y"))
        .containsExactly("--kms-key-id=" + EmulatedAws.KEY, "--no-pacing");
    assertThat(applied(ALL, "backup", "-k", "x", "--quota-share", "0.5"))
        .doesNotContain("--no-pacing")
        .doesNotContain("--kms-key-id=" + EmulatedAws.KEY);
    assertThat(applied(ALL, "backup", "--no-pacing=false")).doesNotContain("--no-pacing");
    assertThat(applied(ALL, "backup", "--insecure-plaintext"))
        .noneMatch(option -> option.startsWith("--kms"));
    assertThat(applied(ALL, "backup", "--insecure-plaintext=false"))
        .contains("--kms-key-id=" + EmulatedAws.KEY);
    assertThat(applied(ALL, "generate-datakey", "--test=false"))
        .contains("--kms-key-id=" + EmulatedAws.KEY);
    String lists = "{'kms': {'enabled': true, 'key_id': 'a', 'decrypt_key_ids': ['b', 'c']}}";
    assertThat(applied(lists, "verify", "x", "--decrypt-key-id", "d"))
        .containsExactly("--kms-key-id=a");
    String sse = "{'storage': {'s3_sse': 'kms', 's3_sse_key_id': 'k'}}";
    assertThat(applied(sse, "list", "--s3-sse", "s3")).isEmpty();
  }

  @Test
  void flagOfTheFileCanBeSwitchedOff() throws IOException {
    with(
            "{'storage': {'uri': 'STORAGE'}, 'options': {'no_pacing': true}}",
            "backup",
            "--user-pool-id",
            first,
            "--no-pacing=false",
            "--insecure-plaintext")
        .exits(ExitCode.COMPLETE);
    String plain = archive();
    String accepts =
        "{'kms': {'enabled': true, 'key_id': 'KEY'}, 'storage': {'uri': 'STORAGE'},"
            + " 'options': {'accept_plaintext': true}}";
    with(accepts, "verify", plain).exits(ExitCode.COMPLETE);
    with(accepts, "verify", plain, "--accept-plaintext=false").exits(ExitCode.FAILED);
  }

  @Test
  void regionOfTheFileIsNotThatOfAnotherKey() throws IOException {
    String json = "{'kms': {'enabled': true, 'key_id': 'alias/a', 'region': 'eu-west-1'}}";
    String arn = "arn:aws:kms:us-east-1:123456789012:key/1";

    assertThat(applied(json, "verify", "x", "-k", arn)).isEmpty();
    assertThat(applied(json, "verify", "x", "-k", "alias/b"))
        .containsExactly("--kms-region=eu-west-1");
    Ran.of("verify", "x", "--storage", "file:///x", "-k", arn, "--kms-region", "eu-west-1")
        .exits(ExitCode.USAGE)
        .tells("--kms-region is eu-west-1", "--kms-key-id is a key of us-east-1");
  }

  @Test
  void kmsIsCalledInTheRegionOfTheKeyAlone() throws IOException {
    String primary = aws.emulator().kms().createMultiRegionKey();
    String sibling = aws.emulator().kms().replicate(primary, "us-east-1");
    String json =
        String.format(
                Locale.ROOT,
                "{'kms': {'enabled': true, 'key_id': '%s', 'region': 'us-east-1'},",
                primary)
            + "'storage': {'uri': 'STORAGE'}, 'pools': ['FIRST'], 'options': {'no_pacing': true}}";
    aws.emulator().kms().state(primary, "Disabled");

    with(json, "backup").exits(ExitCode.COMPLETE);
    aws.emulator().kms().state(sibling, "Disabled");
    with(json, "backup").exits(ExitCode.FAILED).tells("disabled");
  }

  @Test
  void disabledMeansPlainArchivesWithAWarning() throws IOException {
    String off = "{'kms': {'enabled': false}, 'storage': {'uri': 'STORAGE'}, 'pools': ['FIRST']}";
    Ran ran = with(off, "backup", "--json", "--no-pacing").exits(ExitCode.COMPLETE);

    assertThat(ran.json().get("sealed").asBoolean()).isFalse();
    assertThat(ran.err()).contains("warning: archives are plain text");
    with(off, "verify", archive()).exits(ExitCode.COMPLETE);
    assertThat(
            with(off, "backup", "--json", "--kms-key-id", EmulatedAws.KEY, "--no-pacing")
                .exits(ExitCode.COMPLETE)
                .json()
                .get("sealed")
                .asBoolean())
        .isTrue();
  }

  @Test
  void disabledWithAKeyReadsWhatWasSealedAndWhatIsPlain() throws IOException {
    String sealed =
        with(ALL, "backup", "--user-pool-id", first, "--json").json().get("key").asText();
    String off = ALL.replace("true, 'key_id'", "false, 'key_id'");
    Ran plain = with(off, "backup", "--user-pool-id", first, "--json").exits(ExitCode.COMPLETE);

    assertThat(plain.json().get("sealed").asBoolean()).isFalse();
    assertThat(plain.err()).contains("plain text");
    with(off, "verify", sealed).exits(ExitCode.COMPLETE);
    with(off, "verify", plain.json().get("key").asText()).exits(ExitCode.COMPLETE);
    with(ALL, "verify", plain.json().get("key").asText())
        .exits(ExitCode.FAILED)
        .tells("--accept-plaintext");
    assertThat(
            with(off, "backup", "--user-pool-id", first, "--insecure-plaintext=false", "--json")
                .exits(ExitCode.COMPLETE)
                .json()
                .get("sealed")
                .asBoolean())
        .isTrue();
  }

  @Test
  void dataKeysTakeTheKeyOfTheFile() throws IOException {
    Path out = folder.resolve("datakey.json");
    with(ALL, "generate-datakey", "-o", out.toString()).exits(ExitCode.COMPLETE);
    with(ALL, "validate-datakey", "-i", out.toString()).exits(ExitCode.COMPLETE);
    with(ALL, "generate-datakey", "--test").exits(ExitCode.COMPLETE);
    String bound =
        "{'kms': {'enabled': true, 'key_id': 'KEY', 'encryption_context': {'purpose': 'x'}}}";
    with(bound, "validate-datakey", "-i", out.toString())
        .exits(ExitCode.FAILED)
        .tells("encryption context");
  }

  @Test
  void archiveOfTheFormerKeyOpensWithTheOptionThatTheMessageNames() throws IOException {
    String former = aws.emulator().kms().keyArn(EmulatedAws.KEY);
    with(ALL, "backup", "--user-pool-id", first).exits(ExitCode.COMPLETE);
    aws.emulator().kms().alias(EmulatedAws.KEY, aws.emulator().kms().createKey());

    with(ALL, "verify", archive()).exits(ExitCode.FAILED).tells("--decrypt-key-id, by its ARN");
    with(ALL, "verify", archive(), "--decrypt-key-id", former).exits(ExitCode.COMPLETE);
    with(
            ALL.replace("'key_id'", "'decrypt_key_ids': ['" + former + "'], 'key_id'"),
            "verify",
            archive())
        .exits(ExitCode.COMPLETE);
    Ran.of("verify", "x", "--storage", "file:///x", "--decrypt-key-id", former)
        .exits(ExitCode.USAGE)
        .tells("goes with --kms-key-id");
  }

  @Test
  void archiveUnderAContextOpensUnderItAlone() throws IOException {
    String bound = ALL.replace("'key_id'", "'encryption_context': {'purpose': 'x'}, 'key_id'");
    with(bound, "backup", "--user-pool-id", first).exits(ExitCode.COMPLETE);

    with(bound, "verify", archive()).exits(ExitCode.COMPLETE);
    with(ALL, "verify", archive(), "--encryption-context", "purpose=x").exits(ExitCode.COMPLETE);
    with(ALL, "verify", archive()).exits(ExitCode.FAILED).tells("--encryption-context");
  }

  @Test
  void fileThatIsWrongIsWrongUsage() throws IOException {
    with("{\n'kms': {'enabled': true}}", "list", "--storage", "file:///x")
        .exits(ExitCode.USAGE)
        .tells("config", "line 2", "kms.enabled is true without kms.key_id");
    Ran json = with("{'pool': []}", "list", "--json").exits(ExitCode.USAGE);
    assertThat(json.json().get("error").get("type").asText()).isEqualTo("UsageException");
    Ran.of("list", "--config", folder.resolve("none.json").toString())
        .exits(ExitCode.USAGE)
        .tells("none.json", "no such file");
    Ran.of("list", "--config").exits(ExitCode.USAGE).tells("--config");
    Ran.of("list", "--config", "a", "--config", "b").exits(ExitCode.USAGE);
    with("{}", "list").exits(ExitCode.USAGE).tells("--storage");
    with("{}", "list", "@" + file(ALL)).exits(ExitCode.USAGE).tells("Unmatched argument", "@");
    assertThat(with("{'x': 1}", "list", "--help").exits(0).out()).contains("--config=FILE");
    assertThat(aws.emulator().calls()).isEmpty();
  }

  private String archive() throws IOException {
    return with("{'storage': {'uri': 'STORAGE'}}", "list", "--json")
        .exits(0)
        .json()
        .get("archives")
        .get(0)
        .get("key")
        .asText();
  }
}
