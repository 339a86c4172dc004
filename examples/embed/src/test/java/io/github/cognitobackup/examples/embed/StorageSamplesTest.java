package io.github.cognitobackup.examples.embed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import io.github.cognitobackup.storage.local.LocalStorage;
import io.github.cognitobackup.storage.s3.S3Storage;
import io.github.cognitobackup.testkit.Fault;
import io.github.cognitobackup.testkit.FaultyStorage;
import io.github.cognitobackup.testkit.StorageContract;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;

/** The samples about storages, run. */
class StorageSamplesTest {

  @TempDir private Path folder;

  @Test
  void keepsObjects() throws IOException {
    byte[] json = "{}".getBytes(UTF_8);
    // region: storage
    Storage storage = LocalStorage.at(folder);

    try (ObjectWriter writer = storage.create("reports/2026.json")) {
      writer.stream().write(json);
      writer.commit(); // from here on it is there, whole; before, it is not
    }

    try (StoredObject object = storage.open("reports/2026.json");
        InputStream stream = object.openStream()) {
      stream.transferTo(System.out);
    }

    try (Stream<ObjectInfo> objects = storage.list("reports/")) {
      objects.forEach(object -> System.out.println(object.key() + " " + object.size()));
    }
    // end: storage
    assertThat(storage.stat("reports/2026.json")).isPresent();
  }

  @Test
  void keepsObjectsInBuckets() {
    S3Client client = S3Client.builder().region(Region.EU_WEST_1).build();
    // region: bucket
    Storage storage =
        S3Storage.builder()
            .client(client) // Region, credentials, proxies, time-outs: the client's
            .bucket("backups")
            .prefix("prod") // keys lie beneath prod/
            .expectedBucketOwner("111122223333") // else S3 refuses
            .objectLock(ObjectLockMode.COMPLIANCE, Duration.ofDays(30))
            .build();
    // end: bucket
    assertThat(storage).hasToString("S3Storage[s3://backups/prod/]");
    client.close();
  }

  @Test
  void speaksToOtherServices() {
    // region: other-service
    S3Client client =
        S3Client.builder()
            .endpointOverride(URI.create("https://objects.example.org"))
            .region(Region.of("any"))
            .forcePathStyle(true)
            // if it knows no trailing checksums
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .build();
    // end: other-service
    assertThat(client.serviceClientConfiguration().endpointOverride()).isPresent();
    client.close();
  }

  @Test
  void failsOnPurpose() {
    // region: faults
    FaultyStorage storage =
        new FaultyStorage(
            new InMemoryStorage(),
            // each object breaks at its first megabyte
            Fault.on(Fault.Point.WRITE).afterBytes(1_000_000),
            // the second commit works, its answer is lost
            Fault.on(Fault.Point.COMMIT).call(2).afterEffect(),
            Fault.on(Fault.Point.OPEN).keys(key -> key.endsWith(".json")).times(3));

    assertThrows(StorageUnavailableException.class, () -> codeUnderTest(storage));
    assertEquals(1, storage.failures()); // and did they strike?
    // end: faults
  }

  private static void codeUnderTest(Storage storage) throws IOException {
    try (ObjectWriter writer = storage.create("key")) {
      writer.stream().write(new byte[2_000_000]);
      writer.commit();
    }
  }

  /** A storage that somebody wrote. */
  private static final class MyStorage {

    static Storage at(Path folder) {
      return LocalStorage.at(folder);
    }
  }

  @Nested
  class Contract {

    @TempDir private Path folder;

    @Nested
    // region: contract
    class MyStorageTest extends StorageContract {

      @Override
      protected Storage newStorage() {
        return MyStorage.at(folder); // empty, fresh for each test
      }

      @Override
      protected Storage secondView(Storage storage) {
        return MyStorage.at(folder); // the same place, as another process sees it
      }
    }
    // end: contract
  }
}
