package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.error.StorageUnavailableException;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The calls that bring an object into the bucket, in one piece or in parts. */
final class BucketWrites {

  private static final String BYTES = "application/octet-stream";

  private final Bucket bucket;
  private final BucketReads reads;
  private final Refusals refusals;
  private final WriteOptions options;
  private final Clock clock;
  private final boolean conditional;
  private final DemandedChecksums checksums = new DemandedChecksums();
  private final Aborts aborts;

  /**
   * @param conditional whether the service is relied on to refuse a key that is taken
   */
  BucketWrites(BucketReads reads, WriteOptions options, Clock clock, boolean conditional) {
    this.bucket = reads.bucket();
    this.reads = reads;
    this.refusals = reads.refusals();
    this.options = options;
    this.clock = clock;
    this.conditional = conditional;
    this.aborts = new Aborts(reads, this);
  }

  Bucket bucket() {
    return bucket;
  }

  private @Nullable String ifNoneMatch() {
    return conditional ? "*" : null;
  }

  /** Publishes a small object; false when the key is taken. */
  boolean put(Publication publication, byte[] bytes, int length) {
    PutObjectRequest.Builder builder =
        PutObjectRequest.builder()
            .bucket(bucket.name())
            .key(bucket.path(publication.key()))
            .ifNoneMatch(ifNoneMatch())
            .metadata(publication.metadata())
            .expectedBucketOwner(bucket.owner())
            .overrideConfiguration(Retry.ONE_ATTEMPT);
    options.applyTo(builder, clock.instant());
    builder.checksumAlgorithm(options.checksum()).checksumCRC32(options.crc32(bytes, length));
    PutObjectRequest request = builder.build();
    return new Commit(
            reads,
            publication,
            conditional,
            () ->
                checksums.send(
                    bytes,
                    length,
                    contentMd5 ->
                        bucket
                            .client()
                            .putObject(
                                request.toBuilder().contentMD5(contentMd5).build(),
                                body(bytes, length))),
            () -> false)
        .run();
  }

  String beginUpload(Publication publication) {
    CreateMultipartUploadRequest.Builder request =
        CreateMultipartUploadRequest.builder()
            .bucket(bucket.name())
            .key(bucket.path(publication.key()))
            .metadata(publication.metadata())
            .expectedBucketOwner(bucket.owner());
    options.applyTo(request, clock.instant());
    return refusals.call(
        S3Failure.PUT,
        publication.key(),
        () -> {
          String id = bucket.client().createMultipartUpload(request.build()).uploadId();
          if (id == null) {
            throw BucketReads.brokenOff("the answer has no id of the upload");
          }
          return id;
        });
  }

  CompletedPart uploadPart(String key, String uploadId, int number, byte[] bytes, int length) {
    return completed(
        number,
        refusals.call(
            S3Failure.PUT,
            key,
            () ->
                checksums.send(
                    bytes,
                    length,
                    contentMd5 ->
                        uploadPartOnce(key, uploadId, number, bytes, length, contentMd5))));
  }

  private UploadPartResponse uploadPartOnce(
      String key,
      String uploadId,
      int number,
      byte[] bytes,
      int length,
      @Nullable String contentMd5) {
    UploadPartResponse response =
        bucket
            .client()
            .uploadPart(
                request ->
                    request
                        .bucket(bucket.name())
                        .key(bucket.path(key))
                        .uploadId(uploadId)
                        .partNumber(number)
                        .checksumAlgorithm(options.checksum())
                        .checksumCRC32(options.crc32(bytes, length))
                        .contentMD5(contentMd5)
                        .expectedBucketOwner(bucket.owner()),
                body(bytes, length));
    BucketReads.requireWhole(true, response.eTag());
    return response;
  }

  /** Lets S3 copy bytes of an object, from a position to before another, as a part. */
  CompletedPart copyPart(
      String key, String uploadId, int number, OpenedObject source, long from, long to) {
    return completed(
        number,
        refusals.call(
            S3Failure.PUT, key, () -> copyPartOnce(key, uploadId, number, source, from, to)));
  }

  private CopyPartResult copyPartOnce(
      String key, String uploadId, int number, OpenedObject source, long from, long to) {
    Bucket other = source.bucket();
    CopyPartResult result =
        bucket
            .client()
            .uploadPartCopy(
                request ->
                    request
                        .sourceBucket(other.name())
                        .sourceKey(other.path(source.info().key()))
                        .copySourceIfMatch(source.eTag())
                        .copySourceRange("bytes=" + from + "-" + (to - 1))
                        .expectedSourceBucketOwner(other.owner())
                        .destinationBucket(bucket.name())
                        .destinationKey(bucket.path(key))
                        .uploadId(uploadId)
                        .partNumber(number)
                        .expectedBucketOwner(bucket.owner()))
            .copyPartResult();
    BucketReads.requireWhole(result != null, result == null ? null : result.eTag());
    return result;
  }

