package io.github.cognitobackup.crypto.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.crypto.EncryptedData;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.error.CredentialsException;
import io.github.cognitobackup.error.KeyUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** What KMS refuses is told by its cause. */
class KmsFaultsTest extends KmsScene {

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
}
