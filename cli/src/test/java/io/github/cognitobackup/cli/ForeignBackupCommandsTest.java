package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of other tools by the commands. */
class ForeignBackupCommandsTest {

  private static final String POOL = "eu-west-1_AbCdEfGhI";

  @TempDir private Path folder;

  private final EmulatedAws aws = new EmulatedAws();
  private String file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve(POOL + ".json").toString();
    Files.writeString(
        Path.of(file),
        """
        [
        {"Username":"anna","Attributes":[],"Enabled":true,"UserStatus":"CONFIRMED","Groups":["a"]}
        ,
        {"Username":"bert","Attributes":[],"Enabled":false,"UserStatus":"CONFIRMED","Groups":[]}
        ]
        """);
  }

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void isRefusedWithoutTheFlagAndNamesIt() {
    Ran.of("verify", file)
        .exits(ExitCode.FAILED)
        .tells("a JSON array of users", "--accept-unverifiable");
  }

  @Test
  void theFlagKeepsItsFormerName() {
    Ran now = Ran.of("verify", file, "--accept-unverifiable").exits(ExitCode.COMPLETE);
    Ran before = Ran.of("verify", file, "--accept-unproven").exits(ExitCode.COMPLETE);

    assertThat(before.out()).isEqualTo(now.out());
  }

  @Test
  void verifySaysWhatIsNotProven() {
    Ran text = Ran.of("verify", file, "--accept-unverifiable").exits(ExitCode.COMPLETE);
    JsonNode json = Ran.of("verify", file, "--accept-unverifiable", "--json").exits(0).json();

    assertThat(text.out())
        .startsWith("UNPROVEN  ")
        .contains("pool " + POOL)
        .contains("shown: ")
        .contains("not proven: that all users")
        .doesNotContain("anna");
    assertThat(json.get("unproven").get("kind").asText()).isEqualTo("JSON_ARRAY");
    assertThat(json.get("unproven").get("notProven")).isNotEmpty();
    assertThat(json.get("users").asInt()).isEqualTo(2);
    assertThat(json.get("start").isNull()).isTrue();
  }

  @Test
  void inspectAndExtractReadIt() throws IOException {
    Path out = folder.resolve("out");

    JsonNode inspected = Ran.of("inspect", file, "--accept-unverifiable", "--json").exits(0).json();
    Ran.of("extract", file, "--accept-unverifiable", "--output", out.toString()).exits(0);

    assertThat(inspected.get("entries").get(0).get("name").asText()).isEqualTo(POOL + ".json");
    assertThat(out.resolve(POOL + ".json")).hasSameTextualContentAs(Path.of(file));
  }

  @Test
  void theFolderOfAnExtractedFileTellsThePool() throws IOException {
    Path users = Files.createDirectories(folder.resolve(POOL)).resolve("users.json");
    Files.copy(Path.of(file), users);

    JsonNode report =
        Ran.of("verify", users.toString(), "--accept-unverifiable", "--json").exits(0).json();

    assertThat(report.get("userPoolId").asText()).isEqualTo(POOL);
  }

  @Test
  void planAndRestoreGoIntoAPoolThatExists() {
    String pool = aws.emulator().cognito().createPool("target", PoolModel.PLAIN);

    Ran plan = Ran.of("plan", file, "--accept-unverifiable", "--into-pool", pool).exits(0);
    Ran restore =
        Ran.of("restore", file, "--accept-unverifiable", "--into-pool", pool, "--no-pacing")
            .exits(0);

    assertThat(plan.out()).contains("create 2").contains("note: not proven by the foreign backup");
    assertThat(restore.out()).contains("COMPLETE").contains("not proven by the foreign backup");
    assertThat(aws.emulator().cognito().findUser(pool, "bert").orElseThrow().enabled()).isFalse();
    assertThat(aws.emulator().cognito().findUser(pool, "anna").orElseThrow().groups())
        .containsExactly("a");
  }

  @Test
  void listNamesItAsUnproven() {
    String storage = folder.toUri().toString();

    Ran text = Ran.of("list", "--storage", storage).exits(0);
    JsonNode json = Ran.of("list", "--storage", storage, "--json").exits(0).json();
    JsonNode other =
        Ran.of("list", "--storage", storage, "--pool", "eu-west-1_Other", "--json").exits(0).json();

    assertThat(text.out()).contains("PLAIN TEXT, foreign backup, unverifiable, pool " + POOL);
    assertThat(json.get("archives")).isEmpty();
    assertThat(json.get("oldBackups").get(0).get("userPoolId").asText()).isEqualTo(POOL);
    assertThat(json.get("oldBackups").get(0).get("kind").asText()).contains("unproven");
    assertThat(other.get("oldBackups")).isEmpty();
  }

  @Test
  void listLimitsThemToo() throws IOException {
    Files.writeString(folder.resolve("z.json"), "[]");

    JsonNode json =
        Ran.of("list", "--storage", folder.toUri().toString(), "--limit", "1", "--json")
            .exits(0)
            .json();

    assertThat(json.get("oldBackups")).hasSize(1);
  }

  @Test
  void verifyAllTakesThemWithTheFlag() throws IOException {
    String storage = folder.toUri().toString();
    Files.writeString(
        folder.resolve("page.json"),
        "{\"Users\":[{\"Username\":\"a\",\"UserStatus\":\"CONFIRMED\"}],\"NextToken\":\"x\"}");
    Files.writeString(folder.resolve("package.json"), "{}");

    Ran without = Ran.of("verify", "--all", "--storage", storage, "--json").exits(0);
    Ran with =
        Ran.of("verify", "--all", "--accept-unverifiable", "--storage", storage, "--json")
            .exits(ExitCode.PARTIAL);

    assertThat(without.json().get("archives")).isEmpty();
    assertThat(with.json().get("sound").asInt()).isEqualTo(2);
    assertThat(with.json().get("partial").asInt()).isEqualTo(1);
    assertThat(with.json().get("archives").get(0).get("unproven").get("notProven")).isNotEmpty();
    assertThat(with.json().get("archives").findValuesAsText("key"))
        .doesNotContain("package.json")
        .contains("page.json");
    assertThat(Ran.of("verify", "--all", "--accept-unverifiable", "--storage", storage).out())
        .contains("foreign backup, unverifiable");
  }

  @Test
  void aNewPoolIsRefusedWithTheNextStep() {
    Ran.of("restore", file, "--accept-unverifiable", "--into-new-pool", "x")
        .exits(ExitCode.FAILED)
        .tells("no settings", "--into-pool ID");
  }
}
