package io.github.cognitobackup.storage.s3;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The same promises in LocalStack; skipped without a Docker engine. */
@Testcontainers(disabledWithoutDocker = true)
class S3LocalStackTest extends ForeignServiceContract {

  // the last tag that starts without a token
  @Container
  private static final LocalStackContainer LOCALSTACK =
      new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0"))
          .withServices("s3");

  private static S3Client client;

  @BeforeAll
  static void createTheBucket() {
    client =
        Clients.builder(
                LOCALSTACK.getEndpoint(),
                LOCALSTACK.getAccessKey(),
                LOCALSTACK.getSecretKey(),
                Region.of(LOCALSTACK.getRegion()))
            .build();
    client.createBucket(
        request ->
            request
                .bucket("backups")
                .createBucketConfiguration(
                    LOCALSTACK.getRegion().equals("us-east-1")
                        ? null
                        : software.amazon.awssdk.services.s3.model.CreateBucketConfiguration
                            .builder()
                            .locationConstraint(LOCALSTACK.getRegion())
                            .build()));
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  @Override
  S3Client client() {
    return client;
  }

  @Override
  String bucket() {
    return "backups";
  }
}
