package io.github.cognitobackup.storage.s3;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Whether a service will do, of which the address is given: {@code -Ds3.endpoint=http://... }, and
 * where they differ from these, {@code -Ds3.bucket=backups -Ds3.id=id -Ds3.secret=secret
 * -Ds3.region=us-east-1 -Ds3.checksums=WHEN_SUPPORTED -Ds3.chunked=true -Ds3.conditional=true}.
 */
@EnabledIfSystemProperty(
    named = "s3.endpoint",
    matches = ".+",
    disabledReason = "no service was named with -Ds3.endpoint=...")
class NamedServiceContractTest extends ForeignServiceContract {

  private static S3Client client;

  @Override
  synchronized S3Client client() {
    if (client == null) {
      client = newClient();
    }
    return client;
  }

  static S3Client newClient() {
    return Clients.builder(
            URI.create(System.getProperty("s3.endpoint")),
            System.getProperty("s3.id", "id"),
            System.getProperty("s3.secret", "secret"),
            Region.of(System.getProperty("s3.region", "us-east-1")))
        .serviceConfiguration(
            other ->
                other.chunkedEncodingEnabled(
                    Boolean.parseBoolean(System.getProperty("s3.chunked", "true"))))
        .requestChecksumCalculation(
            RequestChecksumCalculation.valueOf(
                System.getProperty("s3.checksums", "WHEN_SUPPORTED")))
        .build();
  }

  @Override
  void configure(S3StorageBuilder builder) {
    if (System.getProperty("s3.conditional", "true").equals("false")) {
      builder.insecureWithoutConditionalWrites();
    }
  }

  @Override
  String bucket() {
    return System.getProperty("s3.bucket", "backups");
  }

  @AfterAll
  static void stop() {
    if (client != null) {
      client.close();
    }
  }
}
