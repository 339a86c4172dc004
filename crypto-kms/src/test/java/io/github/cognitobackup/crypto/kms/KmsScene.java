package io.github.cognitobackup.crypto.kms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.crypto.DataKey;
import io.github.cognitobackup.crypto.EncryptedData;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.emulator.Emulator;
import io.github.cognitobackup.error.KeyUnavailableException;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;

/** A key of KMS behind an alias, and encryptors under it. */
abstract class KmsScene {

  static final byte[] DATA = {1, 2, 3};
  static final String ALIAS = "alias/backup";

  Emulator emulator;
  KmsClient kms;
  String keyArn;

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

  KmsEncryptor encryptor(String keyId) {
    return KmsEncryptor.builder().client(kms).keyId(keyId).build();
  }

  KmsEncryptor encryptorOf(String keyId, String... decryptKeyIds) {
    return KmsEncryptor.builder()
        .client(kms)
        .keyId(keyId)
        .decryptKeyIds(List.of(decryptKeyIds))
        .build();
  }

  static EncryptedData seal(Encryptor encryptor) {
    try (DataKey key = encryptor.generateDataKey()) {
      return encryptor.encryptWithDataKey(DATA, key);
    }
  }

  static AbstractStringAssert<?> refusal(Encryptor encryptor, EncryptedData sealed) {
    try {
      encryptor.decrypt(sealed);
    } catch (KeyUnavailableException e) {
      assertThat(e).hasCauseInstanceOf(SdkException.class);
      return assertThat(e.getMessage());
    }
    throw new AssertionError("opened");
  }
}
