package io.github.cognitobackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.s3.Faults.Kind;
import io.github.cognitobackup.storage.s3.S3Endpoint.Response;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
          .withMessageContaining("insecureWithoutConditionalWrites()")
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

  @ParameterizedTest
  @ValueSource(ints = {1, PART + 1})
  void looksBeforeItWritesWhereItWasToldTo(int length) throws IOException {
    endpoint.objects.ignoreConditionsOf("PutObject", "CompleteMultipartUpload");
    S3Storage storage = looking();
    write(storage, "a", length);
    assertThatExceptionOfType(ArchiveExistsException.class)
        .isThrownBy(() -> write(storage, "a", length + 1));
    try (ObjectWriter late = storage.create("b")) {
      late.stream().write(new byte[length]);
      write(storage, "b", length + 1);
      assertThatExceptionOfType(ArchiveExistsException.class).isThrownBy(late::commit);
    }
    assertThat(endpoint.objects.get("prod/a")).hasSize(length);
    assertThat(endpoint.objects.get("prod/b")).hasSize(length + 1);
    assertThat(endpoint.requests).noneMatch(r -> r.headers().containsKey("if-none-match"));
    assertThat(endpoint.requests).noneMatch(r -> r.key().endsWith(ConditionalWrites.KEY));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, PART + 1})
  void looksAgainBeforeItWritesAgain(int length) throws IOException {
    endpoint.objects.ignoreConditionsOf("PutObject", "CompleteMultipartUpload");
    S3Storage storage = looking();
    String operation = length == 1 ? "PutObject" : "CompleteMultipartUpload";
    endpoint.faults.next(operation, Kind.LOSE_ANSWER);
    write(storage, "a", length);
    assertThat(endpoint.count(operation)).isOne();

    endpoint.faults.next(operation, Kind.OVERTAKEN);
    assertThatExceptionOfType(ArchiveExistsException.class)
        .isThrownBy(() -> write(storage, "b", length));
    assertThat(endpoint.objects.get("prod/b")).isEmpty();
    assertThat(endpoint.count(operation)).isEqualTo(2);
  }

  @Test
  void writesNothingWhereItMayNotLook() {
    endpoint.faults.refuse("HeadObject", Response.of(403));
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> write(looking(), "a", 1))
        .withMessageContaining("s3:GetObject");
    assertThat(endpoint.objects.get("prod/a")).isNull();
  }

  private S3Storage looking() {
    return S3Storage.builder()
        .client(client)
        .bucket("backups")
        .prefix("prod")
        .partSize(PART)
        .insecureWithoutConditionalWrites()
        .build();
  }

  private static void write(S3Storage storage, String key, int length) throws IOException {
    try (ObjectWriter writer = storage.create(key)) {
      writer.stream().write(new byte[length]);
      writer.commit();
    }
  }
}
