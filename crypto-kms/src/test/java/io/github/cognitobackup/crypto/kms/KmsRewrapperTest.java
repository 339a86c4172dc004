package io.github.cognitobackup.crypto.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.crypto.DataKey;
import io.github.cognitobackup.crypto.RewrappedKey;
import io.github.cognitobackup.emulator.Emulator;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.error.KeyUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsServiceClientConfiguration;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

class KmsRewrapperTest {

  private static final Map<String, String> CONTEXT = Map.of("purpose", "cognito-backup");

  private Emulator emulator;
  private KmsClient kms;
  private String old;
  private String target;

  @BeforeEach
  void start() {
    emulator = Emulator.builder().build();
    kms = Clients.of(emulator.endpoint(), emulator.region());
    old = emulator.kms().createKey();
    target = emulator.kms().createKey();
  }

  @AfterEach
  void stop() {
    kms.close();
    emulator.close();
  }

  private KmsRewrapper.Builder rewrapper() {
    return KmsRewrapper.builder().client(kms).keyId(target).fromKeyIds(List.of(old));
  }

  private KmsEncryptor encryptor(String key, Map<String, String> context) {
    return KmsEncryptor.builder().client(kms).keyId(key).encryptionContext(context).build();
  }

  private byte[] dataKey(String key, Map<String, String> context) {
    try (DataKey made = encryptor(key, context).generateDataKey()) {
      return made.encryptedKey();
    }
  }

  private static void assertOpens(KmsEncryptor encryptor, byte[] encryptedKey) {
    encryptor.decryptDataKey(encryptedKey).close();
  }

  @Test
  void movesADataKeyInOneCall() {
    byte[] key = dataKey(old, Map.of());

    RewrappedKey moved = rewrapper().build().rewrap(key);

    assertThat(moved.changed()).isTrue();
    assertThat(moved.key()).isEqualTo(target);
    assertOpens(encryptor(target, Map.of()), moved.encryptedKey());
    assertThat(emulator.calls()).containsEntry("ReEncrypt", 1L);
  }

  @Test
  void leavesADataKeyThatIsThereAlready() {
    byte[] key = dataKey(target, Map.of());

    RewrappedKey same = rewrapper().build().rewrap(key);

    assertThat(same.changed()).isFalse();
    assertThat(same.encryptedKey()).isEqualTo(key);
    assertThat(rewrapper().fromKeyIds(List.of(target)).build().rewrap(key).changed()).isFalse();
  }

