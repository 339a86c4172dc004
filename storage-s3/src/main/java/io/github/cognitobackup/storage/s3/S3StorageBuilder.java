package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.error.PrintableText;
import io.github.cognitobackup.internal.sdk.SdkFloor;
import io.github.cognitobackup.storage.StorageKeys;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

/**
 * Builds an {@link S3Storage}. Region, credentials, path style, dual-stack, proxies and time-outs
 * are those of the client. Not thread-safe.
 */
public final class S3StorageBuilder {

  /** The smallest part that S3 takes, in bytes. */
  public static final int MIN_PART_SIZE = 5 * 1024 * 1024;

  private static final int DEFAULT_PART_SIZE = 8 * 1024 * 1024;
  private static final int LEAST_PARALLEL_PARTS = 2;
  private static final int MOST_PARALLEL_PARTS = 8;
  private static final int SHARE_OF_HEAP = 8;
  private static final Duration DEFAULT_ABANDONED_AFTER = Duration.ofHours(1);

  private @Nullable S3Client client;
  private @Nullable String bucket;
  private String prefix = "";
  private @Nullable String owner;
  private int partSize = DEFAULT_PART_SIZE;
  private @Nullable Integer parallelParts;
  private Duration abandonedAfter = DEFAULT_ABANDONED_AFTER;
  private Clock clock = Clock.systemUTC();
  private boolean conditional = true;
  private WriteOptions options = WriteOptions.NONE;

  S3StorageBuilder() {}

  /**
   * Sets the client.
   *
   * @param client the caller's; it is not closed with the storage
   * @return this
   */
  public S3StorageBuilder client(S3Client client) {
    this.client = client;
    return this;
  }

  /**
   * Sets the bucket.
   *
   * @param bucket its name, or the ARN or alias of an access point
   * @return this
   */
  public S3StorageBuilder bucket(String bucket) {
    if (bucket.isBlank()) {
      throw new IllegalArgumentException("the name of the bucket is blank");
    }
    this.bucket = bucket;
    return this;
  }

  /**
   * Sets what all keys begin with in the bucket. Default: nothing.
   *
   * @param prefix a key, to which {@code /} is added; or empty
   * @return this
   */
  public S3StorageBuilder prefix(String prefix) {
    this.prefix = prefix.isEmpty() ? "" : StorageKeys.check(prefix) + "/";
    return this;
  }

  /**
   * Sets the account that the bucket must belong to; S3 refuses every call when it does not.
   *
   * @param accountId twelve digits
   * @return this
   */
  public S3StorageBuilder expectedBucketOwner(String accountId) {
    if (!accountId.matches("\\d{12}")) {
      throw new IllegalArgumentException(
          "an account id has 12 digits, unlike " + PrintableText.of(accountId));
    }
    this.owner = accountId;
    return this;
  }

  /**
   * Lets S3 encrypt what it stores with keys of its own (SSE-S3).
   *
   * @return this
   */
  public S3StorageBuilder encryptedByS3() {
    options = options.withEncryption(ServerSideEncryption.AES256, null);
    return this;
  }

  /**
   * Lets S3 encrypt what it stores with a key of AWS KMS (SSE-KMS). A multipart upload then needs
   * {@code kms:Decrypt} too: take another key than the one that seals the archives.
   *
   * @param keyId the key's id, ARN or alias
   * @return this
   */
  public S3StorageBuilder encryptedByKms(String keyId) {
    options = options.withEncryption(ServerSideEncryption.AWS_KMS, keyId);
    return this;
  }

  /**
   * Lets S3 encrypt what it stores twice, with a key of AWS KMS (DSSE-KMS).
   *
   * @param keyId the key's id, ARN or alias
   * @return this
   */
  public S3StorageBuilder encryptedTwiceByKms(String keyId) {
    options = options.withEncryption(ServerSideEncryption.AWS_KMS_DSSE, keyId);
    return this;
  }

  /**
   * Sets the storage class of what is written. Default: the bucket's.
   *
   * @param storageClass the class; objects of an archive class must be restored by hand before they
   *     can be opened
   * @return this
   */
  public S3StorageBuilder storageClass(StorageClass storageClass) {
    options = options.withStorageClass(storageClass);
    return this;
  }

  /**
   * Sets the tags of what is written. Needs {@code s3:PutObjectTagging}.
   *
   * @param tags at most ten, by name
   * @return this
   */
  public S3StorageBuilder tags(Map<String, String> tags) {
    if (tags.size() > 10) {
      throw new IllegalArgumentException("S3 takes at most 10 tags, not " + tags.size());
    }
    options = options.withTags(new TreeMap<>(tags));
    return this;
  }

  /**
   * Makes what is written immutable for a time (Object Lock). The bucket must have been made with
   * Object Lock. Needs {@code s3:PutObjectRetention}.
   *
   * @param mode {@code COMPLIANCE}: nobody can delete the version before its time; {@code
   *     GOVERNANCE}: who has a special right can
   * @param retention for how long, from the commit (of a large object: from its first part)
   * @return this
   */
  public S3StorageBuilder objectLock(ObjectLockMode mode, Duration retention) {
    if (retention.isNegative() || retention.isZero()) {
      throw new IllegalArgumentException("the retention is not positive: " + retention);
    }
    options = options.withLock(mode, retention);
    return this;
  }

