package io.github.cognitobackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.error.ObjectLockedException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.s3.S3Endpoint.Request;
import io.github.cognitobackup.storage.s3.S3Endpoint.Response;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;

/** Objects that S3 keeps immutable. */
class S3LockTest {

  private static final Instant NOW = Instant.parse("2026-11-23T20:40:00Z");

  private final S3Endpoint endpoint = new S3Endpoint();
  private final S3Client client = endpoint.client();
  private final S3StorageBuilder builder =
      S3Storage.builder()
          .client(client)
          .bucket("backups")
          .partSize(S3StorageBuilder.MIN_PART_SIZE)
          .clock(Clock.fixed(NOW, ZoneOffset.UTC));

  @AfterEach
  void stop() {
    client.close();
    endpoint.close();
  }

  @Test
  void tellsUntilWhenAnObjectIsLocked() {
    S3Storage storage = builder.build();
    head("x-amz-object-lock-retain-until-date", "2026-12-23T20:40:00Z");
    assertThat(storage.lockedUntil("a")).contains(Instant.parse("2026-12-23T20:40:00Z"));
    head("x-amz-object-lock-retain-until-date", "2026-11-23T20:39:59Z");
    assertThat(storage.lockedUntil("a")).isEmpty();
    head("x-amz-object-lock-legal-hold", "ON");
    assertThat(storage.lockedUntil("a")).contains(Instant.MAX);
    head("x-amz-object-lock-legal-hold", "OFF");
    assertThat(storage.lockedUntil("a")).isEmpty();
    endpoint.faults.refuse("HeadObject", Response.of(404));
    assertThat(storage.lockedUntil("a")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, Access Denied because object protected by object lock.",
    "400, ObjectLocked, Object is WORM protected and cannot be overwritten",
    "409, ObjectLockedByBucketPolicy, The object is locked by the bucket policy."
  })
  void tellsALockFromADenial(int status, String code, String message) {
    S3Storage storage = builder.build();
    head("x-amz-object-lock-retain-until-date", "2026-12-23T20:40:00Z");
    endpoint.faults.refuse("DeleteObject", Response.error(status, code, message));
    assertThatExceptionOfType(ObjectLockedException.class)
        .isThrownBy(() -> storage.delete("a"))
        .withMessageContaining("cannot delete s3://backups/a")
        .withMessageContaining("locked until 2026-12-23T20:40:00Z")
        .matches(e -> e.key().equals("a"));
    endpoint.faults.refuse("DeleteObject", Response.error(403, "AccessDenied"));
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> storage.delete("a"))
        .withMessageContaining("s3:DeleteObject");
  }

  @Test
  void sendsAChecksumWithWhatIsLockedAlsoWhenTheClientSendsNoneByItself() throws IOException {
    try (S3Client silent =
        endpoint
            .clientBuilder()
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .build()) {
      S3Storage storage =
          builder.client(silent).objectLock(ObjectLockMode.GOVERNANCE, Duration.ofDays(1)).build();
      write(storage, "small", 1);
      write(storage, "large", S3StorageBuilder.MIN_PART_SIZE + 1);
    }
    for (String operation : new String[] {"PutObject", "UploadPart"}) {
      assertThat(
              endpoint.requests.stream()
                  .filter(r -> r.operation().equals(operation) && !S3Endpoint.isProbe(r)))
          .isNotEmpty()
          .allMatch(S3LockTest::hasChecksum);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sendsAChecksumWhereItIsDemandedWithoutAnOption(boolean locks) throws IOException {
    endpoint.objects.demandChecksums();
    endpoint.objects.refuseTrailers();
    try (S3Client silent =
        endpoint
            .clientBuilder()
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .build()) {
      builder.client(silent);
      if (locks) {
        builder.objectLock(ObjectLockMode.GOVERNANCE, Duration.ofDays(1));
      }
      S3Storage storage = builder.build();
      write(storage, "large", S3StorageBuilder.MIN_PART_SIZE + 1);
      write(storage, "small", 1);
      write(storage, "small2", 1);
      assertThat(storage.stat("large")).isPresent();
    }
    assertThat(endpoint.count("PutObject")).as("what was refused once is remembered").isEqualTo(2);
  }

  @Test
  void sendsNoChecksumWhereNoneIsDemandedAndTheClientSendsNoneByItself() throws IOException {
    try (S3Client silent =
        endpoint
            .clientBuilder()
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .build()) {
      S3Storage storage = builder.client(silent).build();
      write(storage, "small", 1);
      write(storage, "large", S3StorageBuilder.MIN_PART_SIZE + 1);
    }
    assertThat(endpoint.requests)
        .noneMatch(S3LockTest::hasChecksum)
        .noneMatch(request -> request.headers().containsKey("content-md5"));
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 1"})
  void locksWhatAServiceForgotToLock(boolean forgets, int calls) throws IOException {
    if (forgets) {
      endpoint.objects.forgetLocksOfParts();
    }
    S3Storage storage = builder.objectLock(ObjectLockMode.GOVERNANCE, Duration.ofDays(1)).build();
    write(storage, "small", 1);
    write(storage, "large", S3StorageBuilder.MIN_PART_SIZE + 1);
    assertThat(storage.lockedUntil("small")).contains(NOW.plus(Duration.ofDays(1)));
    assertThat(storage.lockedUntil("large")).contains(NOW.plus(Duration.ofDays(1)));
    assertThat(endpoint.count("PutObjectRetention")).isEqualTo(calls);
  }

  @Test
  void saysThatWhatIsThereCouldNotBeLocked() {
    endpoint.objects.forgetLocksOfParts();
    endpoint.faults.refuse("PutObjectRetention", Response.error(403, "AccessDenied"));
    S3Storage storage = builder.objectLock(ObjectLockMode.GOVERNANCE, Duration.ofDays(1)).build();

    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> write(storage, "large", S3StorageBuilder.MIN_PART_SIZE + 1))
        .withMessageContaining("cannot lock what was published as")
        .withMessageContaining("s3:PutObjectRetention")
        .matches(e -> !e.retryable());

    assertThat(storage.stat("large")).isPresent();
    assertThat(endpoint.count("AbortMultipartUpload")).isZero();
  }

  @Test
  void saysWhichOptionABucketWithADefaultRetentionWants() {
    endpoint.faults.refuse(
        "PutObject",
        Response.error(
            400,
            "InvalidRequest",
            "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with"
                + " Object Lock parameters"));
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> write(builder.build(), "a", 1))
        .withMessageContaining("checksumAlgorithm(");
  }

  private static boolean hasChecksum(Request request) {
    return request.headers().keySet().stream().anyMatch("x-amz-checksum-crc32"::equals)
        || request.header("x-amz-trailer").equals("x-amz-checksum-crc32");
  }

  private void head(String name, String value) {
    Map<String, String> headers =
        Map.of("ETag", "\"x\"", "Last-Modified", "Mon, 23 Nov 2026 20:40:00 GMT", name, value);
    endpoint.faults.refuse("HeadObject", new Response(200, headers, new byte[0]));
  }

  private static void write(S3Storage storage, String key, int length) throws IOException {
    try (ObjectWriter writer = storage.create(key)) {
      writer.stream().write(new byte[length]);
      writer.commit();
    }
  }
}
