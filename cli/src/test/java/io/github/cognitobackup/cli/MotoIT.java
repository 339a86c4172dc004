package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The whole road against Cognito, KMS and S3 as others understood them. */
@Tag("foreign")
class MotoIT {

  private static final int USERS = 130;
  private static final String KEY = "alias/cognito-backup-key";
  private static final String NEXT_KEY = "alias/next-key";
  private static final String BUCKET = "s3://backups/prod";

  @TempDir private Path folder;

  private Moto moto;
  private CognitoIdentityProviderClient cognito;
  private String poolId;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(Moto.isInstalled(), "moto_server is not installed (pip install 'moto[server]')");
    moto = Moto.start();
    cognito = moto.client(CognitoIdentityProviderClient.builder());
    poolId = pool();
    try (S3Client s3 = moto.client(S3Client.builder().forcePathStyle(true));
        KmsClient kms = moto.client(KmsClient.builder())) {
      s3.createBucket(
          bucket ->
              bucket
                  .bucket("backups")
                  .createBucketConfiguration(where -> where.locationConstraint("eu-west-1")));
      for (String alias : List.of(KEY, NEXT_KEY)) {
        String key = kms.createKey().keyMetadata().keyId();
        kms.createAlias(request -> request.aliasName(alias).targetKeyId(key));
      }
    }
  }

  @AfterEach
  void stop() {
    if (moto != null) {
      cognito.close();
      moto.close();
    }
  }

  @Test
  void poolComesBackFromABucket() throws Exception {
    JsonNode backup = sealed("backup", "--user-pool-id", poolId, "--no-pacing").json();
    assertThat(backup.get("users").asInt()).isEqualTo(USERS);
    assertThat(backup.get("memberships").asInt()).isEqualTo(USERS / 5);
    String key = backup.get("key").asText();

    sealed("verify", key).exits(ExitCode.COMPLETE);
    JsonNode restored = sealed("restore", key, "--into-new-pool", "restored", "--no-pacing").json();

    JsonNode comparison = restored.get("comparison");
    assertThat(comparison.get("usersEqual").asInt()).as(restored.toPrettyString()).isEqualTo(USERS);
    assertThat(comparison.get("usersDifferent").asInt()).isZero();
    assertThat(names(restored.get("userPoolId").asText())).isEqualTo(names(poolId));
  }

  @Test
  void archivesAreSealedMovedAndPruned() throws Exception {
    run("backup", "--user-pool-id", poolId, "--storage", BUCKET, "--insecure-plaintext")
        .exits(ExitCode.COMPLETE);
    sealed("migrate", "--all").exits(ExitCode.COMPLETE);
    sealed("backup", "--user-pool-id", poolId).exits(ExitCode.COMPLETE);
    run("rewrap", "--all", "--storage", BUCKET, "-k", NEXT_KEY, "--from-key-id", KEY)
        .exits(ExitCode.COMPLETE);
    run("verify", "--all", "--storage", BUCKET, "-k", NEXT_KEY).exits(ExitCode.COMPLETE);

    String copies = folder.resolve("copies").toUri().toString();
    run("copy", "--from", BUCKET, "--to", copies).exits(ExitCode.COMPLETE);
    run("prune", "--storage", BUCKET, "--keep-last", "1", "--delete").exits(ExitCode.COMPLETE);

    assertThat(keys(BUCKET)).hasSize(1).allMatch(key -> key.endsWith(".r2.tar.gz.enc"));
    assertThat(keys(copies)).hasSize(2);
    run("verify", "--all", "--storage", copies, "-k", NEXT_KEY).exits(ExitCode.COMPLETE);
  }

  @Test
  void dataKeysAreMadeAndValidated() throws Exception {
    Path file = folder.resolve("datakey.json");
    run("generate-datakey", "-k", KEY, "-o", file.toString()).exits(ExitCode.COMPLETE);
    run("validate-datakey", "--input", file.toString(), "-k", KEY).exits(ExitCode.COMPLETE);
    run("validate-datakey", "--input", file.toString(), "-k", NEXT_KEY).exits(ExitCode.FAILED);
    assertThat(Files.readString(file)).contains("\"key_spec\": \"AES_256\"");
  }

  private Ran sealed(String command, String... rest) throws IOException, InterruptedException {
    List<String> args = new ArrayList<>(List.of(rest));
    args.addAll(List.of("--storage", BUCKET, "--kms-key-id", KEY));
    return run(command, args.toArray(new String[0]));
  }

  private Ran run(String command, String... rest) throws IOException, InterruptedException {
    List<String> args = new ArrayList<>(List.of(command));
    args.addAll(List.of(rest));
    args.add("--json");
    if (!command.endsWith("datakey")) {
      args.add("--s3-path-style");
    }
    try (Program program = Program.jar(folder, moto.environment(), args.toArray(new String[0]))) {
      return program.await();
    }
  }

  private List<String> keys(String storage) throws IOException, InterruptedException {
    return run("list", "--storage", storage)
        .exits(ExitCode.COMPLETE)
        .json()
        .get("archives")
        .findValuesAsText("key");
  }

  private String pool() {
    String id = cognito.createUserPool(pool -> pool.poolName("foreign")).userPool().id();
    cognito.createGroup(group -> group.userPoolId(id).groupName("staff").precedence(0));
    for (int i = 0; i < USERS; i++) {
      putUser(id, i);
    }
    return id;
  }

  private void putUser(String pool, int i) {
    String name = "user-" + i;
    cognito.adminCreateUser(
        user ->
            user.userPoolId(pool)
                .username(name)
                .messageAction(MessageActionType.SUPPRESS)
                .userAttributes(
                    AttributeType.builder().name("email").value(name + "@example.com").build()));
    if (i % 2 == 0) {
      cognito.adminSetUserPassword(
          user -> user.userPoolId(pool).username(name).password("Passw0rd!" + i).permanent(true));
    }
    if (i % 5 == 0) {
      cognito.adminAddUserToGroup(
          member -> member.userPoolId(pool).username(name).groupName("staff"));
    }
    if (i % 10 == 0) {
      cognito.adminDisableUser(user -> user.userPoolId(pool).username(name));
    }
  }

  private List<String> names(String pool) {
    return cognito.listUsersPaginator(request -> request.userPoolId(pool)).users().stream()
        .map(user -> user.username() + user.enabled() + user.userStatus())
        .sorted()
        .toList();
  }
}
