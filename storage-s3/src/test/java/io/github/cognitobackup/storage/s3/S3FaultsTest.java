package io.github.cognitobackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.StoredObject;
import io.github.cognitobackup.storage.s3.Faults.Kind;
import io.github.cognitobackup.storage.s3.S3Endpoint.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;

/** Broken connections, lost answers and busy services, over real sockets. */
@Execution(ExecutionMode.CONCURRENT)
class S3FaultsTest {

  private static final int PART = S3StorageBuilder.MIN_PART_SIZE;

  private static final List<String> OPERATIONS =
      List.of(
          "HeadObject",
          "PutObject",
          "CreateMultipartUpload",
          "UploadPart",
          "CompleteMultipartUpload",
          "GetObject",
          "ListObjectsV2",
          "DeleteObject");

  private final S3Endpoint endpoint = new S3Endpoint();
  private final S3Client client = endpoint.client();
  private final S3Storage storage =
      S3Storage.builder().client(client).bucket("backups").partSize(PART).build();
  private final byte[] small = content(1000);
  private final byte[] large = content(2 * PART + 1234);

  @AfterEach
  void stop() {
    client.close();
    endpoint.close();
  }

  // the call that publishes

  @Test
  void takesLostAnswerOfItsOwnPutForASuccess() throws IOException {
    endpoint.faults.next("PutObject", Kind.LOSE_ANSWER);
    write("a/b", small);
    assertThat(endpoint.objects.get("a/b")).isEqualTo(small);
    assertThat(endpoint.count("PutObject")).isEqualTo(2);
  }

  @Test
  void takesLostAnswerOfItsOwnCompletionForASuccess() throws IOException {
    endpoint.faults.next("CompleteMultipartUpload", Kind.LOSE_ANSWER);
    write("a/b", large);
    assertThat(endpoint.objects.get("a/b")).isEqualTo(large);
    assertThat(endpoint.count("CompleteMultipartUpload")).isEqualTo(2);
  }

  @Test
  void doesNotTakeTheObjectOfAnotherForItsOwn() throws IOException {
    for (byte[] content : new byte[][] {small, large}) {
      try (ObjectWriter writer = storage.create("a/b")) {
        writer.stream().write(content);
        endpoint.objects.put("a/b", new byte[] {1});
        endpoint.faults.next("PutObject", Kind.RESET);
        endpoint.faults.next("CompleteMultipartUpload", Kind.RESET);
        assertThatExceptionOfType(ArchiveExistsException.class).isThrownBy(writer::commit);
      }
      assertThat(endpoint.objects.get("a/b")).containsExactly(1);
      storage.delete("a/b");
    }
    assertThat(endpoint.objects.uploads()).isZero();
  }

  @Test
  void saysThatAWriteWithoutAnAnswerMayStillBeCarriedOut() throws IOException {
    Kind[] always = new Kind[Retry.ATTEMPTS];
    Arrays.fill(always, Kind.RESET);
    endpoint.faults.next("PutObject", always);
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> write("a/b", small))
        .withMessageContaining("it is unknown whether")
        .matches(StorageUnavailableException::retryable);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HeadObject", "PutObject", "GetObject", "ListObjectsV2", "DeleteObject"})
  void asksAgainWhenHalfARequestWasAnswered(String operation) throws IOException {
    write("a/b", small);
    endpoint.faults.next(operation, Kind.HALF_HEARD, Kind.HALF_HEARD);
    write("a/c", small);
    assertThat(read("a/b")).isEqualTo(small);
    try (Stream<ObjectInfo> objects = storage.list("a/")) {
      assertThat(objects).hasSize(2);
    }
    storage.delete("a/b");
    assertThat(endpoint.objects.get("a/b")).isNull();
    assertThat(endpoint.faults.left(operation)).isZero();
  }

  @Test
  void saysWhenItCouldNotBeFoundOutWhatCameOfACommit() throws IOException {
    try (ObjectWriter writer = storage.create("a/b")) {
      writer.stream().write(small);
      endpoint.faults.next("PutObject", Kind.LOSE_ANSWER);
      endpoint.faults.refuse("HeadObject", Response.of(403));
      assertThatExceptionOfType(StorageUnavailableException.class)
          .isThrownBy(writer::commit)
          .withMessageContaining("it is unknown whether");
    }
  }

