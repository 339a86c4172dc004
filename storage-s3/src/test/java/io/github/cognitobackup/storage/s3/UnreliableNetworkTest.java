package io.github.cognitobackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** A service that others wrote, behind a network that resets connections and loses answers. */
class UnreliableNetworkTest {

  private static final int PART = S3StorageBuilder.MIN_PART_SIZE;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private S3Proxy server;
  private UnreliableProxy network;
  private S3Client direct;
  private S3Client client;

  @BeforeEach
  void start() throws Exception {
    System.out.println("seed of the network: " + seed);
    server =
        S3Proxy.builder()
            .blobStore(new TransientNio2BlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "id", "secret")
            .build();
    server.start();
    URI service = URI.create("http://127.0.0.1:" + server.getPort());
    network = new UnreliableProxy(service, seed);
    direct = Clients.of(service);
    direct.createBucket(request -> request.bucket("backups"));
    client = Clients.of(network.address());
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    direct.close();
    network.close();
    server.stop();
  }

  @Test
  void losesNothingAndShowsNothingHalf() throws IOException {
    run(6, () -> 0.1);
  }

  @Test
  @Tag("long")
  void losesNothingAndShowsNothingHalfInHundredsOfRuns() throws IOException {
    run(300, new Random(seed)::nextDouble);
  }

  /**
   * Writes and reads objects.
   *
   * @param harshness of the network for large objects, from 0 to 1; at 0.1 about every third part
   *     gets through at its first try, at 1 hardly one
   */
  private void run(int runs, DoubleSupplier harshness) throws IOException {
    Random random = new Random(seed);
    Storage storage = sealed(client);
    Storage truth = sealed(direct);
    Set<String> committed = new HashSet<>();
    int unknown = 0;
    int failed = 0;
    for (int run = 0; run < runs; run++) {
      String key = "pool/" + run;
      byte[] content =
          new byte[run % 3 == 0 ? PART + random.nextInt(2 * PART) : random.nextInt(9000)];
      random.nextBytes(content);
      network.breakShare(content.length > PART ? 0.03 * harshness.getAsDouble() : 0.15);
      try (ObjectWriter writer = storage.create(key)) {
        writer.stream().write(content);
        writer.commit();
        committed.add(key);
        assertThat(read(truth, key, content)).as("what was committed as " + key).isTrue();
        readThrough(storage, key, content);
        truth.delete(key);
        committed.remove(key);
      } catch (StorageUnavailableException e) {
        assertThat(e).matches(StorageUnavailableException::retryable, "is retryable");
        failed++;
        if (truth.stat(key).isPresent()) {
          // only where the caller was told so, and then it is whole
          assertThat(e).hasMessageContaining("it is unknown whether");
          assertThat(read(truth, key, content)).isTrue();
          truth.delete(key);
          unknown++;
        }
      }
      network.breakShare(0);
      try (Stream<ObjectInfo> objects = truth.list("")) {
        assertThat(objects.map(ObjectInfo::key).collect(Collectors.toSet())).isEqualTo(committed);
      }
    }
    System.out.println(
        runs
            + " runs, "
            + network.struck()
            + " broken connections, "
            + failed
            + " commits failed, "
            + unknown
            + " of them published unknowingly");
    assertThat(network.struck()).isGreaterThan(runs / 3);
    assertThat(failed).isLessThan(runs / 3);
    // what could not be aborted in the storm is removed by the next one
    storageThatCleans().create("pool/clean").close();
    try (ObjectWriter writer = storageThatCleans().create("pool/clean")) {
      writer.stream().write(new byte[PART + 1]);
      writer.commit();
    }
    assertThat(direct.listMultipartUploads(r -> r.bucket("backups")).uploads()).isEmpty();
  }

  private static void readThrough(Storage storage, String key, byte[] content) throws IOException {
    try {
      assertThat(read(storage, key, content)).as("what was read of " + key).isTrue();
    } catch (StorageUnavailableException e) {
      assertThat(e).matches(StorageUnavailableException::retryable, "is retryable");
      System.out.println(e.getMessage());
    }
  }

  private static boolean read(Storage storage, String key, byte[] content) throws IOException {
    try (StoredObject object = storage.open(key);
        InputStream stream = object.openStream()) {
      return Arrays.equals(stream.readAllBytes(), content);
    }
  }

  private S3Storage storage(S3Client client) {
    return S3Storage.builder().client(client).bucket("backups").partSize(PART).build();
  }

  private Storage sealed(S3Client client) {
    return ArchiveRepository.builder()
        .storage(storage(client))
        .encryptor(new FixedKey())
        .build()
        .objects();
  }

  private S3Storage storageThatCleans() {
    return S3Storage.builder()
        .client(direct)
        .bucket("backups")
        .partSize(PART)
        .abandonedAfter(Duration.ZERO)
        .build();
  }
}
