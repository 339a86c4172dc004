package io.github.cognitobackup.crypto.kms;

import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.testkit.EncryptorContract;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.services.kms.KmsClient;

/** The same promises against an endpoint that others wrote; skipped without a Docker engine. */
@Testcontainers(disabledWithoutDocker = true)
class KmsEncryptorLocalStackTest extends EncryptorContract {

  // the last tag that starts without a token
  @Container
  private static final LocalStackContainer LOCALSTACK =
      new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0"))
          .withServices("kms");

  private static KmsClient kms;
  private static String keyId;

  @BeforeAll
  static void createTheKey() {
    kms = Clients.of(LOCALSTACK.getEndpoint(), LOCALSTACK.getRegion());
    keyId = kms.createKey(request -> {}).keyMetadata().arn();
  }

  @AfterAll
  static void close() {
    kms.close();
  }

  @Override
  protected Encryptor newEncryptor() {
    return KmsEncryptor.builder()
        .client(kms)
        .keyId(keyId)
        .encryptionContext(Map.of("purpose", "contract"))
        .build();
  }
}
