package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** The program against Cognito as others understood it: what that lacks is named, not fatal. */
@Tag("foreign")
class CognitoLocalIT {

  private static final int USERS = 200;
  private static final List<String> NAMES =
      List.of("山田 太郎", "أحمد", "O'Brien \"Bob\"", "😀 Emoji", "line\nbreak", "plain");

  @TempDir private Path folder;

  private EmulatedAws keys;
  private CognitoLocal cognitoLocal;
  private CognitoIdentityProviderClient cognito;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(CognitoLocal.canBeInstalled(), "node and npm are not installed");
    keys = new EmulatedAws();
    cognitoLocal =
        CognitoLocal.start(Path.of(System.getProperty("work.folder")), folder.resolve("data"));
    cognito =
        CognitoIdentityProviderClient.builder()
            .endpointOverride(cognitoLocal.endpoint())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
            .build();
  }

  @AfterEach
  void stop() {
    if (cognito != null) {
      cognito.close();
      cognitoLocal.close();
      keys.close();
    }
  }

  @Test
  void poolComesBackAndWhatTheEndpointLacksIsNamed() throws Exception {
    String poolId = pool();
    String storage = folder.resolve("backups").toUri().toString();

    JsonNode backup =
        run("backup", "--user-pool-id", poolId, "--storage", storage)
            .exits(ExitCode.PARTIAL)
            .json();
    assertThat(backup.get("users").asInt()).isEqualTo(USERS);
    assertThat(backup.get("memberships").asInt()).isEqualTo(USERS / 4);
    assertThat(backup.get("gaps").findValuesAsText("resource"))
        .anyMatch(gap -> gap.contains("identity-providers"))
        .anyMatch(gap -> gap.contains("resource-servers"));

    String key = backup.get("key").asText();
    run("verify", key, "--storage", storage).exits(ExitCode.PARTIAL);
    Ran restored = run("restore", key, "--storage", storage, "--into-new-pool", "restored");

    JsonNode report = restored.exits(ExitCode.PARTIAL).json();
    assertThat(report.get("firstFailures").findValuesAsText("what"))
        .as(report.toPrettyString())
        .noneMatch(what -> what.startsWith("user "))
        .anyMatch(what -> what.contains("identity-providers"));
    assertThat(report.get("comparison").get("usersEqual").asInt())
        .as(report.toPrettyString())
        .isEqualTo(USERS);
    assertThat(names(report.get("userPoolId").asText())).isEqualTo(names(poolId));
  }

  private Ran run(String command, String... rest) throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(keys.environment());
    environment.put(
        "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", cognitoLocal.endpoint().toString());
    List<String> args = new ArrayList<>(List.of(command));
    args.addAll(List.of(rest));
    args.addAll(List.of("--kms-key-id", EmulatedAws.KEY, "--json"));
    if (!command.equals("verify")) {
      args.add("--no-pacing");
    }
    try (Program program = Program.jar(folder, environment, args.toArray(new String[0]))) {
      return program.await();
    }
  }

  private String pool() {
    String poolId = cognito.createUserPool(pool -> pool.poolName("foreign")).userPool().id();
    cognito.createGroup(group -> group.userPoolId(poolId).groupName("staff").precedence(0));
    cognito.createUserPoolClient(client -> client.userPoolId(poolId).clientName("web"));
    for (int i = 0; i < USERS; i++) {
      putUser(poolId, i);
    }
    return poolId;
  }

  private void putUser(String poolId, int i) {
    String name = "user-" + i;
    cognito.adminCreateUser(
        user ->
            user.userPoolId(poolId)
                .username(name)
                .messageAction(MessageActionType.SUPPRESS)
                .userAttributes(
                    attribute("email", name + "@example.com"),
                    attribute("name", NAMES.get(i % NAMES.size()))));
    if (i % 2 == 0) {
      cognito.adminSetUserPassword(
          user -> user.userPoolId(poolId).username(name).password("Passw0rd!" + i).permanent(true));
    }
    if (i % 4 == 0) {
      cognito.adminAddUserToGroup(
          member -> member.userPoolId(poolId).username(name).groupName("staff"));
    }
    if (i % 10 == 0) {
      cognito.adminDisableUser(user -> user.userPoolId(poolId).username(name));
    }
  }

  private static AttributeType attribute(String name, String value) {
    return AttributeType.builder().name(name).value(value).build();
  }

  private List<String> names(String poolId) {
    return cognito.listUsers(request -> request.userPoolId(poolId)).users().stream()
        .map(CognitoLocalIT::stateAndName)
        .sorted()
        .toList();
  }

  private static String stateAndName(UserType user) {
    return user.attributes().stream()
        .filter(attribute -> attribute.name().equals("name"))
        .map(name -> user.username() + user.enabled() + user.userStatus() + name.value())
        .findFirst()
        .orElseThrow();
  }
}
