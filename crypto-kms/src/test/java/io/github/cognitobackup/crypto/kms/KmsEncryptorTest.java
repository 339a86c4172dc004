package io.github.cognitobackup.crypto.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.crypto.EncryptedData;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.error.CredentialsException;
import io.github.cognitobackup.error.KeyUnavailableException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;

class KmsEncryptorTest extends KmsScene {

  @Test
  void callsKmsOnceToSealAndOnceToOpen() {
    KmsEncryptor encryptor = encryptor(ALIAS);
    EncryptedData sealed = seal(encryptor);
    assertThat(encryptor.decrypt(sealed)).isEqualTo(DATA);

    assertThat(emulator.calls()).isEqualTo(Map.of("GenerateDataKey", 1L, "Decrypt", 1L));
  }

  @Test
  void tellsTheArnOfTheKeyBehindTheAlias() {
    KmsEncryptor encryptor = encryptor(ALIAS);
    assertThat(encryptor.wrappingKey()).isEmpty();
    seal(encryptor);

    assertThat(encryptor.wrappingKey()).contains(keyArn);
    assertThat(encryptor).hasToString("KmsEncryptor[alias/backup]");
  }

  @Test
  void acceptsAKeyByItsIdArnAliasAndAliasArn() {
    EncryptedData sealed = seal(encryptor(ALIAS));
    String prefix = keyArn.substring(0, keyArn.indexOf(":key/") + 1);
    for (String name :
        List.of(keyArn, keyArn.substring(keyArn.indexOf('/') + 1), ALIAS, prefix + ALIAS)) {
      assertThat(encryptor(name).decrypt(sealed)).isEqualTo(DATA);
    }
  }

  @Test
  void opensWhatWasSealedBeforeTheKeyWasRotated() {
    EncryptedData sealed = seal(encryptor(ALIAS));
    emulator.kms().rotate(keyArn);

    assertThat(encryptor(ALIAS).decrypt(sealed)).isEqualTo(DATA);
  }

  @Test
  void opensUnderAFormerKeyOfTheAliasWithOneMoreCall() {
    EncryptedData sealed = seal(encryptor(ALIAS));
    repointTheAlias();
    emulator.clearCalls();
    KmsEncryptor encryptor =
        KmsEncryptor.builder().client(kms).keyId(ALIAS).decryptKeyIds(List.of(keyArn)).build();

    assertThat(encryptor.decrypt(sealed)).isEqualTo(DATA);
    assertThat(emulator.calls("Decrypt")).isEqualTo(2);
    assertThat(encryptor.decrypt(seal(encryptor))).isEqualTo(DATA);
    assertThat(emulator.calls("Decrypt")).isEqualTo(3);
  }

  @Test
  void tellsToListTheFormerKeyOfARepointedAlias() {
    EncryptedData sealed = seal(encryptor(ALIAS));
    repointTheAlias();

    refusal(encryptor(ALIAS), sealed).contains(ALIAS, "another key", "decryptKeyIds");
  }

  @Test
  void remembersWhatItSealedUnderWhenItsAliasIsRepointed() {
    KmsEncryptor encryptor = encryptor(ALIAS);
    EncryptedData before = seal(encryptor);
    String newArn = repointTheAlias();
    EncryptedData after = seal(encryptor);

    assertThat(encryptor.wrappingKey()).contains(newArn);
    assertThat(encryptor.decrypt(before)).isEqualTo(DATA);
    assertThat(encryptor.decrypt(after)).isEqualTo(DATA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NotFoundException",
        "DisabledException",
        "KMSInvalidStateException",
        "AccessDeniedException",
        "InvalidKeyUsageException",
        "InvalidCiphertextException",
        "KMSInternalException",
        "ThrottlingException",
        "NeverHeardOfException"
      })
  void triesTheFurtherKeysWhateverTheFirstIsRefusedFor(String code) {
    EncryptedData sealed = seal(encryptor(ALIAS));
    emulator.inject(Fault.on("Decrypt").calls(1, 1).error(code, 400, "no"));

    assertThat(encryptorOf("alias/other", keyArn).decrypt(sealed)).isEqualTo(DATA);
  }