  @Test
  void triesTheFormerKeysInTheirOrderAndNoOthers() {
    String other = emulator.kms().createKey();
    byte[] key = dataKey(other, Map.of());

    assertThat(rewrapper().fromKeyIds(List.of(old, other)).build().rewrap(key).changed()).isTrue();
    assertThatExceptionOfType(KeyUnavailableException.class)
        .isThrownBy(() -> rewrapper().build().rewrap(key))
        .withMessageContaining("none of these keys")
        .matches(KeyUnavailableException::concernsDataKey);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NotFoundException", "DisabledException", "AccessDeniedException"})
  void triesTheFurtherKeysWhateverTheFirstIsRefusedFor(String code) {
    byte[] key = dataKey(old, Map.of());
    String missing = "alias/missing";
    emulator.inject(Fault.on("ReEncrypt").calls(1, 1).error(code, 400, "no"));

    assertThat(rewrapper().fromKeyIds(List.of(missing, old)).build().rewrap(key).changed())
        .isTrue();
  }

  @Test
  void reportsTheAnswerAboutEachKey() {
    byte[] key = dataKey(emulator.kms().createKey(), Map.of());

    assertThatExceptionOfType(KeyUnavailableException.class)
        .isThrownBy(() -> rewrapper().fromKeyIds(List.of("alias/missing", old)).build().rewrap(key))
        .withMessageContaining("with key alias/missing: there is no such key")
        .withMessageContaining(
            "with key " + old + ", " + target + ": the archive was sealed under another key");
  }

  @Test
  void tellsAnInterruptionFromARefusal() {
    byte[] key = dataKey(old, Map.of());
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(WorkInterruptedException.class)
        .isThrownBy(() -> rewrapper().build().rewrap(key));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void looksItselfWhichKeyTheDataKeyWasUnder() {
    byte[] key = dataKey(emulator.kms().createKey(), Map.of());
    KmsRewrapper rewrapper = rewrapper().client(new Careless(kms)).build();

    assertThat(rewrapper.rewrap(dataKey(old, Map.of())).changed()).isTrue();
    assertThatExceptionOfType(KeyUnavailableException.class)
        .isThrownBy(() -> rewrapper.rewrap(key))
        .withMessageContaining("none of these keys");
  }

  /** A service that passes over the name of the source key. */
  private record Careless(KmsClient kms) implements KmsClient {

    @Override
    public ReEncryptResponse reEncrypt(ReEncryptRequest request) {
      return kms.reEncrypt(request.toBuilder().sourceKeyId(null).build());
    }

    @Override
    public KmsServiceClientConfiguration serviceClientConfiguration() {
      return kms.serviceClientConfiguration();
    }

    @Override
    public String serviceName() {
      return kms.serviceName();
    }

    @Override
    public void close() {}
  }

  @Test
  void keepsTheContextOrGivesAnother() {
    byte[] key = dataKey(old, CONTEXT);

    RewrappedKey kept = rewrapper().encryptionContext(CONTEXT).build().rewrap(key);
    assertOpens(encryptor(target, CONTEXT), kept.encryptedKey());

    KmsRewrapper without =
        rewrapper().encryptionContext(CONTEXT).newEncryptionContext(Map.of()).build();
    RewrappedKey changed = without.rewrap(key);
    assertOpens(encryptor(target, Map.of()), changed.encryptedKey());
    assertThat(without.rewrap(changed.encryptedKey()).changed()).isFalse();
  }

  @Test
  void givesAnotherContextUnderTheSameKey() {
    byte[] key = dataKey(target, Map.of());
    KmsRewrapper binding =
        rewrapper().fromKeyIds(List.of(target)).newEncryptionContext(CONTEXT).build();

    RewrappedKey bound = binding.rewrap(key);

    assertThat(bound.changed()).isTrue();
    assertOpens(encryptor(target, CONTEXT), bound.encryptedKey());
    assertThat(binding.rewrap(bound.encryptedKey()).changed()).isFalse();
  }

  @Test
  void refusesAnotherContext() {
    byte[] key = dataKey(old, CONTEXT);

    assertThatExceptionOfType(KeyUnavailableException.class)
        .isThrownBy(() -> rewrapper().build().rewrap(key))
        .withMessageContaining("encryption context")
        .matches(KeyUnavailableException::concernsDataKey);
  }

  @Test
  void refusesAnAliasThatWasPointedElsewhere() {
    emulator.kms().alias("alias/new", target);
    KmsRewrapper rewrapper = rewrapper().keyId("alias/new").build();
    assertThat(rewrapper.rewrap(dataKey(old, Map.of())).key()).isEqualTo(target);
    emulator.kms().alias("alias/new", emulator.kms().createKey());

    assertThatExceptionOfType(KeyUnavailableException.class)
        .isThrownBy(() -> rewrapper.rewrap(dataKey(old, Map.of())))
        .withMessageContaining("changed meanwhile");
  }

  @Test
  void takesTheNewKeyByItsIdToo() {
    String id = target.substring(target.indexOf('/') + 1);

    assertThat(rewrapper().keyId(id).build().rewrap(dataKey(old, Map.of())).key())
        .isEqualTo(target);
  }

  @Test
  void tellsAKeyThatCannotBeUsedFromADataKeyThatDoesNotFit() {
    byte[] key = dataKey(old, Map.of());
    emulator.kms().state(old, "Disabled");

    assertThatExceptionOfType(KeyUnavailableException.class)
        .isThrownBy(() -> rewrapper().build().rewrap(key))
        .withMessageContaining("disabled")
        .matches(refusal -> !refusal.concernsDataKey());
  }

  @Test
  void namesTheRightsThatAreMissing() {
    byte[] key = dataKey(old, Map.of());
    emulator.inject(Fault.on("ReEncrypt").accessDenied());

    assertThatExceptionOfType(KeyUnavailableException.class)
        .isThrownBy(() -> rewrapper().build().rewrap(key))
        .withMessageContaining("kms:ReEncryptFrom")
        .withMessageContaining("kms:ReEncryptTo");
  }
}
