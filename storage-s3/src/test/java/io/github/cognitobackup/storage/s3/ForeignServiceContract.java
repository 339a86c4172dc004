package io.github.cognitobackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import io.github.cognitobackup.testkit.StorageContract;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a service must do that others wrote: the contract of all storages, and large objects. */
abstract class ForeignServiceContract extends StorageContract {

  private static final int PART = S3StorageBuilder.MIN_PART_SIZE;

  private final String prefix = "contract/" + UUID.randomUUID();
  private final byte[] large = new byte[2 * PART + 1234];

  ForeignServiceContract() {
    new Random(7).nextBytes(large);
  }

  abstract S3Client client();

  abstract String bucket();

  @Override
  protected Storage newStorage() {
    return storage();
  }

  /** What a storage of the service wants besides. */
  void configure(S3StorageBuilder builder) {}

  private S3Storage storage() {
    S3StorageBuilder builder =
        S3Storage.builder().client(client()).bucket(bucket()).prefix(prefix).partSize(PART);
    configure(builder);
    return builder.build();
  }

  @Override
  protected Storage secondView(Storage storage) {
    return storage();
  }

  @AfterEach
  void leavesNoUploads() {
    assertThat(uploads()).isEmpty();
    try (Stream<ObjectInfo> objects = storage().list("")) {
      objects.map(ObjectInfo::key).forEach(storage()::delete);
    }
  }

  private List<MultipartUpload> uploads() {
    try {
      return client().listMultipartUploads(r -> r.bucket(bucket()).prefix(prefix)).uploads();
    } catch (S3Exception e) {
      assertThat(e.statusCode()).as("status of an answer that lists no uploads").isEqualTo(501);
      return List.of(); // it does not know that operation
    }
  }

  @Test
  void keepsLargeObjectsWhole() throws IOException {
    write("a/large");
    try (StoredObject object = storage().open("a/large");
        InputStream first = object.openStream();
        InputStream second = object.openStream()) {
      assertThat(object.info().size()).isEqualTo(large.length);
      assertThat(Arrays.equals(first.readAllBytes(), large)).isTrue();
      second.skipNBytes(PART);
      assertThat(
              Arrays.equals(second.readAllBytes(), Arrays.copyOfRange(large, PART, large.length)))
          .isTrue();
    }
  }

  @Test
  void neverOverwritesALargeObject() throws IOException {
    write("a/large");
    large[0]++;
    assertThatExceptionOfType(ArchiveExistsException.class).isThrownBy(() -> write("a/large"));
    try (StoredObject object = storage().open("a/large");
        InputStream stream = object.openStream()) {
      assertThat(stream.read()).isEqualTo((large[0] - 1) & 0xff);
    }
  }

  @Test
  void letsOneOfManyWritersOfALargeObjectWin() throws Exception {
    int writers = 4;
    CyclicBarrier all = new CyclicBarrier(writers);
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      var attempts =
          IntStream.range(0, writers)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            try (ObjectWriter writer = storage().create("a/large")) {
                              writer.stream().write(new byte[PART + 1 + i]);
                              all.await(1, TimeUnit.MINUTES);
                              writer.commit();
                              return PART + 1 + i;
                            } catch (ArchiveExistsException e) {
                              return 0;
                            }
                          }))
              .toList();
      int won = 0;
      int size = 0;
      for (Future<Integer> attempt : attempts) {
        int published = attempt.get(1, TimeUnit.MINUTES);
        won += published > 0 ? 1 : 0;
        size += published;
      }
      assertThat(won).as("writers that were told they had published").isOne();
      assertThat(storage().stat("a/large").orElseThrow().size()).isEqualTo(size);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void leavesNothingOfALargeObjectThatIsNotCommitted() throws IOException {
    try (ObjectWriter writer = storage().create("a/large")) {
      writer.stream().write(large);
      assertThat(storage().stat("a/large")).isEmpty();
    }
    assertThat(storage().stat("a/large")).isEmpty();
  }

  @Test
  void refusesToReadOnWhenAnObjectWasReplaced() throws IOException {
    write("a/large");
    try (StoredObject object = storage().open("a/large")) {
      storage().delete("a/large");
      large[0]++;
      write("a/large");
      try (InputStream stream = object.openStream()) {
        assertThatExceptionOfType(StorageUnavailableException.class)
            .isThrownBy(stream::read)
            .withMessageContaining("replaced or deleted");
      }
    }
  }

  private void write(String key) throws IOException {
    try (ObjectWriter writer = storage().create(key)) {
      writer.stream().write(large);
      writer.commit();
    }
  }
}
