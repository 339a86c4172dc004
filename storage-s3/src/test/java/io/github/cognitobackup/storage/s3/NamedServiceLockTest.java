package io.github.cognitobackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the manual says of versions and locks, on a service that keeps them. */
@EnabledIfSystemProperty(
    named = "s3.locks",
    matches = "true",
    disabledReason = "no service with Object Lock was named with -Ds3.endpoint=... -Ds3.locks=true")
class NamedServiceLockTest {

  private static final int PART = S3StorageBuilder.MIN_PART_SIZE;
  private static final Duration DAY = Duration.ofDays(1);

  private static S3Client client;
  private static String bucket;

  @BeforeAll
  static void makeTheBucket() {
    client = NamedServiceContractTest.newClient();
    bucket = "locked-" + UUID.randomUUID();
    client.createBucket(request -> request.bucket(bucket).objectLockEnabledForBucket(true));
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  private static S3StorageBuilder builder() {
    return S3Storage.builder().client(client).bucket(bucket).partSize(PART);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, PART + 1})
  void locksWhatItWrites(int size) throws IOException {
    Instant before = Instant.now().minusSeconds(2);
    S3Storage storage = builder().objectLock(ObjectLockMode.GOVERNANCE, DAY).build();
    String key = "governed/" + size;
    write(storage, key, size);
    assertThat(storage.lockedUntil(key).orElseThrow())
        .isBetween(before.plus(DAY), Instant.now().plus(DAY));
    ObjectVersion version = version(key);
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(
            () ->
                client.deleteObject(r -> r.bucket(bucket).key(key).versionId(version.versionId())));
    client.deleteObject(
        r ->
            r.bucket(bucket)
                .key(key)
                .versionId(version.versionId())
                .bypassGovernanceRetention(true));
    assertThat(storage.stat(key)).isEmpty();
  }

  @Test
  void tellsOfALegalHold() throws IOException {
    S3Storage storage = builder().build();
    write(storage, "held", 1);
    assertThat(storage.lockedUntil("held")).isEmpty();
    client.putObjectLegalHold(
        r -> r.bucket(bucket).key("held").legalHold(h -> h.status(ObjectLockLegalHoldStatus.ON)));
    assertThat(storage.lockedUntil("held")).contains(Instant.MAX);
  }

  @Test
  void hidesALockedObjectUnderAMarkerThatFreesTheKey() throws IOException {
    S3Storage storage = builder().objectLock(ObjectLockMode.COMPLIANCE, DAY).build();
    write(storage, "pool/a", 10);
    String first = version("pool/a").versionId();
    try (StoredObject opened = storage.open("pool/a");
        InputStream stream = opened.openStream()) {
      storage.delete("pool/a");
      assertThatExceptionOfType(StorageUnavailableException.class)
          .isThrownBy(stream::read)
          .withMessageContaining("replaced or deleted");
    }
    assertThat(storage.stat("pool/a")).isEmpty();
    assertThat(storage.lockedUntil("pool/a")).isEmpty();
    assertThatExceptionOfType(ArchiveNotFoundException.class)
        .isThrownBy(() -> storage.open("pool/a"));
    try (Stream<ObjectInfo> objects = storage.list("pool/")) {
      assertThat(objects).isEmpty();
    }

    write(storage, "pool/a", 20);
    assertThat(storage.stat("pool/a").orElseThrow().size()).isEqualTo(20);
    try (Stream<ObjectInfo> objects = storage.list("pool/")) {
      assertThat(objects).hasSize(1);
    }
    // nothing was lost
    assertThat(
            client
                .getObjectAsBytes(r -> r.bucket(bucket).key("pool/a").versionId(first))
                .asByteArray())
        .hasSize(10);
  }

  private static ObjectVersion version(String key) {
    return client.listObjectVersions(r -> r.bucket(bucket).prefix(key)).versions().get(0);
  }

  private static void write(S3Storage storage, String key, int size) throws IOException {
    try (ObjectWriter writer = storage.create(key)) {
      writer.stream().write(new byte[size]);
      writer.commit();
    }
  }
}