  /**
   * Sets the checksum that S3 verifies what is written with. Default: the client's own choice,
   * CRC-32 unless it was told {@code WHEN_REQUIRED}.
   *
   * @param algorithm {@code CRC32}, {@code CRC32_C}, {@code SHA1}, {@code SHA256} or {@code
   *     SHA512}; for {@code CRC64_NVME} and the XXHASH ones the SDK wants {@code
   *     software.amazon.awssdk.crt:aws-crt} on the class path
   * @return this
   * @throws IllegalArgumentException when the SDK cannot compute it
   */
  public S3StorageBuilder checksumAlgorithm(ChecksumAlgorithm algorithm) {
    switch (algorithm.name()) { // an older SDK has not all of them
      case "MD5", "UNKNOWN_TO_SDK_VERSION" ->
          throw new IllegalArgumentException(
              "the SDK cannot compute " + algorithm + "; use CRC32, CRC32C or SHA256");
      case "CRC64_NVME", "XXHASH64", "XXHASH3", "XXHASH128" -> requireNativeChecksums(algorithm);
      default -> {}
    }
    options = options.withChecksum(algorithm);
    return this;
  }

  private static void requireNativeChecksums(ChecksumAlgorithm algorithm) {
    try {
      Class.forName(
          "software.amazon.awssdk.crt.checksums.XXHash", false, S3Client.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "the SDK computes "
              + algorithm
              + " only with software.amazon.awssdk.crt:aws-crt; add it, or use CRC32",
          e);
    }
  }

  /**
   * Sets the size of the parts of a multipart upload. S3 takes 10,000 parts: the default of 8 MiB
   * is enough for the longest sealed archive, 64 GiB.
   *
   * @param bytes from {@link #MIN_PART_SIZE} to 1 GiB
   * @return this
   */
  public S3StorageBuilder partSize(int bytes) {
    if (bytes < MIN_PART_SIZE || bytes > 1 << 30) {
      throw new IllegalArgumentException(
          "a part has " + MIN_PART_SIZE + " bytes to 1 GiB, not " + bytes);
    }
    this.partSize = bytes;
    return this;
  }

  /**
   * Sets how many parts of one object are on their way at a time. Each holds its bytes in the heap,
   * and one more is being filled. Default: as many as fit into an eighth of the heap that the JVM
   * may take, but no fewer than 2 and no more than 8; with parts of 8 MiB, 2 below 192 MiB of heap,
   * 8 from 512 MiB on.
   *
   * @param count 1 or more
   * @return this
   */
  public S3StorageBuilder parallelParts(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("parallelParts must be 1 or more, not " + count);
    }
    this.parallelParts = count;
    return this;
  }

  /**
   * Sets after which time without a new part a multipart upload is taken for one that a killed
   * process left. Such uploads are aborted when the next multipart upload of a key in the same
   * folder is begun, where the role may do that; a life-cycle rule of the bucket should do it in
   * any case. Default: 1 hour.
   *
   * @param idle the time; it must be longer than a living backup takes for a part
   * @return this
   */
  public S3StorageBuilder abandonedAfter(Duration idle) {
    if (idle.isNegative()) {
      throw new IllegalArgumentException("abandonedAfter is negative: " + idle);
    }
    this.abandonedAfter = idle;
    return this;
  }

  /**
   * Writes to a service that ignores {@code If-None-Match} too, by looking whether the key is free
   * before the object is published. That refuses a key that was taken before; it does not see who
   * publishes the same key between the look and the write, nor an attempt without an answer that
   * the service carries out late: then the later object replaces the earlier one without a word.
   * Only for buckets that one process writes at a time, and whose role may read ({@code
   * s3:GetObject}).
   *
   * @return this
   */
  public S3StorageBuilder insecureWithoutConditionalWrites() {
    this.conditional = false;
    return this;
  }

  /**
   * Sets the clock that retention and abandoned uploads are reckoned by. Default: the system's.
   *
   * @param clock the clock
   * @return this
   */
  public S3StorageBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /**
   * Builds the storage. Makes no call.
   *
   * @return the storage
   * @throws IllegalStateException when the client or the bucket is missing
   * @throws io.github.cognitobackup.error.UnsupportedSdkException when the AWS SDK on the class
   *     path is older than the oldest that will do
   */
  public S3Storage build() {
    SdkFloor.check(VersionInfo.class);
    if (client == null || bucket == null) {
      throw new IllegalStateException("an S3Storage needs client(...) and bucket(...)");
    }
    int parallel =
        parallelParts == null
            ? defaultParallelParts(Runtime.getRuntime().maxMemory(), partSize)
            : parallelParts;
    Bucket place = new Bucket(client, bucket, prefix, owner);
    BucketReads reads = new BucketReads(place, new Refusals(place), clock);
    BucketWrites writes = new BucketWrites(reads, options, clock, conditional);
    return new S3Storage(
        reads,
        writes,
        new AbandonedUploads(writes, abandonedAfter, clock),
        new ConditionalWrites(writes, !conditional || !place.isElsewhere()),
        partSize,
        parallel);
  }

  static int defaultParallelParts(long heap, int partSize) {
    long fitting = heap / SHARE_OF_HEAP / partSize;
    return (int) Math.max(LEAST_PARALLEL_PARTS, Math.min(MOST_PARALLEL_PARTS, fitting));
  }
}
