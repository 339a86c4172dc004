package io.github.cognitobackup.storage.s3;

import com.adobe.testing.s3mock.S3MockApplication;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.testkit.StorageContract;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class S3StorageContractTest extends StorageContract {

  private static S3MockApplication server;
  private static S3Client client;

  private final String bucket = "b" + UUID.randomUUID();

  @BeforeAll
  static void startServer() {
    server = S3MockApplication.start("--http.port=0", "--server.port=0");
    client =
        S3Client.builder()
            .endpointOverride(URI.create("http://localhost:" + server.getHttpPort()))
            .region(Region.EU_WEST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
            .build();
  }

  @AfterAll
  static void stopServer() {
    client.close();
    server.stop();
  }

  @Override
  protected Storage newStorage() {
    client.createBucket(request -> request.bucket(bucket));
    return storage();
  }

  private Storage storage() {
    return S3Storage.builder().client(client).bucket(bucket).prefix("prod/x").build();
  }

  @Override
  protected Storage secondView(Storage storage) {
    return storage();
  }
}
