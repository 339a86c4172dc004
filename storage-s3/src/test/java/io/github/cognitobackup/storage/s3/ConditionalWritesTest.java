package io.github.cognitobackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.ObjectWriter;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** A service that would overwrite is found out before it does. */
class ConditionalWritesTest {

  private static final int PART = S3StorageBuilder.MIN_PART_SIZE;

  private final S3Endpoint endpoint = new S3Endpoint();
  private final S3Client client = endpoint.client();

  @AfterEach
  void stop() {
    assertThat(endpoint.objects.uploads()).isZero();
    client.close();
    endpoint.close();
  }

  private S3Storage storage() {
    return S3Storage.builder()
        .client(client)
        .bucket("backups")
        .prefix("prod")
        .partSize(PART)
        .build();
  }

  @Test
  void refusesAServiceThatIgnoresTheCondition() {
    endpoint.objects.ignoreConditionsOf("PutObject", "CompleteMultipartUpload");
    for (int length : new int[] {1, PART + 1}) {
      assertThatExceptionOfType(StorageUnavailableException.class)
          .isThrownBy(() -> write(storage(), "a", length))
          .withMessageContaining("ignores If-None-Match")
          .matches(e -> !e.retryable());
      assertThat(endpoint.objects.get("prod/a")).isNull();
    }
  }

  @Test
  void refusesAServiceThatIgnoresTheConditionOfCompletionsAlone() throws IOException {
    endpoint.objects.ignoreConditionsOf("CompleteMultipartUpload");
    S3Storage storage = storage();
    write(storage, "small", 1);
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> write(storage, "large", PART + 1))
        .withMessageContaining("CompleteMultipartUpload");
    assertThat(endpoint.objects.get("prod/large")).isNull();
  }

  @Test
  void testsTheServiceOnceAndListsNothingOfIt() throws IOException {
    S3Storage storage = storage();
    for (int i = 0; i < 3; i++) {
      write(storage, "small" + i, 1);
    }
    assertThat(probes()).isEqualTo(2);
    try (var objects = storage.list("")) {
      assertThat(objects).hasSize(3);
    }
  }

  private long probes() {
    return endpoint.requests.stream()
        .filter(S3Endpoint::isProbe)
        .filter(request -> request.operation().equals("PutObject"))
        .count();
  }

  private static void write(S3Storage storage, String key, int length) throws IOException {
    try (ObjectWriter writer = storage.create(key)) {
      writer.stream().write(new byte[length]);
      writer.commit();
    }
  }
}
