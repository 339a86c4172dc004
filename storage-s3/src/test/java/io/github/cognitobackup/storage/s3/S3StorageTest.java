package io.github.cognitobackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.cognitobackup.error.CredentialsException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.s3.S3Endpoint.Request;
import io.github.cognitobackup.storage.s3.S3Endpoint.Response;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

class S3StorageTest {

  /** The algorithms that the SDK computes by itself; an older one has not all of them. */
  private static final String COMPUTED = "CRC32|CRC32_C|SHA.*";

  private static final int PART = S3StorageBuilder.MIN_PART_SIZE;
  private static final Instant NOW = Instant.parse("2026-11-23T20:40:00Z");

  private final S3Endpoint endpoint = new S3Endpoint();
  private final S3Client client = endpoint.client();

  @AfterEach
  void stop() {
    client.close();
    endpoint.close();
  }

  private S3StorageBuilder builder() {
    return S3Storage.builder()
        .client(client)
        .bucket("backups")
        .partSize(PART)
        .clock(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private Request last(String operation) {
    return endpoint.requests.stream()
        .filter(request -> request.operation().equals(operation) && !S3Endpoint.isProbe(request))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  @Test
  void writesSmallObjectWithOneCallAndLargeOneInParts() throws IOException {
    write(builder().build(), "a", PART);
    assertThat(endpoint.count("PutObject")).isOne();
    assertThat(endpoint.count("CreateMultipartUpload")).isZero();
    write(builder().build(), "b", 3 * PART + 1);
    assertThat(endpoint.count("UploadPart")).isEqualTo(4);
    assertThat(endpoint.count("CompleteMultipartUpload")).isOne();
  }

  /** The first part gets through only after the fourth has: nobody waits for it before that. */
  @Test
  @Timeout(60)
  void aSlowPartDoesNotHoldUpThoseBehindIt() throws IOException {
    CountDownLatch fourthPart = new CountDownLatch(1);
    ExecutionInterceptor order =
        new ExecutionInterceptor() {
          @Override
          public void beforeTransmission(
              Context.BeforeTransmission context, ExecutionAttributes attributes) {
            if (context.request() instanceof UploadPartRequest part && part.key().equals("a")) {
              if (part.partNumber() == 4) {
                fourthPart.countDown();
              } else if (part.partNumber() == 1) {
                await(fourthPart);
              }
            }
          }
        };
    try (S3Client ordered =
        endpoint
            .clientBuilder()
            .overrideConfiguration(c -> c.addExecutionInterceptor(order))
            .build()) {
      write(builder().client(ordered).parallelParts(2).build(), "a", 6 * PART);
    }
    assertThat(endpoint.objects.get("a")).hasSize(6 * PART);
  }

  @ParameterizedTest
  @CsvSource({"16, 8, 2", "64, 8, 2", "256, 8, 4", "512, 8, 8", "8192, 8, 8", "1024, 64, 2"})
  void sendsAsManyPartsAtOnceAsTheHeapAllows(long heap, int part, int parts) {
    assertThat(S3StorageBuilder.defaultParallelParts(heap << 20, part << 20)).isEqualTo(parts);
  }

  @Test
  void makesEveryPublicationConditional() throws IOException {
    write(builder().build(), "a", 1);
    write(builder().build(), "b", PART + 1);
    assertThat(last("PutObject").header("if-none-match")).isEqualTo("*");
    assertThat(last("CompleteMultipartUpload").header("if-none-match")).isEqualTo("*");
  }

  @Test
  void putsItsPrefixBeforeEveryKeyAndSeesNothingElse() throws IOException {
    Storage storage = builder().prefix("prod/eu").build();
    endpoint.objects.put("prod/other", new byte[1]);
    endpoint.objects.put("prod/eu", new byte[1]);
    endpoint.objects.put("prod/eu/", new byte[0]);
    endpoint.objects.put("prod/eu/a//b", new byte[1]);
    endpoint.objects.put("prod/europe/a", new byte[1]);
    write(storage, "a", 1);
    assertThat(endpoint.objects.get("prod/eu/a")).hasSize(1);
    assertThat(keys(storage, "")).containsExactly("a");
  }

  @Test
  void sendsItsOptionsWithSmallAndLargeObjects() throws IOException {
    Storage storage =
        builder()
            .expectedBucketOwner("111122223333")
            .encryptedByKms("alias/bucket")
            .storageClass(StorageClass.STANDARD_IA)
            .tags(Map.of("team", "sign in", "kind", "backup"))
            .objectLock(ObjectLockMode.COMPLIANCE, Duration.ofDays(30))
            .checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
            .build();
    write(storage, "a", 1);
    write(storage, "b", PART + 1);
    for (String operation : new String[] {"PutObject", "CreateMultipartUpload"}) {
      Request request = last(operation);
      assertThat(request.header("x-amz-server-side-encryption")).isEqualTo("aws:kms");
      assertThat(request.header("x-amz-server-side-encryption-aws-kms-key-id"))
          .isEqualTo("alias/bucket");
      assertThat(request.header("x-amz-storage-class")).isEqualTo("STANDARD_IA");
      assertThat(request.header("x-amz-tagging")).isEqualTo("kind=backup&team=sign%20in");
      assertThat(request.header("x-amz-object-lock-mode")).isEqualTo("COMPLIANCE");
      assertThat(request.header("x-amz-object-lock-retain-until-date"))
          .isEqualTo("2026-12-23T20:40:00Z");
    }
    assertThat(last("CreateMultipartUpload").header("x-amz-checksum-algorithm"))
        .isEqualTo("CRC32C");
    assertThat(last("CreateMultipartUpload").header("x-amz-checksum-type"))
        .isEqualTo("FULL_OBJECT");
    storage.stat("a");
    keys(storage, "");
    storage.open("a").openStream().read();
    storage.delete("a");
    assertThat(endpoint.requests)
        .allMatch(r -> r.header("x-amz-expected-bucket-owner").equals("111122223333"));
  }

  @Test
  void sendsNoOptionsUnlessAsked() throws IOException {
    write(builder().build(), "a", 1);
    assertThat(last("PutObject").headers().keySet())
        .noneMatch(name -> name.startsWith("x-amz-server-side") || name.contains("lock"))
        .doesNotContain("x-amz-storage-class", "x-amz-tagging", "x-amz-expected-bucket-owner");
  }

  @Test
  void listsPageByPageAndOnlyAsFarAsIsAsked() {
    for (int i = 0; i < 2500; i++) {
      endpoint.objects.put(String.format(Locale.ROOT, "k/%05d", i), new byte[0]);
    }
    Storage storage = builder().build();
    try (Stream<ObjectInfo> objects = storage.list("k/")) {
      assertThat(endpoint.count("ListObjectsV2")).isZero();
      assertThat(objects.findFirst().map(ObjectInfo::key)).contains("k/00000");
      assertThat(endpoint.count("ListObjectsV2")).isOne();
    }
    assertThat(keys(storage, "k/")).hasSize(2500).isSorted();
    assertThat(endpoint.count("ListObjectsV2")).isEqualTo(4);
  }

  @Test
  @Tag("long")
  void listsAMillionKeysInConstantMemory() {
    endpoint.objects.make(1_000_000);
    Storage storage = builder().build();
    try (Stream<ObjectInfo> objects = storage.list("made/")) {
      assertThat(objects.limit(10)).hasSize(10);
    }
    assertThat(endpoint.count("ListObjectsV2")).isOne();
    long most = 0;
    long count = 0;
    Runtime heap = Runtime.getRuntime();
    try (Stream<ObjectInfo> objects = storage.list("made/")) {
      for (var all = objects.iterator(); all.hasNext(); all.next()) {
        if (++count % 100_000 == 0) {
          System.gc();
          most = Math.max(most, heap.totalMemory() - heap.freeMemory());
        }
      }
    }
    assertThat(count).as("without those that are no keys of ours").isEqualTo(900_000);
    assertThat(most).isLessThan(48L << 20);
  }

  @Test
  void abortsWhatKilledProcessesLeftInTheSameFolder() throws IOException {
    endpoint.objects.clock(Clock.fixed(NOW, ZoneOffset.UTC));
    Instant old = NOW.minus(Duration.ofHours(2));
    endpoint.objects.leaveUpload("p/pool/dead", old, old);
    endpoint.objects.leaveUpload("p/pool/slow", old, NOW.minus(Duration.ofMinutes(5)));
    endpoint.objects.leaveUpload("p/pool/young", NOW.minus(Duration.ofMinutes(5)), old);
    endpoint.objects.leaveUpload("p/other/dead", old, old);
    write(builder().prefix("p").build(), "pool/new", PART + 1);
    assertThat(endpoint.objects.uploadedKeys())
        .containsExactly("p/other/dead", "p/pool/slow", "p/pool/young");
  }

  @Test
  void abortsNoLivingUploadOfAServiceThatDoesNotTellWhenItBegan() throws IOException {
    endpoint.objects.clock(Clock.fixed(NOW, ZoneOffset.UTC));
    Instant old = NOW.minus(Duration.ofHours(2));
    endpoint.objects.tellBeginningOfUploads(Instant.parse("2010-11-10T20:48:33Z"));
    endpoint.objects.leaveUpload("p/pool/begun", NOW, null);
    endpoint.objects.leaveUpload("p/pool/living", NOW, NOW);
    endpoint.objects.leaveUpload("p/pool/dead", old, old);
    write(builder().prefix("p").build(), "pool/new", PART + 1);
    assertThat(endpoint.objects.uploadedKeys()).containsExactly("p/pool/begun", "p/pool/living");
    write(builder().prefix("p").abandonedAfter(Duration.ZERO).build(), "pool/newer", PART + 1);
    assertThat(endpoint.objects.uploads()).isZero();
  }

  @Test
  void writesThoughItMayNotLookForWhatOthersLeft() throws IOException {
    endpoint.faults.refuse("ListMultipartUploads", Response.error(403, "AccessDenied"));
    write(builder().build(), "pool/new", PART + 1);
    assertThat(endpoint.objects.get("pool/new")).hasSize(PART + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "404, NoSuchBucket, no such bucket",
    "403, AccessDenied, s3:ListBucket",
    "301, PermanentRedirect, in another Region",
    "400, AuthorizationHeaderMalformed, in another Region",
    "400, KMS.DisabledException, key cannot be used",
    "400, InvalidRequest, S3 refuses it",
    "501, NotImplemented, S3 refuses it"
  })
  void tellsRefusalsApart(int status, String code, String words) {
    endpoint.faults.refuse("ListObjectsV2", Response.error(status, code));
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> keys(builder().build(), "a"))
        .withMessageStartingWith("cannot list s3://backups/a: ")
        .withMessageContaining(words)
        .matches(e -> !e.retryable());
  }

  @ParameterizedTest
  @CsvSource({
    "400, ExpiredToken, EXPIRED, renew them",
    "403, InvalidAccessKeyId, REJECTED, check the access key",
    "403, SignatureDoesNotMatch, REJECTED, secret access key",
    "403, RequestTimeTooSkewed, CLOCK, set the clock"
  })
  void tellsFaultsOfTheCredentialsFromThoseOfTheBucket(
      int status, String code, CredentialsException.Reason reason, String nextStep) {
    endpoint.faults.refuse("HeadObject", Response.of(status));
    endpoint.faults.refuse("ListObjectsV2", Response.error(status, code));
    assertThatExceptionOfType(CredentialsException.class)
        .isThrownBy(() -> keys(builder().build(), "a"))
        .withMessageStartingWith("cannot list s3://backups/a: ")
        .withMessageContainingAll(code, nextStep)
        .matches(e -> e.reason() == reason);
    assertThatExceptionOfType(CredentialsException.class)
        .as("although the answer to HEAD is empty")
        .isThrownBy(() -> builder().build().open("a"))
        .withMessageStartingWith("cannot read s3://backups/a: ")
        .matches(e -> e.reason() == reason);
  }

  @ParameterizedTest
  @CsvSource({
    "503, SlowDown",
    "500, InternalError",
    "200, InternalError",
    "503, ServiceUnavailable",
    "400, RequestTimeout",
    "429, TooManyRequests"
  })
  void callsABusyServiceRetryable(int status, String code) {
    // the error alone: to wait until the storage gives up would take half a minute
    AwsServiceException answer =
        S3Exception.builder()
            .statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
            .build();
    assertThat(S3Failure.LIST.of("s3://backups/a", answer))
        .isInstanceOfSatisfying(
            StorageUnavailableException.class, e -> assertThat(e.retryable()).isTrue())
        .hasMessageContaining(code);
  }

  @ParameterizedTest
  @CsvSource({
    "400, 400, AuthorizationHeaderMalformed, in another Region",
    "403, 403, AccessDenied, s3:GetObject"
  })
  void tellsRefusalsApartThoughTheAnswerToHeadIsEmpty(
      int status, int listed, String code, String words) {
    endpoint.faults.refuse("HeadObject", Response.of(status));
    endpoint.faults.refuse("ListObjectsV2", Response.error(listed, code));
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> builder().build().open("a"))
        .withMessageStartingWith("cannot read s3://backups/a: ")
        .withMessageContaining(words);
  }

  @Test
  void namesTheRegionOfTheBucketWhereS3TellsIt() {
    endpoint.faults.refuse(
        "HeadObject", new Response(301, Map.of("x-amz-bucket-region", "eu-north-1"), new byte[0]));
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> builder().build().stat("a"))
        .withMessageContaining("in another Region, eu-north-1; build the client for it");
  }