  @Test
  void tellsATakenKeyToARoleThatMayNotRead() {
    endpoint.objects.put("a/b", new byte[] {1});
    endpoint.faults.refuse("HeadObject", Response.of(403));
    assertThatExceptionOfType(ArchiveExistsException.class).isThrownBy(() -> write("a/b", small));
    assertThatExceptionOfType(ArchiveExistsException.class).isThrownBy(() -> write("a/b", large));
    assertThat(endpoint.objects.get("a/b")).containsExactly(1);
  }

  @Test
  void publishesNothingWhenTheServiceRefuses() {
    endpoint.faults.refuse("PutObject", Response.error(403, "AccessDenied"));
    endpoint.faults.refuse("CompleteMultipartUpload", Response.error(403, "AccessDenied"));
    for (byte[] content : new byte[][] {small, large}) {
      assertThatExceptionOfType(StorageUnavailableException.class)
          .isThrownBy(() -> write("a/b", content))
          .withMessageContaining("s3:PutObject")
          .matches(e -> !e.retryable());
    }
    assertThat(storage.stat("a/b")).isEmpty();
    assertThat(endpoint.objects.uploads()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"NONE", "REFUSE", "OVERTAKEN", "NO_BODY"},
      mode = EnumSource.Mode.EXCLUDE)
  void getsOverPassingFaultsOfEveryCall(Kind kind) throws IOException {
    for (String operation : OPERATIONS) {
      endpoint.faults.next(operation, kind, kind);
    }
    write("a/small", small);
    write("a/large", large);
    assertThat(Arrays.equals(read("a/large"), large)).isTrue();
    assertThat(read("a/small")).isEqualTo(small);
    try (Stream<ObjectInfo> objects = storage.list("a/")) {
      assertThat(objects.map(ObjectInfo::key)).containsExactly("a/large", "a/small");
    }
    storage.delete("a/large");
    storage.delete("a/small");
    assertThat(endpoint.objects.get("a/large")).isNull();
    // a completion whose answer was lost is found to be done by its second call
    assertThat(OPERATIONS).allMatch(operation -> endpoint.faults.left(operation) < 2);
  }

  // parts

  @Test
  void asksAgainWhereTheAnswerHasNoIdOfTheUpload() throws IOException {
    endpoint.faults.next("CreateMultipartUpload", Kind.NO_BODY);
    write("a/b", large);
    assertThat(Arrays.equals(endpoint.objects.get("a/b"), large)).isTrue();
    assertThat(endpoint.count("CreateMultipartUpload")).isEqualTo(2);
  }

  @Test
  void sendsTheSameBytesAgainWhenAPartBreaks() throws IOException {
    endpoint.faults.next("UploadPart", Kind.RESET_UPLOAD, Kind.NONE, Kind.LOSE_ANSWER);
    write("a/b", large);
    assertThat(Arrays.equals(endpoint.objects.get("a/b"), large)).isTrue();
    assertThat(endpoint.count("UploadPart")).isEqualTo(5);
  }

  @Test
  void showsNothingOfALargeObjectBeforeTheCommitAndAbortsItOnClose() throws IOException {
    try (ObjectWriter writer = storage.create("a/b")) {
      writer.stream().write(large);
      assertThat(endpoint.objects.uploads()).isOne();
      assertThat(storage.stat("a/b")).isEmpty();
    }
    assertThat(endpoint.objects.uploads()).isZero();
    assertThat(storage.stat("a/b")).isEmpty();
  }

  @Test
  void commitsNothingAfterAPartWasRefused() throws IOException {
    endpoint.faults.refuse("UploadPart", Response.error(403, "AccessDenied"));
    try (ObjectWriter writer = storage.create("a/b")) {
      assertThatExceptionOfType(StorageUnavailableException.class)
          .isThrownBy(
              () -> {
                for (int i = 0; i < 5; i++) {
                  writer.stream().write(large);
                }
              });
      assertThatIllegalStateException().isThrownBy(writer::commit);
    }
    assertThat(endpoint.objects.uploads()).isZero();
  }

