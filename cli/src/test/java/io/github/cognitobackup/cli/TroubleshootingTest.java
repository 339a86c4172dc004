package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/**
 * What the manual shows of a command that fails is what the command prints. The page as it should
 * be is written to {@code target/troubleshooting.md}.
 */
class TroubleshootingTest {

  private static final Path PAGE = Path.of("../docs/troubleshooting.md");
  private static final Pattern SECTION =
      Pattern.compile("(?s)\n### ([^\n]+)\n\n```\n\\$ cognito-backup ([^\n]+)\n(.*?)```\n");

  private static final String POOL = "eu-west-1_AbCdEfGhI";
  private static final String STORAGE = "/var/backups";
  private static final String KEY = "alias/cognito-backup-key";
  private static final String ARCHIVE = POOL + "/20261125T030000.000Z.tar.gz.enc";
  private static final int USERS = 40;

  private static final Map<String, String> PRINTED = new ConcurrentHashMap<>();

  @TempDir private Path folder;

  private final EmulatedAws aws = new EmulatedAws();
  private String poolId;
  private String archive;

  @BeforeEach
  void backUp() {
    poolId = aws.emulator().cognito().generatePool("customers", PoolModel.PLAIN, USERS, 7);
    Ran backup = run("backup --user-pool-id " + POOL + " --json" + common());
    archive = backup.exits(ExitCode.COMPLETE).json().get("key").asText();
  }

  @AfterEach
  void close() {
    aws.close();
  }

  @ParameterizedTest
  @MethodSource("sections")
  void showsWhatTheCommandPrints(String title, String command, String shown) {
    assertThat(scenarios()).containsKey(title);
    scenarios().get(title).run();

    String printed = shown(run(command));
    PRINTED.put(title, printed);

    // clients are read in the order of their ids, which are random
    assertThat(printed.lines().sorted()).containsExactlyElementsOf(shown.lines().sorted().toList());
  }

  @AfterAll
  static void writePage() throws IOException {
    String page =
        SECTION
            .matcher(Files.readString(PAGE))
            .replaceAll(
                section ->
                    Matcher.quoteReplacement(
                        "\n### "
                            + section.group(1)
                            + "\n\n```\n$ cognito-backup "
                            + section.group(2)
                            + '\n'
                            + PRINTED.getOrDefault(section.group(1), section.group(3))
                            + "```\n"));
    Files.writeString(Path.of("target/troubleshooting.md"), page);
  }

  @Test
  void everyScenarioIsOnThePage() throws IOException {
    assertThat(sections().map(section -> section.get()[0])).hasSameElementsAs(scenarios().keySet());
  }

  private Map<String, Runnable> scenarios() {
    Map<String, Runnable> scenarios = new LinkedHashMap<>();
    scenarios.put("The credentials have expired", () -> fails("*", "ExpiredTokenException"));
    scenarios.put("Cognito denies a call", () -> fails("ListUsers", "AccessDeniedException"));
    scenarios.put(
        "Cognito denies one resource",
        () -> fails("GetUserPoolMfaConfig", "AccessDeniedException"));
    scenarios.put("The pool is in another Region", () -> {});
    scenarios.put(
        "Cognito throttles", () -> aws.emulator().inject(Fault.on("ListUsers").throttle()));
    scenarios.put("Far fewer users than before", this::deleteHalf);
    scenarios.put("KMS denies the key", () -> fails("Decrypt", "AccessDeniedException"));
    scenarios.put("The key does not exist", () -> {});
    scenarios.put("No key was named", () -> {});
    scenarios.put("The archive is plain", this::backUpPlain);
    scenarios.put("The archive is damaged", this::damage);
    scenarios.put("The archive lies under another name", this::rename);
    scenarios.put("There is no such archive", () -> {});
    scenarios.put("The folder does not exist", () -> {});
    scenarios.put("It is the file of another tool", this::putForeign);
    scenarios.put("Nothing is deleted without the key", this::backUpAgain);
    scenarios.put("Users sign in by another kind of name", this::otherTarget);
    scenarios.put("What exists is kept", this::changeGroup);
    scenarios.put(
        "Cognito refuses a value",
        () -> fails("SetUserPoolMfaConfig", "InvalidParameterException"));
    return scenarios;
  }

