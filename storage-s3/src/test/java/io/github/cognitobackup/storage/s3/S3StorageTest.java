package io.github.cognitobackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.cognitobackup.storage.ObjectInfo;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

class S3StorageTest extends S3Scene {

  /** The algorithms that the SDK computes by itself; an older one has not all of them. */
  private static final String COMPUTED = "CRC32|CRC32_C|SHA.*";

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
  @EnumSource(value = ChecksumAlgorithm.class, names = COMPUTED, mode = EnumSource.Mode.MATCH_NONE)
  void refusesChecksumsThatTheSdkCannotCompute(ChecksumAlgorithm algorithm) {
    assertThatIllegalArgumentException().isThrownBy(() -> builder().checksumAlgorithm(algorithm));
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
}
