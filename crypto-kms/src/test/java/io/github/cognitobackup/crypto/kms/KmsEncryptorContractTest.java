package io.github.cognitobackup.crypto.kms;

import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.emulator.Emulator;
import io.github.cognitobackup.testkit.EncryptorContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.kms.KmsClient;

class KmsEncryptorContractTest extends EncryptorContract {

  private static final String ALIAS = "alias/contract";

  private static Emulator emulator;
  private static KmsClient kms;

  @BeforeAll
  static void start() {
    emulator = Emulator.builder().build();
    kms = Clients.of(emulator.endpoint(), emulator.region());
    emulator.kms().alias(ALIAS, emulator.kms().createKey());
  }

  @AfterAll
  static void stop() {
    kms.close();
    emulator.close();
  }

  @Override
  protected Encryptor newEncryptor() {
    return KmsEncryptor.builder().client(kms).keyId(ALIAS).build();
  }
}
