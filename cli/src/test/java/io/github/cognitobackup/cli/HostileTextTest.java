package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** Whatever others named or answered, it reaches a terminal as text and a machine as it is. */
class HostileTextTest {

  private static final String STAMP = "20260304T050607.089Z";

  @TempDir private static Path folder;

  private static EmulatedAws aws;
  private static HostileProxy proxy;
  private static String poolId;
  private static String storage;
  private static Path foreign;

  @BeforeAll
  static void prepare() throws IOException {
    aws = new EmulatedAws();
    poolId = aws.emulator().cognito().createPool("customers", PoolModel.PLAIN);
    fill();
    proxy = new HostileProxy(aws.emulator().endpoint());
    System.setProperty("aws.endpointUrl", proxy.endpoint().toString());
    storage = folder.resolve("backups").toUri().toString();
    foreign = folder.resolve("foreign");
    Hostile.archive(
        foreign.resolve("eu-west-1_Foreign01/" + STAMP + ".tar.gz"),
        "eu-west-1_Foreign01",
        Instant.parse("2026-03-04T05:06:07.089Z"));
    Files.createDirectories(foreign.resolve(Hostile.KEY));
    Files.writeString(foreign.resolve(Hostile.KEY + "/users.json"), "[]");
    Files.writeString(foreign.resolve(Hostile.NAME + ".json"), "[]");
  }

  /** What a pool can name, under the proxy's placeholder. */
  private static void fill() {
    String name = HostileProxy.PLACEHOLDER;
    try (CognitoIdentityProviderClient cognito = CognitoIdentityProviderClient.create()) {
      cognito.updateUserPool(
          pool ->
              pool.userPoolId(poolId)
                  .emailVerificationSubject(name)
                  .userPoolTags(Map.of(name, name)));
      cognito.createGroup(group -> group.userPoolId(poolId).groupName(name).description(name));
      cognito.createUserPoolClient(
          client ->
              client.userPoolId(poolId).clientName(name).generateSecret(true).callbackURLs(name));
      cognito.createResourceServer(
          server ->
              server
                  .userPoolId(poolId)
                  .identifier(name)
                  .name(name)
                  .scopes(scope -> scope.scopeName(name).scopeDescription(name)));
      cognito.createIdentityProvider(
          provider ->
              provider
                  .userPoolId(poolId)
                  .providerName(name)
                  .providerType("OIDC")
                  .providerDetails(Map.of(name, name)));
      for (String username : List.of("someone", name)) {
        cognito.adminCreateUser(user -> user.userPoolId(poolId).username(username));
        cognito.adminAddUserToGroup(
            member -> member.userPoolId(poolId).username(username).groupName(name));
      }
    }
  }

  @AfterAll
  static void close() {
    proxy.close();
    aws.close();
  }

  private static Ran printable(String... args) {
    Ran ran = Ran.of(args);
    Hostile.assertPrintable(ran);
    return ran;
  }

  private static String backUp(String... more) {
    List<String> args =
        new ArrayList<>(List.of("backup", "--user-pool-id", poolId, "--storage", storage));
    args.addAll(List.of("--insecure-plaintext", "--no-pacing"));
    args.addAll(List.of(more));
    Ran ran = printable(args.toArray(String[]::new));
    return ran.out().startsWith("{") ? ran.json().path("key").asText() : "";
  }

  @Test
  void namesInAPoolAreShownAsText() {
    String key = backUp("--json");
    backUp("--verbose");
    for (String how : List.of("--json", "--verbose", "--no-pacing")) {
      printable("plan", key, "--storage", storage, "--into-new-pool", "other", how);
      printable("restore", key, "--storage", storage, "--into-new-pool", "new" + how, how);
      printable("restore", key, "--storage", storage, "--into-pool", poolId, how);
    }
    Ran plan = printable("plan", key, "--storage", storage, "--into-new-pool", Hostile.TEXT);

    assertThat(plan.out()).contains("x\\u202e\\u2066", "\\u001b[2J", "\\nFORGED");
  }