  /** A part with the tag and the checksums of S3's answer, which have the same names there. */
  private static CompletedPart completed(int number, SdkPojo answer) {
    CompletedPart.Builder part = CompletedPart.builder();
    Map<String, SdkField<?>> fields =
        part.sdkFields().stream().collect(Collectors.toMap(SdkField::memberName, f -> f));
    for (SdkField<?> field : answer.sdkFields()) {
      SdkField<?> same = fields.get(field.memberName());
      if (same != null) {
        same.set(part, field.getValueOrDefault(answer));
      }
    }
    return part.partNumber(number).build();
  }

  /** Publishes a large object; false when the key is taken. */
  boolean completeUpload(Publication publication, String uploadId, List<CompletedPart> parts) {
    CompleteMultipartUploadRequest request =
        CompleteMultipartUploadRequest.builder()
            .bucket(bucket.name())
            .key(bucket.path(publication.key()))
            .uploadId(uploadId)
            .ifNoneMatch(ifNoneMatch())
            .checksumType(options.checksumType())
            .multipartUpload(upload -> upload.parts(parts))
            .expectedBucketOwner(bucket.owner())
            .overrideConfiguration(Retry.ONE_ATTEMPT)
            .build();
    return new Commit(
            reads,
            publication,
            conditional,
            () -> bucket.client().completeMultipartUpload(request),
            () -> tryAbortUpload(publication.key(), uploadId))
        .run();
  }

  /** Locks what was published in parts, where a lock is wanted and the service forgot it. */
  void requireLock(String key) {
    if (options.lockMode() == null || !bucket.isElsewhere()) {
      return;
    }
    // what is there is to be locked although the thread was interrupted
    boolean interrupted = Thread.interrupted();
    try {
      lockUnlessLocked(key);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void lockUnlessLocked(String key) {
    if (!isSeenLocked(key)) {
      refusals.call(
          S3Failure.LOCK,
          key,
          () ->
              bucket
                  .client()
                  .putObjectRetention(
                      request ->
                          request
                              .bucket(bucket.name())
                              .key(bucket.path(key))
                              .retention(options.retentionFrom(clock.instant()))
                              .expectedBucketOwner(bucket.owner())));
    }
  }

  private boolean isSeenLocked(String key) {
    try {
      return reads.head(key).map(HeadObjectResponse::objectLockRetainUntilDate).isPresent();
    } catch (StorageUnavailableException e) {
      return false; // who may not look may lock
    }
  }

  private static RequestBody body(byte[] bytes, int length) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(bytes, 0, length), length, BYTES);
  }

  /** Aborts an upload; false when it is not known to be gone. */
  boolean tryAbortUpload(String key, String uploadId) {
    return aborts.tryAbort(key, uploadId);
  }

  Aborts aborts() {
    return aborts;
  }

  // what others, or earlier runs, have begun

  Stream<MultipartUpload> uploads(String folder) {
    return Pages.<MultipartUpload, ListMultipartUploadsResponse>stream(
        last ->
            Retry.call(
                () ->
                    bucket
                        .client()
                        .listMultipartUploads(
                            request ->
                                request
                                    .bucket(bucket.name())
                                    .prefix(bucket.path(folder))
                                    .keyMarker(last == null ? null : last.nextKeyMarker())
                                    .uploadIdMarker(last == null ? null : last.nextUploadIdMarker())
                                    .expectedBucketOwner(bucket.owner()))),
        ListMultipartUploadsResponse::uploads,
        ListMultipartUploadsResponse::isTruncated);
  }

  Stream<Part> parts(MultipartUpload upload) {
    return Pages.<Part, ListPartsResponse>stream(
        last ->
            Retry.call(
                () ->
                    bucket
                        .client()
                        .listParts(
                            request ->
                                request
                                    .bucket(bucket.name())
                                    .key(upload.key())
                                    .uploadId(upload.uploadId())
                                    .partNumberMarker(
                                        last == null ? null : last.nextPartNumberMarker())
                                    .expectedBucketOwner(bucket.owner()))),
        ListPartsResponse::parts,
        ListPartsResponse::isTruncated);
  }

  void abort(MultipartUpload upload) {
    String key = upload.key().substring(bucket.prefix().length());
    if (key.startsWith(Bucket.TESTS)) {
      aborts.tryAbortWithItsObject(key, upload.uploadId());
    } else {
      aborts.tryAbort(key, upload.uploadId());
    }
  }
}
