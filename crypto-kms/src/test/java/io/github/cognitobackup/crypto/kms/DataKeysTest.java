package io.github.cognitobackup.crypto.kms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.cognitobackup.crypto.kms.DataKeyDocument.Format;
import io.github.cognitobackup.emulator.Emulator;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.error.InvalidDataKeyException;
import io.github.cognitobackup.error.InvalidDataKeyException.Reason;
import io.github.cognitobackup.error.KeyUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;

class DataKeysTest {

  private static final String ALIAS = "alias/backup";
  private static final Instant NOW = Instant.parse("2024-01-01T12:00:00.987Z");

  private Emulator emulator;
  private KmsClient kms;
  private String keyArn;
  private DataKeys keys;

  @BeforeEach
  void start() {
    emulator = Emulator.builder().build();
    kms = Clients.of(emulator.endpoint(), emulator.region());
    keyArn = emulator.kms().createKey();
    emulator.kms().alias(ALIAS, keyArn);
    keys = new DataKeys(kms, Map.of(), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void stop() {
    kms.close();
    emulator.close();
  }

  @ParameterizedTest
  @EnumSource
  void makesAKeyThatKmsDecrypts(KeySpec spec) {
    try (DataKeyDocument made = keys.generate(ALIAS, spec)) {
      assertThat(made.kmsKeyId()).contains(keyArn);
      assertThat(made.keySpec()).isEqualTo(spec);
      assertThat(made.generatedAt()).contains(Instant.parse("2024-01-01T12:00:00Z"));
      assertThat(made.isTest()).isFalse();
      assertThat(made.plaintextDataKey()).hasSize(spec.length());
      byte[] decrypted =
          kms.decrypt(call -> call.ciphertextBlob(SdkBytes.fromByteArray(made.encryptedDataKey())))
              .plaintext()
              .asByteArray();
      assertThat(made.plaintextDataKey()).isEqualTo(decrypted);
      assertThat(emulator.calls()).isEqualTo(Map.of("GenerateDataKey", 1L, "Decrypt", 1L));
    }
  }

  @ParameterizedTest
  @EnumSource
  void validatesWhatItMadeInEitherFormWithOneCallThatNamesTheKey(KeySpec spec) {
    try (DataKeyDocument made = keys.generate(ALIAS, spec)) {
      for (Format format : Format.values()) {
        try (DataKeyDocument stored = DataKeyDocument.parse(made.toBytes(format))) {
          emulator.clearCalls();
          assertThat(keys.validate(stored, ALIAS)).isEqualTo(keyArn);
          assertThat(emulator.calls()).isEqualTo(Map.of("Decrypt", 1L));
        }
      }
    }
  }

  @Test
  void tellsAnotherKmsKey() {
    String other = emulator.kms().createKey();
    try (DataKeyDocument made = keys.generate(ALIAS, KeySpec.AES_256)) {
      assertThatExceptionOfType(KeyUnavailableException.class)
          .isThrownBy(() -> keys.validate(made, other))
          .withMessageContainingAll("another KMS key than " + other, keyArn)
          .satisfies(e -> assertThat(e.keyId()).isEqualTo(other));
    }
  }

  @Test
  void tellsAKeyThatCannotBeUsed() {
    try (DataKeyDocument made = keys.generate(ALIAS, KeySpec.AES_256)) {
      emulator.kms().state(keyArn, "Disabled");
      unavailable(made).contains("disabled", "enable-key");
      emulator.kms().state(keyArn, "PendingDeletion");
      unavailable(made).contains("pending deletion", "cancel-key-deletion");
      emulator.kms().state(keyArn, "Enabled");
      emulator.inject(Fault.on("Decrypt").accessDenied());
      unavailable(made).contains("access is denied", "the data key names " + keyArn);
    }
  }

  @Test
  void tellsAnInterruptionFromARefusal() {
    try (DataKeyDocument made = keys.generate(ALIAS, KeySpec.AES_256)) {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(WorkInterruptedException.class)
          .isThrownBy(() -> keys.validate(made, ALIAS));
      assertThatExceptionOfType(WorkInterruptedException.class)
          .isThrownBy(() -> keys.generate(ALIAS, KeySpec.AES_256));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void tellsAKeyThatCannotMakeDataKeys() {
    assertThatExceptionOfType(KeyUnavailableException.class)
        .isThrownBy(() -> keys.generate("alias/nobody", KeySpec.AES_256))
        .withMessageContaining("no such key");
    assertThatIllegalArgumentException().isThrownBy(() -> keys.generate(" ", KeySpec.AES_256));
  }

  @Test
  void tellsAPlainKeyThatWasChanged() {
    try (DataKeyDocument made = keys.generate(ALIAS, KeySpec.AES_256)) {
      byte[] other = made.plaintextDataKey();
      other[31] ^= 1;

      invalid(with(made, keyArn, made.encryptedDataKey(), other), Reason.MISMATCH)
          .contains("is not what KMS decrypts");
    }
  }

  @Test
  void tellsAnEncryptedKeyThatWasExchanged() {
    try (DataKeyDocument made = keys.generate(ALIAS, KeySpec.AES_256);
        DataKeyDocument another = keys.generate(ALIAS, KeySpec.AES_256)) {
      invalid(
          with(made, keyArn, another.encryptedDataKey(), made.plaintextDataKey()), Reason.MISMATCH);
    }
  }

  @Test
  void tellsAnEncryptedKeyThatIsDamaged() {
    try (DataKeyDocument made = keys.generate(ALIAS, KeySpec.AES_256)) {
      byte[] damaged = made.encryptedDataKey();
      damaged[damaged.length - 1] ^= 1;

      invalid(with(made, keyArn, damaged, made.plaintextDataKey()), Reason.UNDECRYPTABLE)
          .contains("damaged", "encryption context");
    }
  }

  @Test
  void tellsAKmsKeyIdThatWasChanged() {
    String other = emulator.kms().createKey();
    try (DataKeyDocument made = keys.generate(ALIAS, KeySpec.AES_256)) {
      invalid(with(made, other, made.encryptedDataKey(), made.plaintextDataKey()), Reason.MISMATCH)
          .contains(other, keyArn, "kms_key_id");
      assertThat(
              keys.validate(
                  with(made, ALIAS, made.encryptedDataKey(), made.plaintextDataKey()), ALIAS))
          .isEqualTo(keyArn);
    }
  }

  @Test
  void siblingsOfAMultiRegionKeyAreTheSameKey() {
    String primary = emulator.kms().createMultiRegionKey();
    String sibling = emulator.kms().replicate(primary, "us-east-1");
    try (DataKeyDocument made = keys.generate(primary, KeySpec.AES_256);
        KmsClient elsewhere = Clients.of(emulator.endpoint(), "us-east-1")) {
      assertThat(DataKeys.of(elsewhere).validate(made, primary)).isEqualTo(sibling);
    }
  }

  @Test
  void validatesUnderTheSameContextOnly() {
    DataKeys bound = keys.withEncryptionContext(Map.of("purpose", "sesame"));
    try (DataKeyDocument made = bound.generate(ALIAS, KeySpec.AES_256)) {
      assertThat(bound.validate(made, ALIAS)).isEqualTo(keyArn);
      invalid(made, Reason.UNDECRYPTABLE).contains("encryption context").doesNotContain("sesame");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> keys.withEncryptionContext(Map.of("aws:x", "y")));
  }

  @ParameterizedTest
  @EnumSource
  void keysForTestsMakeNoCallAndAreRefused(KeySpec spec) {
    try (DataKeyDocument made = DataKeys.generateTest(spec)) {
      assertThat(made.keySpec()).isEqualTo(spec);
      assertThat(made.isTest()).isTrue();
      assertThat(made.kmsKeyId().orElseThrow()).contains("TEST", "NOT-FROM-KMS");
      for (Format format : Format.values()) {
        try (DataKeyDocument stored = DataKeyDocument.parse(made.toBytes(format))) {
          assertThat(stored.isTest()).isTrue();
          assertThat(new String(stored.toBytes(Format.BASE64), UTF_8))
              .endsWith("\n# TEST-DATA-KEY-NOT-FROM-KMS\n");
          invalid(stored, Reason.TEST).contains("for tests");
        }
      }
    }
    assertThat(emulator.calls()).isEmpty();
  }

  @Test
  void closedKeyIsWipedAndGivesNothing() {
    DataKeyDocument made = keys.generate(ALIAS, KeySpec.AES_256);
    byte[] copy = made.plaintextDataKey();
    made.close();
    made.close();

    assertThat(copy).isNotEqualTo(new byte[32]);
    assertThatIllegalStateException().isThrownBy(made::plaintextDataKey);
    assertThatIllegalStateException().isThrownBy(() -> made.toBytes(Format.JSON));
    assertThatIllegalStateException().isThrownBy(() -> keys.validate(made, ALIAS));
    assertThat(made).hasToString("DataKeyDocument");
  }

  @Test
  void closingWipesTheArrayItself() {
    byte[] plaintext = new byte[32];
    Arrays.fill(plaintext, (byte) 7);
    new DataKeyDocument("x", keyArn, new byte[] {1}, plaintext, KeySpec.AES_256, NOW).close();

    assertThat(plaintext).containsOnly(0);
  }

  private static DataKeyDocument with(
      DataKeyDocument made, String kmsKeyId, byte[] encrypted, byte[] plaintext) {
    return new DataKeyDocument("stored.json", kmsKeyId, encrypted, plaintext, made.keySpec(), NOW);
  }

  private AbstractStringAssert<?> unavailable(DataKeyDocument document) {
    try {
      keys.validate(document, ALIAS);
    } catch (KeyUnavailableException e) {
      return assertThat(e.getMessage());
    }
    throw new AssertionError("validated");
  }

  private AbstractStringAssert<?> invalid(DataKeyDocument document, Reason reason) {
    try {
      keys.validate(document, ALIAS);
    } catch (InvalidDataKeyException e) {
      assertThat(e.reason()).isEqualTo(reason);
      return assertThat(e.getMessage());
    }
    throw new AssertionError("validated");
  }
}
