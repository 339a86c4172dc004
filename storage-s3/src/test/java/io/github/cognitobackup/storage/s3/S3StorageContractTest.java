package io.github.cognitobackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.testkit.StorageContract;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.s3.S3Client;

class S3StorageContractTest extends StorageContract {

  private final S3Endpoint endpoint = new S3Endpoint();
  private final S3Client client = endpoint.client();

  @Override
  protected Storage newStorage() {
    return S3Storage.builder().client(client).bucket("backups").prefix("prod/x").build();
  }

  @Override
  protected Storage secondView(Storage storage) {
    return newStorage();
  }

  @AfterEach
  void leavesNoUploads() {
    assertThat(endpoint.objects.uploads()).isZero();
    client.close();
    endpoint.close();
  }
}