  @Test
  void namesReachMachinesExactly() {
    String key = backUp("--json");

    JsonNode plan =
        printable("plan", key, "--storage", storage, "--into-new-pool", Hostile.TEXT, "--json")
            .json();

    assertThat(plan.get("newPoolName").asText()).isEqualTo(Hostile.TEXT);
    assertThat(plan.get("resources").findValuesAsText("name")).contains(Hostile.TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DescribeUserPool", "ListGroups", "ListUserPoolClients", "ListUsers*"})
  void answersOfAServerAreShownAsText(String operation) {
    aws.emulator().inject(Fault.on(operation).error("Evil\u009bException", 400, Hostile.TEXT));
    try {
      backUp();
      backUp("--json");
      backUp("--verbose");
    } finally {
      aws.emulator().clearFaults();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CreateUserPool", "CreateGroup", "AdminCreateUser", "DescribeUserPool"})
  void refusalsOfARestoreAreShownAsText(String operation) {
    String key = backUp("--json");
    aws.emulator().inject(Fault.on(operation).error("Evil", 400, Hostile.TEXT));
    try {
      for (String how : List.of("--json", "--verbose", "--no-pacing")) {
        printable("restore", key, "--storage", storage, "--into-new-pool", "bad" + how, how);
      }
    } finally {
      aws.emulator().clearFaults();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GenerateDataKey", "Decrypt"})
  void answersOfTheKeyServiceAreShownAsText(String operation) {
    String file = folder.resolve(operation + ".json").toString();
    printable("generate-datakey", "-k", EmulatedAws.KEY, "--output", file);
    aws.emulator().inject(Fault.on(operation).error("Evil", 400, Hostile.TEXT));
    try {
      printable("generate-datakey", "-k", EmulatedAws.KEY, "--verbose");
      printable("validate-datakey", "-k", EmulatedAws.KEY, "--input", file, "--verbose");
      printable(
          "backup",
          "--user-pool-id",
          poolId,
          "--storage",
          storage,
          "-k",
          EmulatedAws.KEY,
          "--no-pacing");
    } finally {
      aws.emulator().clearFaults();
    }
  }

  /** Buckets are written by many; so are the error pages of what stands before them. */
  @Test
  void answersOfAnObjectStorageAreShownAsText() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] page =
        ("<Error><Code>Evil"
                + Hostile.NAME
                + "</Code><Message>\u009b2J\t\r\nFORGED"
                + Hostile.NAME
                + "</Message></Error>")
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(400, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    String before = System.getProperty("aws.endpointUrl");
    System.setProperty("aws.endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort());
    try {
      for (String how : List.of("--json", "--verbose", "--s3-path-style")) {
        String bucket = "s3://bucket/" + Hostile.NAME;
        printable("list", "--storage", bucket, "--s3-path-style", how);
        printable("verify", "key" + Hostile.NAME, "--storage", bucket, "--s3-path-style", how);
        printable("verify", "--all", "--storage", bucket, "--s3-path-style", how);
        printable("copy", "--from", bucket, "--to", storage, "--s3-path-style", how);
      }
    } finally {
      System.setProperty("aws.endpointUrl", before);
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--json", "--verbose"})
  void archivesOfOthersAreShownAsText(String how) {
    String at = foreign.toUri().toString();
    String key = "eu-west-1_Foreign01/" + STAMP + ".tar.gz";

    printable("verify", key, "--storage", at, how);
    Ran inspected = printable("inspect", key, "--storage", at, how);
    printable("extract", key, "--storage", at, "--output", folder.resolve("x" + how) + "", how);
    printable("plan", key, "--storage", at, "--into-new-pool", "n", "--users", how);
    printable("plan", key, "--storage", at, "--into-pool", poolId, "--users", how);
    printable("restore", key, "--storage", at, "--into-new-pool", "n", "--no-pacing", how);
    printable("restore", key, "--storage", at, "--into-pool", poolId, "--no-pacing", how);

    assertThat(inspected.out()).containsIgnoringCase("\\u202e").contains("\\nFORGED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--json", "--verbose"})
  void keysOfOthersAreShownAsText(String how) {
    String at = foreign.toUri().toString();
    String key = Hostile.KEY + "/users.json";

    assertThat(printable("list", "--storage", at, how).out()).containsIgnoringCase("x\\u202e");
    printable("verify", "--all", "--storage", at, "--accept-unverifiable", how);
    printable("verify", key, "--storage", at, how);
    printable("verify", foreign.resolve(key) + "", "--accept-unverifiable", how);
    printable("inspect", key, "--storage", at, "--accept-unverifiable", how);
    printable("migrate", "--all", "--storage", at, "-k", EmulatedAws.KEY, "--dry-run", how);
    printable("copy", "--from", at, "--to", storage, "--dry-run", how);
    printable("prune", "--storage", at, "--keep-last", "1", how);
  }

  /** A lease is plain text and read before anything proves who wrote it. */
  @ParameterizedTest
  @ValueSource(strings = {"--json", "--verbose"})
  void receiptsAndLeasesOfOthersAreShownAsText(String how) throws IOException {
    String key = backUp("--json");
    String text = Json.text(Json.of(Hostile.TEXT));
    Path receipt = folder.resolve("backups").resolve(key + ".json");
    String sound = Files.readString(receipt);
    for (String member : List.of("key", "outcome", "wrappingKey", "verified", "sha256")) {
      Files.writeString(
          receipt, sound.replaceFirst("\\{", "{ \"" + member + "\" : " + escaped(text) + ","));
      printable("list", "--storage", storage, how);
      printable("prune", "--storage", storage, "--keep-last", "1", how);
      printable("verify", key, "--record", "--storage", storage, how);
    }
    Files.writeString(receipt, sound);
    Path leases = folder.resolve("backups/.restores/leases").resolve(poolId);
    Files.createDirectories(leases);
    Files.writeString(
        leases.resolve("00000001.json"),
        "{\"archive\":" + text + ",\"until\":" + text + ",\"host\":" + text + "}");
    printable("restore", key, "--storage", storage, "--into-pool", poolId, how);
    printable("prune", "--storage", storage, "--keep-last", "1", "--delete", how);
  }

  private static String escaped(String json) {
    return json.replace("\\", "\\\\");
  }

  @ParameterizedTest
  @MethodSource("options")
  void argumentsAreShownAsText(String command, String argument) {
    printable(command, argument);
    printable(command, argument, "--json");
  }

  /** Each option of each command, and what none has. */
  static Stream<Arguments> options() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Stream<Arguments> ofCommands =
        Main.commands(nowhere, nowhere).getSubcommands().entrySet().stream()
            .flatMap(
                command ->
                    Stream.concat(
                            command.getValue().getCommandSpec().options().stream()
                                .map(HostileTextTest::given),
                            Stream.of(Hostile.TEXT, "--x" + Hostile.TEXT, "-" + Hostile.TEXT))
                        .map(argument -> Arguments.of(command.getKey(), argument)));
    return Stream.concat(
        ofCommands, Stream.of(Arguments.of(Hostile.TEXT, "--json"), Arguments.of("help", "x\n")));
  }

  private static String given(OptionSpec option) {
    return option.longestName() + "=" + Hostile.TEXT;
  }

  @ParameterizedTest
  @MethodSource("settings")
  void configurationFilesAreShownAsText(String json) throws IOException {
    Path file = Files.writeString(folder.resolve("config.json"), json);
    printable("backup", "--config", file.toString());
    printable("restore", "--config", file.toString());
  }

  static Stream<String> settings() {
    String text = Json.text(Json.of(Hostile.TEXT));
    Stream<String> values =
        Settings.ALL.stream()
            .flatMap(
                setting ->
                    Stream.of(text, "[" + text + "]", "{" + text + ":" + text + "}")
                        .map(value -> nested(setting.path(), value)));
    return Stream.concat(
        values, Stream.of("{" + text + ":1}", "{\"kms\":{" + text + ":1}}", text, Hostile.TEXT));
  }

  private static String nested(String path, String value) {
    String[] names = path.split("\\.");
    String json = value;
    for (int i = names.length - 1; i >= 0; i--) {
      json = "{\"" + names[i] + "\":" + json + "}";
    }
    return json;
  }
}