  @Test
  void tellsAnotherOwnerFromADenial() {
    endpoint.objects.ownedBy("999988887777");
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> builder().expectedBucketOwner("111122223333").build().open("a"))
        .withMessageContaining("does not belong to the account 111122223333");
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> write(builder().expectedBucketOwner("111122223333").build(), "a", 1))
        .withMessageContaining("does not belong to the account 111122223333");
    assertThat(builder().expectedBucketOwner("999988887777").build().stat("a")).isEmpty();
  }

  @Test
  void passesOnWhichRightS3Misses() {
    endpoint.faults.refuse(
        "PutObject",
        Response.error(
            403,
            "AccessDenied",
            "User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform:"
                + " s3:PutObjectTagging on resource: x because no identity-based policy allows"
                + " it"));
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> write(builder().build(), "a", 1))
        .withMessageContaining("s3:PutObjectTagging");
  }

  @ParameterizedTest
  @EnumSource(value = ChecksumAlgorithm.class, names = COMPUTED, mode = EnumSource.Mode.MATCH_NONE)
  void refusesChecksumsThatTheSdkCannotCompute(ChecksumAlgorithm algorithm) {
    assertThatIllegalArgumentException().isThrownBy(() -> builder().checksumAlgorithm(algorithm));
  }

  @Test
  void tellsThatAnObjectLiesInAnArchiveClass() throws IOException {
    Storage storage = builder().build();
    write(storage, "a", 1);
    endpoint.faults.refuse("GetObject", Response.error(403, "InvalidObjectState"));
    try (var object = storage.open("a");
        var stream = object.openStream()) {
      assertThatExceptionOfType(StorageUnavailableException.class)
          .isThrownBy(stream::read)
          .withMessageContaining("RestoreObject");
    }
  }

  @ParameterizedTest
  @EnumSource(value = ChecksumAlgorithm.class, names = COMPUTED, mode = EnumSource.Mode.MATCH_ANY)
  void sendsTheChecksumThatIsChosen(ChecksumAlgorithm algorithm) throws IOException {
    Storage storage = builder().checksumAlgorithm(algorithm).build();
    write(storage, "small", 1);
    write(storage, "large", PART + 1);
    String header = "x-amz-checksum-" + algorithm.toString().toLowerCase(java.util.Locale.ROOT);
    for (String operation : new String[] {"PutObject", "UploadPart"}) {
      Request request = last(operation);
      assertThat(
              request.headers().containsKey(header)
                  || request.header("x-amz-trailer").equals(header))
          .as(operation + " " + request.headers())
          .isTrue();
    }
  }

  @Test
  void tellsAMissingBucketFromAMissingObject() {
    endpoint.faults.refuse("ListObjectsV2", Response.error(404, "NoSuchBucket"));
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> builder().build().open("a"))
        .withMessageContaining("no such bucket");
  }

  @Test
  void refusesWrongSettingsAtTheCallThatIsWrong() {
    S3StorageBuilder builder = S3Storage.builder();
    assertThatIllegalArgumentException().isThrownBy(() -> builder.bucket(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.prefix("a/"));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.prefix("../a"));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.expectedBucketOwner("me"));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.partSize(PART - 1));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.parallelParts(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.objectLock(ObjectLockMode.GOVERNANCE, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.abandonedAfter(Duration.ofSeconds(-1)));
    assertThatIllegalStateException().isThrownBy(builder::build);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(Storage storage, String key, int length) throws IOException {
    try (ObjectWriter writer = storage.create(key)) {
      writer.stream().write(new byte[length]);
      writer.commit();
    }
  }

  private static java.util.List<String> keys(Storage storage, String prefix) {
    try (Stream<ObjectInfo> objects = storage.list(prefix)) {
      return objects.map(ObjectInfo::key).toList();
    }
  }
}