  private void fails(String operation, String code) {
    aws.emulator().inject(Fault.on(operation).error(code, 400, "as Cognito or KMS says"));
  }

  private void deleteHalf() {
    try (CognitoIdentityProviderClient cognito = CognitoIdentityProviderClient.create()) {
      cognito.listUsers(request -> request.userPoolId(poolId)).users().stream()
          .limit(USERS / 2)
          .forEach(
              user ->
                  cognito.adminDeleteUser(
                      request -> request.userPoolId(poolId).username(user.username())));
    }
  }

  private void changeGroup() {
    try (CognitoIdentityProviderClient cognito = CognitoIdentityProviderClient.create()) {
      String group =
          cognito.listGroups(request -> request.userPoolId(poolId)).groups().get(0).groupName();
      cognito.updateGroup(
          request -> request.userPoolId(poolId).groupName(group).description("changed since"));
    }
  }

  private void otherTarget() {
    poolId = aws.emulator().cognito().generatePool("staff", PoolModel.EMAIL, 0, 8);
  }

  private void backUpAgain() {
    run("backup --user-pool-id " + POOL + common()).exits(ExitCode.COMPLETE);
  }

  private void backUpPlain() {
    archive =
        run("backup --user-pool-id "
                + POOL
                + " --insecure-plaintext --no-pacing --json --storage file://"
                + STORAGE)
            .exits(ExitCode.COMPLETE)
            .json()
            .get("key")
            .asText();
  }

  private void damage() {
    try {
      byte[] bytes = Files.readAllBytes(file());
      bytes[bytes.length / 2] ^= 1;
      Files.write(file(), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void rename() {
    try {
      String later = archive.replaceFirst("T\\d{6}", "T235959");
      Files.move(file(), folder.resolve(later));
      archive = later;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void putForeign() {
    try {
      Files.writeString(
          folder.resolve(POOL + ".json"), "[{\"Username\":\"a\",\"Attributes\":[]}]\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file() {
    return folder.resolve(archive);
  }

  private static String common() {
    return " --no-pacing --storage file://" + STORAGE + " --kms-key-id " + KEY;
  }

  /** Runs a command of the page, on the pool, the archive and the folder that there are. */
  private Ran run(String command) {
    return Ran.of(
        Arrays.stream(command.split(" "))
            .map(word -> archive == null ? word : word.replace(ARCHIVE, archive))
            .map(word -> word.replace(POOL + ".json", "FOREIGN").replace(POOL, poolId))
            .map(word -> word.replace("FOREIGN", POOL + ".json"))
            .map(word -> word.replace(STORAGE, folder.toString()))
            .toArray(String[]::new));
  }

  /** What a command printed, as the page has it. */
  private String shown(Ran ran) {
    return (ran.out() + ran.err())
            .replace(folder.toString(), STORAGE)
            .replace(poolId, POOL)
            .replaceAll("eu-west-1_(?!AbCdEfGhI)[0-9A-Za-z]{9}", "eu-west-1_Another01")
            .replaceAll("\\d{8}T\\d{6}\\.\\d{3}Z", "20261125T030000.000Z")
            .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "2026-11-25T03:00:00Z")
            .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "SUB")
            .replaceAll("\\d+\\.\\d s\\b", "0.1 s")
            .replaceAll("\\b[0-9a-f]{16}\\b", "0123456789abcdef")
            .replaceAll("\\b[0-9a-z]{26}\\b", "1example23456789")
            .replaceAll("[\\d,]+ bytes, sealed", "10,120 bytes, sealed")
            .replaceAll("(?m)^\\d+ (of \\d+ )?(resources|users|memberships) (read|restored)\n", "")
        + "exit code "
        + ran.exitCode()
        + '\n';
  }

  static Stream<Arguments> sections() throws IOException {
    return SECTION
        .matcher(Files.readString(PAGE))
        .results()
        .map(section -> Arguments.of(section.group(1), section.group(2), section.group(3)));
  }
}
