package io.github.cognitobackup.crypto.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.crypto.DataKey;
import io.github.cognitobackup.crypto.EncryptedData;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.emulator.Emulator;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.error.CredentialsException;
import io.github.cognitobackup.error.KeyUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

class KmsEncryptorTest {

  private static final byte[] DATA = {1, 2, 3};
  private static final String ALIAS = "alias/backup";

  private Emulator emulator;
  private KmsClient kms;
  private String keyArn;

  @BeforeEach
  void start() {
    emulator = Emulator.builder().build();
    kms = Clients.of(emulator.endpoint(), emulator.region());
    keyArn = emulator.kms().createKey();
    emulator.kms().alias(ALIAS, keyArn);
  }

  @AfterEach
  void stop() {
    kms.close();
    emulator.close();
  }

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
  void tellsAnInterruptionFromARefusal() {
    EncryptedData sealed = seal(encryptor(ALIAS));
    KmsEncryptor encryptor = encryptorOf(ALIAS, keyArn);
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(encryptor::generateDataKey, () -> encryptor.decrypt(sealed))) {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(WorkInterruptedException.class).isThrownBy(call);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void takesAConnectionThatAnInterruptionClosedForAnInterruption() {
    SdkException closed =
        SdkClientException.create("unable to execute", new ClosedByInterruptException());
    try {
      assertThat(KmsFailure.of("Decrypt", ALIAS, closed))
          .isInstanceOf(WorkInterruptedException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
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
  void tellsADisabledKey() {
    EncryptedData sealed = seal(encryptor(ALIAS));
    emulator.kms().state(keyArn, "Disabled");

    refusal(encryptor(ALIAS), sealed).contains("key alias/backup", "disabled", "enable-key");
    assertThatExceptionOfType(KeyUnavailableException.class)
        .isThrownBy(() -> encryptor(ALIAS).generateDataKey())
        .withMessageContaining("GenerateDataKey")
        .withMessageContaining("disabled")
        .satisfies(e -> assertThat(e.keyId()).isEqualTo(ALIAS));
  }

  @Test
  void tellsAKeyThatWaitsForItsDeletion() {
    EncryptedData sealed = seal(encryptor(ALIAS));
    emulator.kms().state(keyArn, "PendingDeletion");

    refusal(encryptor(ALIAS), sealed).contains("pending deletion", "cancel-key-deletion");
  }

  @Test
  void tellsAKeyThatDoesNotExist() {
    assertThatExceptionOfType(KeyUnavailableException.class)
        .isThrownBy(() -> encryptor("alias/nobody").generateDataKey())
        .withMessageContaining("no such key")
        .withMessageContaining("Region");
  }

  @ParameterizedTest(name = "{0} {2}")
  @CsvSource({
    "DisabledException, 400, K is pending deletion., cancel-key-deletion",
    "DisabledException, 400, K is disabled., enable-key",
    "KMSInvalidStateException, 400, K is pending deletion., cancel-key-deletion",
    "KMSInvalidStateException, 400, K is pending import., describe-key",
    "NotFoundException, 400, no, no such key",
    "InvalidCiphertextException, 400, , encryption context",
    "InvalidKeyUsageException, 400, no, symmetric",
    "ValidationException, 400, no, header may be damaged",
    "AccessDeniedException, 400, no, access is denied",
    "ThrottlingException, 400, slow down, throttles",
    "KeyUnavailableException, 500, no, Try again later",
    "DependencyTimeoutException, 500, no, Try again later",
    "KMSInternalException, 500, no, Try again later",
    "NeverHeardOfException, 418, no, NeverHeardOfException",
  })
  void tellsTheErrorsOfKmsApart(String code, int status, String message, String told) {
    EncryptedData sealed = seal(encryptor(ALIAS));
    emulator.inject(Fault.on("Decrypt").error(code, status, message == null ? "" : message));

    refusal(encryptor(ALIAS), sealed).contains("KMS Decrypt", ALIAS, told);
  }

  @Test
  void tellsAnEndpointThatIsNotThere() {
    EncryptedData sealed = seal(encryptor(ALIAS));
    emulator.close();

    refusal(encryptor(ALIAS), sealed).contains("cannot be reached");
  }

  @ParameterizedTest
  @CsvSource({
    "ExpiredTokenException, 400, EXPIRED, renew them",
    "ExpiredToken, 403, EXPIRED, renew them",
    "UnrecognizedClientException, 400, REJECTED, check the access key",
    "InvalidClientTokenId, 403, REJECTED, check the access key",
    "InvalidSignatureException, 400, REJECTED, secret access key",
    "SignatureDoesNotMatch, 403, REJECTED, secret access key",
    "IncompleteSignature, 400, REJECTED, signature",
    "MissingAuthenticationTokenException, 400, REJECTED, signature",
    "RequestExpired, 400, CLOCK, set the clock",
  })
  void tellsFaultsOfTheCredentialsFromThoseOfTheKey(
      String code, int status, CredentialsException.Reason reason, String nextStep) {
    EncryptedData sealed = seal(encryptor(ALIAS));
    emulator.inject(Fault.on("Decrypt").error(code, status, "no"));

    assertThatExceptionOfType(CredentialsException.class)
        .isThrownBy(() -> encryptor(ALIAS).decrypt(sealed))
        .withMessageStartingWith("KMS Decrypt with key " + ALIAS + ": ")
        .withMessageContainingAll(code, nextStep)
        .matches(e -> e.reason() == reason);
  }

  @Test
  void tellsThatThereAreNoCredentials() {
    AwsCredentialsProvider none =
        () -> {
          throw SdkClientException.create("Unable to load credentials from any of the providers");
        };
    try (KmsClient poor =
        KmsClient.builder()
            .endpointOverride(emulator.endpoint())
            .region(Region.of(emulator.region()))
            .credentialsProvider(none)
            .build()) {
      assertThatExceptionOfType(CredentialsException.class)
          .isThrownBy(
              () -> KmsEncryptor.builder().client(poor).keyId(ALIAS).build().generateDataKey())
          .withMessageContaining("no AWS credentials");
    }
  }

  @Test
  void leavesRetriesToTheClient() {
    emulator.inject(Fault.on("GenerateDataKey").calls(1, 2).error("KMSInternalException", 500, ""));
    try (KmsClient retrying =
        KmsClient.builder()
            .endpointOverride(emulator.endpoint())
            .region(Region.of(emulator.region()))
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build()) {
      seal(KmsEncryptor.builder().client(retrying).keyId(ALIAS).build());
    }

    assertThat(emulator.calls("GenerateDataKey")).isEqualTo(3);
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

  private KmsEncryptor encryptor(String keyId) {
    return KmsEncryptor.builder().client(kms).keyId(keyId).build();
  }

  private KmsEncryptor encryptorOf(String keyId, String... decryptKeyIds) {
    return KmsEncryptor.builder()
        .client(kms)
        .keyId(keyId)
        .decryptKeyIds(List.of(decryptKeyIds))
        .build();
  }

  private KmsEncryptor withContext(Map<String, String> context) {
    return KmsEncryptor.builder().client(kms).keyId(ALIAS).encryptionContext(context).build();
  }

  private static EncryptedData seal(Encryptor encryptor) {
    try (DataKey key = encryptor.generateDataKey()) {
      return encryptor.encryptWithDataKey(DATA, key);
    }
  }

  private static AbstractStringAssert<?> refusal(Encryptor encryptor, EncryptedData sealed) {
    try {
      encryptor.decrypt(sealed);
    } catch (KeyUnavailableException e) {
      assertThat(e).hasCauseInstanceOf(SdkException.class);
      return assertThat(e.getMessage());
    }
    throw new AssertionError("opened");
  }
}
