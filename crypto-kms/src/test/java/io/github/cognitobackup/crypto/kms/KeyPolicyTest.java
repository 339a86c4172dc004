package io.github.cognitobackup.crypto.kms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cognitobackup.crypto.DataKey;
import io.github.cognitobackup.emulator.Emulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;

/** The key policy of the operations manual allows each role the calls of its work, and no other. */
class KeyPolicyTest {

  private static final Path POLICY = Path.of("../docs/operations/policies/kms-key-policy.json");

  private Emulator emulator;
  private KmsClient kms;
  private String key;
  private Map<String, String> context;

  @BeforeEach
  void start() throws IOException {
    emulator = Emulator.builder().build();
    kms = Clients.of(emulator.endpoint(), emulator.region());
    key = emulator.kms().createKey();
    context =
        Map.of(
            "purpose",
            statement("BackupSeals")
                .at("/Condition/StringEquals")
                .path("kms:EncryptionContext:purpose")
                .asText());
  }

  @AfterEach
  void stop() {
    kms.close();
    emulator.close();
  }

  private KmsEncryptor encryptor() {
    return KmsEncryptor.builder().client(kms).keyId(key).encryptionContext(context).build();
  }

  @Test
  void backupSeals() throws IOException {
    encryptor().generateDataKey().close();

    assertThat(called()).isEqualTo(actions("BackupSeals"));
  }

  @Test
  void restoreOpensAndSealsItsJournal() throws IOException {
    try (DataKey made = encryptor().generateDataKey()) {
      encryptor().decryptDataKey(made.encryptedKey()).close();
    }

    assertThat(called()).isEqualTo(actions("RestoreOpensAndSealsItsJournal"));
  }

  @Test
  void retentionOpens() throws IOException {
    byte[] encrypted;
    try (DataKey made = encryptor().generateDataKey()) {
      encrypted = made.encryptedKey();
    }
    emulator.clearCalls();

    encryptor().decryptDataKey(encrypted).close();

    assertThat(called()).isEqualTo(actions("RetentionOpens"));
  }

  @Test
  void rekeyMovesDataKeysAndNeverSeesThem() throws IOException {
    String target = emulator.kms().createKey();
    byte[] encrypted;
    try (DataKey made = encryptor().generateDataKey()) {
      encrypted = made.encryptedKey();
    }
    emulator.clearCalls();

    KmsRewrapper.builder()
        .client(kms)
        .keyId(target)
        .fromKeyIds(List.of(key))
        .encryptionContext(context)
        .newEncryptionContext(context)
        .build()
        .rewrap(encrypted);

    assertThat(called()).isEqualTo(actions("RekeyMovesDataKeysAndNeverSeesThem"));
  }

  @Test
  void nobodyIsDeniedWhatHisWorkTakes() throws IOException {
    assertThat(actions("BackupNeverOpens")).doesNotContainAnyElementsOf(actions("BackupSeals"));
    assertThat(actions("RestoreNeverMovesToAnotherKey"))
        .doesNotContainAnyElementsOf(actions("RestoreOpensAndSealsItsJournal"));
    assertThat(actions("AdministratorsManageTheKeyAndNeverUseIt"))
        .doesNotContain("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom");
  }

  /** The actions that IAM asks for with the calls that were made. */
  private Set<String> called() {
    Set<String> actions = new TreeSet<>();
    emulator.calls().keySet().stream()
        .flatMap(
            call ->
                call.equals("ReEncrypt")
                    ? Stream.of("ReEncryptFrom", "ReEncryptTo")
                    : Stream.of(call))
        .forEach(call -> actions.add("kms:" + call));
    return actions;
  }

  private static Set<String> actions(String sid) throws IOException {
    JsonNode action = statement(sid).path("Action");
    Set<String> actions = new TreeSet<>();
    Iterable<JsonNode> listed = action.isArray() ? action : Collections.singleton(action);
    listed.forEach(each -> actions.add(each.asText()));
    return actions;
  }

  private static JsonNode statement(String sid) throws IOException {
    for (JsonNode statement : new ObjectMapper().readTree(POLICY.toFile()).path("Statement")) {
      if (statement.path("Sid").asText().equals(sid)) {
        return statement;
      }
    }
    throw new AssertionError("no statement " + sid);
  }
}
