package io.github.cognitobackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.StoredObject;
import io.github.cognitobackup.storage.s3.Faults.Kind;
import io.github.cognitobackup.storage.s3.S3Endpoint.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;

/** What lies in the same service is copied there, and does not pass through this process. */
@Execution(ExecutionMode.CONCURRENT)
class S3AppendTest {

  private static final int PART = S3StorageBuilder.MIN_PART_SIZE;

  /** Little more than what S3 is asked to copy. */
  private static final byte[] SOURCE = new byte[2 * PART + 1000];

  static {
    new Random(5).nextBytes(SOURCE);
  }

  private final S3Endpoint endpoint = new S3Endpoint();
  private final S3Client client = endpoint.client();
  private final S3Storage storage =
      S3Storage.builder().client(client).bucket("backups").prefix("p").partSize(PART).build();
  private final byte[] source = SOURCE;

  S3AppendTest() {
    endpoint.objects.put("p/source", source);
  }

  @AfterEach
  void stop() {
    assertThat(endpoint.objects.uploads()).isZero();
    client.close();
    endpoint.close();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0",
    "0, 13, 0, 0",
    "200, 101, 0, 1",
    "200, 101, 7, 1",
    "5242880, 1, 100, 0",
    "5242881, 1, 100, 1",
    "10486000, 7, 5243000, 1"
  })
  void copiesTheBodyBehindAnotherHeader(int before, int position, int after, int gets)
      throws IOException {
    byte[] copy = append(before, position, after);
    assertThat(Arrays.equals(endpoint.objects.get("p/copy"), copy)).isTrue();
    assertThat(endpoint.count("UploadPartCopy")).isOne();
    assertThat(endpoint.count("GetObject")).isEqualTo(gets);
  }

  @Test
  void carriesSmallRestsItself() throws IOException {
    byte[] copy = append(10, source.length - 2 * PART + 1, 0);
    assertThat(Arrays.equals(endpoint.objects.get("p/copy"), copy)).isTrue();
    assertThat(endpoint.count("UploadPartCopy")).isZero();
    assertThat(endpoint.requests.stream().filter(r -> r.operation().equals("GetObject")))
        .allMatch(request -> request.header("range").startsWith("bytes=1001-"));
  }

  @ParameterizedTest
  @CsvSource({"501, NotImplemented", "403, AccessDenied", "400, InvalidRequest"})
  void carriesTheBytesItselfWhenTheServiceRefuses(int status, String code) throws IOException {
    endpoint.faults.refuse("UploadPartCopy", Response.error(status, code));
    byte[] copy = append(200, 101, 33);
    assertThat(Arrays.equals(endpoint.objects.get("p/copy"), copy)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"RESET", "LOSE_ANSWER", "CUT_ANSWER", "SLOW_DOWN", "INTERNAL_ERROR"})
  void getsOverPassingFaults(Kind kind) throws IOException {
    endpoint.faults.next("UploadPartCopy", kind, kind);
    byte[] copy = append(200, 101, 33);
    assertThat(Arrays.equals(endpoint.objects.get("p/copy"), copy)).isTrue();
  }

  @Test
  void copiesNothingOfAnObjectThatTookTheOthersPlace() throws IOException {
    try (StoredObject object = storage.open("source");
        ObjectWriter writer = storage.create("copy")) {
      endpoint.objects.put("p/source", new byte[source.length]);
      assertThatExceptionOfType(StorageUnavailableException.class)
          .isThrownBy(() -> writer.append(object, 0))
          .withMessageContaining("replaced or deleted");
    }
    assertThat(endpoint.objects.get("p/copy")).isNull();
  }

  @Test
  void carriesWhatLiesInAnotherService() throws IOException {
    try (S3Endpoint other = new S3Endpoint();
        S3Client otherClient = other.client();
        StoredObject object = storage.open("source")) {
      S3Storage there = S3Storage.builder().client(otherClient).bucket("backups").build();
      try (ObjectWriter writer = there.create("copy")) {
        writer.append(object, 1);
        writer.commit();
      }
      assertThat(other.count("UploadPartCopy")).isZero();
      assertThat(other.objects.get("copy")).hasSize(source.length - 1);
    }
  }

  /** Gives what the object should be. */
  private byte[] append(int before, int position, int after) throws IOException {
    byte[] head = new byte[before];
    byte[] tail = new byte[after];
    Arrays.fill(head, (byte) 1);
    Arrays.fill(tail, (byte) 2);
    try (StoredObject object = storage.open("source");
        ObjectWriter writer = storage.create("copy")) {
      writer.stream().write(head);
      writer.append(object, position);
      writer.stream().write(tail);
      writer.commit();
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(head);
    whole.write(source, position, source.length - position);
    whole.write(tail);
    return whole.toByteArray();
  }
}
