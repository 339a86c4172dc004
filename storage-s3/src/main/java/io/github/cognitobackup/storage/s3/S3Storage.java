package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StorageKeys;
import io.github.cognitobackup.storage.StoredObject;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps objects in a bucket of Amazon S3, or of a service that speaks its language.
 *
 * <pre>{@code
 * S3Storage storage =
 *     S3Storage.builder()
 *         .client(S3Client.create())
 *         .bucket("backups")
 *         .prefix("prod")
 *         .expectedBucketOwner("111122223333")
 *         .build();
 * }</pre>
 *
 * <p>An object that is smaller than a part is written with one {@code PutObject} at the commit, a
 * larger one as a multipart upload, whose parts go on their way while the next ones are filled, and
 * which the commit completes. Both are conditional ({@code If-None-Match: *}), so the bucket itself
 * refuses a key that is taken. The heap holds {@link S3StorageBuilder#parallelParts} parts and one
 * more. A part is finished bytes: what is sent again is the same again.
 *
 * <p>An object that is opened is pinned by its ETag; a dropped connection is taken up again where
 * it broke.
 *
 * <p>What it cannot do: replace, append, or see what is not the current version of a versioned
 * bucket. Buckets of the type "directory" do not list in the order of keys and are not supported.
 * Services without conditional writes would overwrite: where the client has an endpoint override,
 * the service is put to the test before the first commit, and refused if it ignores the condition,
 * unless the builder was told {@link S3StorageBuilder#insecureWithoutConditionalWrites}.
 *
 * <p>Thread-safe. It does not close the client.
 */
public final class S3Storage implements Storage {

  private final BucketReads reads;
  private final BucketWrites writes;
  private final AbandonedUploads abandoned;
  private final ConditionalWrites conditionalWrites;
  private final int partSize;
  private final int parallelParts;

  S3Storage(
      BucketReads reads,
      BucketWrites writes,
      AbandonedUploads abandoned,
      ConditionalWrites conditionalWrites,
      int partSize,
      int parallelParts) {
    this.reads = reads;
    this.writes = writes;
    this.abandoned = abandoned;
    this.conditionalWrites = conditionalWrites;
    this.partSize = partSize;
    this.parallelParts = parallelParts;
  }

  /**
   * Begins a storage.
   *
   * @return a builder that needs a client and a bucket at least
   */
  public static S3StorageBuilder builder() {
    return new S3StorageBuilder();
  }

  /**
   * {@inheritDoc}
   *
   * <p>A role that may not read learns only at the commit that a key is taken.
   */
  @Override
  public ObjectWriter create(String key) {
    StorageKeys.check(key);
    if (reads.isKnownToExist(key)) {
      throw exists(key);
    }
    return new S3Writer(this, key);
  }

  Bucket bucket() {
    return reads.bucket();
  }

  int partSize() {
    return partSize;
  }

  /** Publishes a small object; false when the key is taken. */
  boolean put(Publication publication, byte[] bytes, int length) {
    conditionalWrites.requireOfPut();
    return writes.put(publication, bytes, length);
  }

  PartsUpload beginMultipart(Publication publication) {
    conditionalWrites.requireOfCompletion();
    PartsUpload upload = new PartsUpload(writes, publication, parallelParts);
    try {
      abandoned.abortBeside(publication.key(), upload.id());
      return upload;
    } catch (RuntimeException e) {
      upload.abort();
      throw e;
    }
  }

  void requireLock(String key) {
    writes.requireLock(key);
  }

  ArchiveExistsException exists(String key) {
    return new ArchiveExistsException(
        key,
        bucket().uri(key) + " already exists and is not overwritten; choose another key",
        null);
  }

  @Override
  public StoredObject open(String key) {
    StorageKeys.check(key);
    return reads
        .head(key)
        .map(head -> new OpenedObject(reads, key, head))
        .orElseThrow(
            () -> {
              reads.requireBucket();
              return new ArchiveNotFoundException(
                  key, "no object " + bucket().uri(key) + "; list() shows the archives", null);
            });
  }

  @Override
  public Stream<ObjectInfo> list(String prefix) {
    return reads.list(StorageKeys.checkPrefix(prefix));
  }

  @Override
  public Optional<ObjectInfo> stat(String key) {
    StorageKeys.check(key);
    return reads.head(key).map(head -> BucketReads.info(key, head));
  }

  /**
   * {@inheritDoc}
   *
   * <p>In a versioned bucket this sets a delete marker, also when Object Lock holds the version:
   * the object is no longer listed, and its version stays until the bucket's life-cycle rules
   * remove it, which they do after the lock has ended. {@link #lockedUntil} tells beforehand.
   */
  @Override
  public void delete(String key) {
    reads.delete(StorageKeys.check(key));
  }

  /**
   * {@inheritDoc}
   *
   * <p>S3 shows the retention to who has {@code s3:GetObjectRetention}, and a legal hold to who has
   * {@code s3:GetObjectLegalHold}; to others it looks as if there were none.
   */
  @Override
  public Optional<Instant> lockedUntil(String key) {
    StorageKeys.check(key);
    return reads.head(key).flatMap(reads::lockedUntil);
  }

  @Override
  public String toString() {
    return "S3Storage[" + bucket().uri("") + "]";
  }
}