  @Test
  void triesTheFurtherKeysWhenNothingAnswersForTheFirst() {
    EncryptedData sealed = seal(encryptor(ALIAS));
    emulator.inject(Fault.on("Decrypt").calls(1, 1).reset());

    assertThat(encryptorOf(ALIAS, keyArn).decrypt(sealed)).isEqualTo(DATA);
  }

  @Test
  void reportsTheAnswerAboutEachKey() {
    EncryptedData sealed = seal(encryptor(emulator.kms().createKey()));
    String disabled = emulator.kms().createKey();
    emulator.kms().state(disabled, "Disabled");

    refusal(encryptorOf("alias/missing", disabled, keyArn), sealed)
        .contains("with key alias/missing: there is no such key")
        .contains("with key " + disabled + ": the key is disabled")
        .contains("with key " + keyArn + ": the archive was sealed under another key");
  }

  @Test
  void isRetryableWhenOneOfTheKeysCouldNotBeAsked() {
    EncryptedData sealed = seal(encryptor(emulator.kms().createKey()));
    emulator.inject(Fault.on("Decrypt").calls(1, 1).error("KMSInternalException", 500, ""));

    assertThatExceptionOfType(KeyUnavailableException.class)
        .isThrownBy(() -> encryptorOf(ALIAS, keyArn).decrypt(sealed))
        .matches(KeyUnavailableException::retryable)
        .matches(refusal -> !refusal.concernsDataKey());
    assertThatExceptionOfType(KeyUnavailableException.class)
        .isThrownBy(() -> encryptorOf(ALIAS, keyArn).decrypt(sealed))
        .matches(refusal -> !refusal.retryable())
        .matches(KeyUnavailableException::concernsDataKey);
  }

  @Test
  void asksNoFurtherKeyWhenItIsTheCredentialsThatAreRefused() {
    EncryptedData sealed = seal(encryptor(ALIAS));
    emulator.inject(Fault.on("Decrypt").error("ExpiredTokenException", 400, ""));

    assertThatExceptionOfType(CredentialsException.class)
        .isThrownBy(() -> encryptorOf(ALIAS, keyArn).decrypt(sealed));
    assertThat(emulator.calls("Decrypt")).isEqualTo(1);
  }

  @Test
  void refusesADataKeyThatSomebodyElseWrapped() {
    EncryptedData foreign = seal(encryptor(emulator.kms().createKey()));

    refusal(encryptor(ALIAS), foreign).contains("another key");
  }

  @Test
  void opensWithTheSiblingOfAMultiRegionKey() {
    String primary = emulator.kms().createMultiRegionKey();
    String sibling = emulator.kms().replicate(primary, "us-east-1");
    EncryptedData sealed = seal(encryptor(primary));
    emulator.kms().state(primary, "Disabled");
    try (KmsClient elsewhere = Clients.of(emulator.endpoint(), "us-east-1")) {
      KmsEncryptor byForeignArn = KmsEncryptor.builder().client(elsewhere).keyId(primary).build();

      assertThat(byForeignArn.decrypt(sealed)).isEqualTo(DATA);
      assertThat(byForeignArn.decrypt(seal(byForeignArn))).isEqualTo(DATA);
      assertThat(byForeignArn.wrappingKey()).contains(sibling);
    }
  }

  @Test
  void opensUnderTheSameContextOnly() {
    EncryptedData sealed = seal(withContext(Map.of("purpose", "backup", "stage", "prod")));

    assertThat(withContext(Map.of("stage", "prod", "purpose", "backup")).decrypt(sealed))
        .isEqualTo(DATA);
    refusal(withContext(Map.of("purpose", "backup")), sealed).contains("encryption context");
    refusal(encryptor(ALIAS), sealed).contains("encryption context");
  }

  @Test
  void saysNothingOfTheDataKeyOrTheContext() {
    EncryptedData sealed = seal(withContext(Map.of("purpose", "sesame")));
    String blob = Base64.getEncoder().encodeToString(sealed.encryptedDataKey());

    refusal(withContext(Map.of("purpose", "sesame2")), sealed)
        .doesNotContain("sesame")
        .doesNotContain(blob);
  }

  private String repointTheAlias() {
    String newArn = emulator.kms().createKey();
    emulator.kms().alias(ALIAS, newArn);
    return newArn;
  }

  private KmsEncryptor withContext(Map<String, String> context) {
    return KmsEncryptor.builder().client(kms).keyId(ALIAS).encryptionContext(context).build();
  }
}
