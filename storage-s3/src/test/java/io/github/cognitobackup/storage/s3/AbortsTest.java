package io.github.cognitobackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.s3.S3Endpoint.Response;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** A service that deletes an object when an upload to its key is aborted takes no archive away. */
class AbortsTest {

  private static final int PART = S3StorageBuilder.MIN_PART_SIZE;

  private final S3Endpoint endpoint = new S3Endpoint();
  private final S3Client client = endpoint.client();
  private final S3Storage storage =
      S3Storage.builder().client(client).bucket("backups").prefix("p").partSize(PART).build();

  AbortsTest() {
    endpoint.objects.takeObjectsWithAbortedUploads();
  }

  @AfterEach
  void stop() {
    client.close();
    endpoint.close();
  }

  @Test
  void leavesTheUploadToATakenKeyRatherThanLosingTheObject() throws IOException {
    try (ObjectWriter late = begin("a/b", PART + 1)) {
      try (ObjectWriter early = begin("a/b", PART + 2)) {
        early.commit();
      }
      assertThatExceptionOfType(ArchiveExistsException.class).isThrownBy(late::commit);
    }
    try (ObjectWriter given = begin("a/c", PART + 1)) {
      storage.create("a/c").commit();
    }
    assertThat(endpoint.objects.get("p/a/b")).hasSize(PART + 2);
    assertThat(endpoint.objects.get("p/a/c")).isEmpty();
    assertThat(endpoint.objects.uploadedKeys()).containsExactly("p/a/b", "p/a/c");
  }

  @Test
  void abortsTheUploadToAKeyThatIsFree() throws IOException {
    begin("a/b", PART + 1).close();
    assertThat(endpoint.objects.uploads()).isZero();
  }

  @Test
  void closesQuietlyWhereTheThreadIsInterruptedBetweenTwoAttempts() throws Exception {
    endpoint.faults.refuse("AbortMultipartUpload", Response.error(503, "SlowDown"));
    ObjectWriter writer = begin("a/b", PART + 1);
    Thread closing = Thread.currentThread();
    AtomicBoolean closed = new AtomicBoolean();
    Thread interrupter =
        new Thread(
            () -> {
              while (!isPausing(closing) && !closed.get()) {
                Thread.onSpinWait();
              }
              closing.interrupt();
            });
    interrupter.start();
    try {
      writer.close();
    } finally {
      closed.set(true);
      assertThat(Thread.interrupted()).isTrue();
      interrupter.join();
    }
    assertThat(endpoint.objects.uploads()).isOne();
  }

  private static boolean isPausing(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(
            call ->
                call.getClassName().equals(Retry.class.getName())
                    && call.getMethodName().equals("pause"));
  }

  private ObjectWriter begin(String key, int length) throws IOException {
    ObjectWriter writer = storage.create(key);
    writer.stream().write(new byte[length]);
    return writer;
  }
}