  @Test
  void stopsWhenInterruptedAndLeavesNothing() throws IOException {
    try (ObjectWriter writer = storage.create("a/b")) {
      writer.stream().write(large);
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(WorkInterruptedException.class).isThrownBy(writer::commit);
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(storage.stat("a/b")).isEmpty();
    assertThat(endpoint.objects.uploads()).isZero();
  }

  // reading

  @Test
  void resumesAtTheByteWhereTheConnectionBroke() throws IOException {
    write("a/b", large);
    endpoint.faults.next("GetObject", Kind.CUT_ANSWER, Kind.CUT_ANSWER, Kind.CUT_ANSWER);
    assertThat(Arrays.equals(read("a/b"), large)).isTrue();
    assertThat(endpoint.count("GetObject")).isEqualTo(4);
    assertThat(endpoint.requests.stream().filter(r -> r.operation().equals("GetObject")).skip(1))
        .allMatch(request -> request.header("range").startsWith("bytes="))
        .allMatch(request -> !request.header("if-match").isEmpty());
  }

  @Test
  void givesNoByteOfAnObjectThatTookTheOthersPlace() throws IOException {
    write("a/b", large);
    try (StoredObject object = storage.open("a/b");
        InputStream stream = object.openStream()) {
      endpoint.objects.put("a/b", content(large.length + 1));
      assertThatExceptionOfType(StorageUnavailableException.class)
          .isThrownBy(stream::read)
          .withMessageContaining("replaced or deleted");
    }
  }

  @Test
  void neverMixesObjectsWhenItResumes() throws IOException {
    write("a/b", large);
    endpoint.faults.next("GetObject", Kind.CUT_ANSWER);
    try (StoredObject object = storage.open("a/b");
        InputStream stream = object.openStream()) {
      assertThat(stream.readNBytes(100)).isEqualTo(Arrays.copyOf(large, 100));
      endpoint.objects.put("a/b", new byte[large.length]);
      assertThatExceptionOfType(StorageUnavailableException.class)
          .isThrownBy(stream::readAllBytes)
          .withMessageContaining("replaced or deleted");
    }
  }

  @Test
  void dropsTheConnectionOfAStreamThatIsNotReadToItsEnd() throws IOException {
    write("a/b", large);
    try (StoredObject object = storage.open("a/b")) {
      for (int i = 0; i < 100; i++) { // more than the client has connections
        object.openStream().close();
        try (InputStream stream = object.openStream()) {
          assertThat(stream.read()).isEqualTo(large[0] & 0xff);
        }
      }
    }
  }

  // all at once

  @Test
  void losesNothingAndShowsNoHalfObjectWhateverBreaks() throws IOException {
    breakAtRandom(25, 0.25);
  }

  @Test
  @Tag("long")
  void losesNothingAndShowsNoHalfObjectInHundredsOfRuns() throws IOException {
    breakAtRandom(400, 0.3);
  }

  private void breakAtRandom(int runs, double share) throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed of the faults: " + seed);
    Random random = new Random(seed);
    endpoint.faults.atRandom(share, seed);
    int committed = 0;
    for (int run = 0; run < runs; run++) {
      String key = "run/" + run;
      byte[] content = content(random.nextBoolean() ? random.nextInt(10_000) : PART + run);
      boolean succeeded = false;
      boolean unknown = false;
      try {
        write(key, content);
        succeeded = true;
      } catch (StorageUnavailableException e) {
        unknown = e.getMessage().contains("it is unknown whether");
      }
      byte[] found = endpoint.objects.get(key);
      if (succeeded || (unknown && found != null)) {
        assertThat(Arrays.equals(found, content)).as("content of " + key).isTrue();
      } else {
        assertThat(found).as(key + ", whose commit failed").isNull();
      }
      committed += succeeded ? 1 : 0;
      endpoint.objects.remove(key); // hundreds of them do not fit into the heap
    }
    System.out.println(
        committed + " of " + runs + " committed; faults: " + endpoint.faults.struck());
    assertThat(endpoint.faults.struck()).isGreaterThan(runs / 4);
    assertThat(committed).isGreaterThan(runs / 2);
  }

  private void write(String key, byte[] content) throws IOException {
    try (ObjectWriter writer = storage.create(key)) {
      writer.stream().write(content);
      writer.commit();
    }
  }

  private byte[] read(String key) throws IOException {
    try (StoredObject object = storage.open(key);
        InputStream stream = object.openStream()) {
      return stream.readAllBytes();
    }
  }

  private static byte[] content(int length) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    return content;
  }
}
