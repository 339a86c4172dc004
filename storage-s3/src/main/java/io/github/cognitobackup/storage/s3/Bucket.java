package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.error.CognitoBackupException;
import io.github.cognitobackup.error.ObjectLockedException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.StorageKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The calls to S3, by the keys of the storage, with their repetition and their errors. */
final class Bucket {

  private static final String BYTES = "application/octet-stream";

  private final S3Client client;
  private final String name;
  private final String prefix;
  private final @Nullable String owner;
  private final WriteOptions options;
  private final Clock clock;

  Bucket(
      S3Client client,
      String name,
      String prefix,
      @Nullable String owner,
      WriteOptions options,
      Clock clock) {
    this.client = client;
    this.name = name;
    this.prefix = prefix;
    this.owner = owner;
    this.options = options;
    this.clock = clock;
  }

  String uri(String key) {
    return "s3://" + name + "/" + prefix + key;
  }

  private <T> T call(S3Failure kind, String key, Supplier<T> call) {
    try {
      return Retry.call(call);
    } catch (SdkException e) {
      throw error(kind, key, e);
    }
  }

  /** What a failure means; asks S3 again where its answer does not tell. */
  CognitoBackupException error(S3Failure kind, String key, SdkException failure) {
    if (kind == S3Failure.DELETE && S3Failure.isLock(failure)) {
      return new ObjectLockedException(
          key,
          "cannot delete "
              + uri(key)
              + ": it is locked"
              + endOfLock(key)
              + "; delete it after the lock has ended",
          failure);
    }
    SdkException telling = telling(failure);
    return S3Failure.isDenial(telling) && isOfAnotherOwner()
        ? new StorageUnavailableException(
            false,
            "cannot reach "
                + uri(key)
                + ": the bucket does not belong to the account "
                + owner
                + "; correct expectedBucketOwner(...) or the bucket's name",
            failure)
        : kind.of(uri(key), telling);
  }

  private String endOfLock(String key) {
    try {
      return lockedUntil(headOnce(key))
          .map(end -> end.equals(Instant.MAX) ? " by a legal hold" : " until " + end)
          .orElse("");
    } catch (SdkException e) {
      return "";
    }
  }

  /** Answers to HEAD have no body, and so no code: a listing is refused for the same reason. */
  private SdkException telling(SdkException failure) {
    if (S3Failure.isWithoutCode(failure)) {
      try {
        listOne(owner);
      } catch (SdkException e) {
        return S3Failure.isWithoutCode(e) || S3Failure.isPassing(e) ? failure : e;
      }
    }
    return failure;
  }

  /** S3 denies access to the bucket of another account as if it were for want of rights. */
  private boolean isOfAnotherOwner() {
    if (owner == null) {
      return false;
    }
    try {
      listOne(owner);
      return false;
    } catch (SdkException e) {
      if (!S3Failure.isDenial(e)) {
        return false;
      }
    }
    try {
      listOne(null);
      return true;
    } catch (SdkException e) {
      return false;
    }
  }

  private ListObjectsV2Response listOne(@Nullable String expectedOwner) {
    return client.listObjectsV2(
        request ->
            request.bucket(name).prefix(prefix).maxKeys(1).expectedBucketOwner(expectedOwner));
  }

  /** Whether the client speaks to something else than Amazon S3, as far as can be seen. */
  boolean isElsewhere() {
    return client
        .serviceClientConfiguration()
        .endpointOverride()
        .map(URI::getHost)
        .filter(host -> !host.endsWith(".amazonaws.com") && !host.endsWith(".amazonaws.com.cn"))
        .isPresent();
  }

  // reading

  static ObjectInfo info(String key, HeadObjectResponse head) {
    return new ObjectInfo(key, head.contentLength(), head.lastModified());
  }

  Optional<HeadObjectResponse> head(String key) {
    try {
      return Optional.of(Retry.call(() -> headOnce(key)));
    } catch (SdkException e) {
      if (S3Failure.statusOf(e) == 404) {
        return Optional.empty();
      }
      throw error(S3Failure.GET, key, e);
    }
  }

  /** When S3 no longer keeps the version from being deleted; empty when nothing does. */
  Optional<Instant> lockedUntil(HeadObjectResponse head) {
    if (head.objectLockLegalHoldStatus() == ObjectLockLegalHoldStatus.ON) {
      return Optional.of(Instant.MAX);
    }
    return Optional.ofNullable(head.objectLockRetainUntilDate()).filter(clock.instant()::isBefore);
  }

  private HeadObjectResponse headOnce(String key) {
    HeadObjectResponse head =
        client.headObject(
            request -> request.bucket(name).key(prefix + key).expectedBucketOwner(owner));
    requireWhole(head.contentLength() != null && head.lastModified() != null, head.eTag());
    return head;
  }

  /** Where a connection breaks among the headers, the client takes those it got for all. */
  private static void requireWhole(boolean present, @Nullable String eTag) {
    if (!present || eTag == null || !eTag.endsWith("\"")) {
      throw SdkClientException.create("", new IOException("the answer of S3 broke off"));
    }
  }

  /** As {@link #head}, but a caller who may only write learns nothing, instead of failing. */
  boolean isKnownToExist(String key) {
    try {
      Retry.call(() -> headOnce(key));
      return true;
    } catch (SdkException e) {
      int status = S3Failure.statusOf(e);
      if (status == 404 || status == 403) {
        return false;
      }
      throw error(S3Failure.PUT, key, e);
    }
  }

  /** Tells a missing bucket from a missing object, which look alike to HEAD. */
  void requireBucket() {
    call(S3Failure.LIST, "", () -> listOne(owner));
  }

  /** Gets an object from a position to its end, if it is still the one with the tag. Once. */
  ResponseInputStream<GetObjectResponse> get(String key, String eTag, long position) {
    return client.getObject(
        request ->
            request
                .bucket(name)
                .key(prefix + key)
                .ifMatch(eTag)
                .range(position == 0 ? null : "bytes=" + position + "-")
                .expectedBucketOwner(owner));
  }

  /** Times in whole seconds, as HEAD tells them; some services list fractions. */
  Stream<ObjectInfo> list(String keyPrefix) {
    return Pages.<S3Object, ListObjectsV2Response>stream(
            last ->
                call(
                    S3Failure.LIST,
                    keyPrefix,
                    () ->
                        client.listObjectsV2(
                            request ->
                                request
                                    .bucket(name)
                                    .prefix(prefix + keyPrefix)
                                    .continuationToken(
                                        last == null ? null : last.nextContinuationToken())
                                    .expectedBucketOwner(owner))),
            ListObjectsV2Response::contents,
            ListObjectsV2Response::isTruncated)
        .filter(object -> StorageKeys.isValid(object.key().substring(prefix.length())))
        .map(
            object ->
                new ObjectInfo(
                    object.key().substring(prefix.length()),
                    object.size(),
                    object.lastModified().truncatedTo(ChronoUnit.SECONDS)));
  }

  void delete(String key) {
    call(
        S3Failure.DELETE,
        key,
        () ->
            client.deleteObject(
                request -> request.bucket(name).key(prefix + key).expectedBucketOwner(owner)));
  }

  // writing

  /** Publishes a small object; false when the key is taken. */
  boolean put(Publication publication, byte[] bytes, int length) {
    PutObjectRequest.Builder builder =
        PutObjectRequest.builder()
            .bucket(name)
            .key(prefix + publication.key())
            .ifNoneMatch("*")
            .metadata(publication.metadata())
            .expectedBucketOwner(owner)
            .overrideConfiguration(Retry.ONE_ATTEMPT);
    options.applyTo(builder, clock.instant());
    PutObjectRequest request = builder.build();
    return new Commit(
            this, publication, () -> client.putObject(request, body(bytes, length)), () -> true)
        .run();
  }

  String beginUpload(Publication publication) {
    CreateMultipartUploadRequest.Builder request =
        CreateMultipartUploadRequest.builder()
            .bucket(name)
            .key(prefix + publication.key())
            .metadata(publication.metadata())
            .expectedBucketOwner(owner);
    options.applyTo(request, clock.instant());
    return call(
        S3Failure.PUT,
        publication.key(),
        () -> client.createMultipartUpload(request.build()).uploadId());
  }

  CompletedPart uploadPart(String key, String uploadId, int number, byte[] bytes, int length) {
    UploadPartResponse response =
        call(S3Failure.PUT, key, () -> uploadPartOnce(key, uploadId, number, bytes, length));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(response.eTag())
        .checksumCRC32(response.checksumCRC32())
        .checksumCRC32C(response.checksumCRC32C())
        .checksumCRC64NVME(response.checksumCRC64NVME())
        .checksumSHA1(response.checksumSHA1())
        .checksumSHA256(response.checksumSHA256())
        .checksumSHA512(response.checksumSHA512())
        .checksumMD5(response.checksumMD5())
        .checksumXXHASH64(response.checksumXXHASH64())
        .checksumXXHASH3(response.checksumXXHASH3())
        .checksumXXHASH128(response.checksumXXHASH128())
        .build();
  }

  private UploadPartResponse uploadPartOnce(
      String key, String uploadId, int number, byte[] bytes, int length) {
    UploadPartResponse response =
        client.uploadPart(
            request ->
                request
                    .bucket(name)
                    .key(prefix + key)
                    .uploadId(uploadId)
                    .partNumber(number)
                    .checksumAlgorithm(options.checksumAlgorithm())
                    .expectedBucketOwner(owner),
            body(bytes, length));
    requireWhole(true, response.eTag());
    return response;
  }

  /** Whether a copy from the other bucket may be asked of the same service. */
  boolean isServedLike(Bucket other) {
    S3ServiceClientConfiguration mine = client.serviceClientConfiguration();
    S3ServiceClientConfiguration others = other.client.serviceClientConfiguration();
    return mine.region().equals(others.region())
        && mine.endpointOverride().equals(others.endpointOverride());
  }

  /** Lets S3 copy bytes of an object, from a position to before another, as a part. */
  CompletedPart copyPart(
      String key, String uploadId, int number, OpenedObject source, long from, long to) {
    CopyPartResult result =
        call(
                S3Failure.PUT,
                key,
                () ->
                    client.uploadPartCopy(
                        request ->
                            request
                                .sourceBucket(source.bucket().name)
                                .sourceKey(source.bucket().prefix + source.info().key())
                                .copySourceIfMatch(source.eTag())
                                .copySourceRange("bytes=" + from + "-" + (to - 1))
                                .expectedSourceBucketOwner(source.bucket().owner)
                                .destinationBucket(name)
                                .destinationKey(prefix + key)
                                .uploadId(uploadId)
                                .partNumber(number)
                                .expectedBucketOwner(owner)))
            .copyPartResult();
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(result.eTag())
        .checksumCRC32(result.checksumCRC32())
        .checksumCRC32C(result.checksumCRC32C())
        .checksumCRC64NVME(result.checksumCRC64NVME())
        .checksumSHA1(result.checksumSHA1())
        .checksumSHA256(result.checksumSHA256())
        .checksumSHA512(result.checksumSHA512())
        .checksumMD5(result.checksumMD5())
        .checksumXXHASH64(result.checksumXXHASH64())
        .checksumXXHASH3(result.checksumXXHASH3())
        .checksumXXHASH128(result.checksumXXHASH128())
        .build();
  }

  /** Publishes a large object; false when the key is taken. */
  boolean completeUpload(Publication publication, String uploadId, List<CompletedPart> parts) {
    CompleteMultipartUploadRequest request =
        CompleteMultipartUploadRequest.builder()
            .bucket(name)
            .key(prefix + publication.key())
            .uploadId(uploadId)
            .ifNoneMatch("*")
            .checksumType(options.checksumType())
            .multipartUpload(upload -> upload.parts(parts))
            .expectedBucketOwner(owner)
            .overrideConfiguration(Retry.ONE_ATTEMPT)
            .build();
    return new Commit(
            this,
            publication,
            () -> client.completeMultipartUpload(request),
            () -> tryAbortUpload(publication.key(), uploadId))
        .run();
  }

  private static RequestBody body(byte[] bytes, int length) {
    return RequestBody.fromContentProvider(
        () -> new ByteArrayInputStream(bytes, 0, length), length, BYTES);
  }

  // abandoned uploads

  Stream<MultipartUpload> uploads(String folder) {
    return Pages.<MultipartUpload, ListMultipartUploadsResponse>stream(
        last ->
            Retry.call(
                () ->
                    client.listMultipartUploads(
                        request ->
                            request
                                .bucket(name)
                                .prefix(prefix + folder)
                                .keyMarker(last == null ? null : last.nextKeyMarker())
                                .uploadIdMarker(last == null ? null : last.nextUploadIdMarker())
                                .expectedBucketOwner(owner))),
        ListMultipartUploadsResponse::uploads,
        ListMultipartUploadsResponse::isTruncated);
  }

  Stream<Part> parts(MultipartUpload upload) {
    return Pages.<Part, ListPartsResponse>stream(
        last ->
            Retry.call(
                () ->
                    client.listParts(
                        request ->
                            request
                                .bucket(name)
                                .key(upload.key())
                                .uploadId(upload.uploadId())
                                .partNumberMarker(last == null ? null : last.nextPartNumberMarker())
                                .expectedBucketOwner(owner))),
        ListPartsResponse::parts,
        ListPartsResponse::isTruncated);
  }

  void abort(MultipartUpload upload) {
    tryAbortUpload(upload.key().substring(prefix.length()), upload.uploadId());
  }

  /** Aborts an upload; false when it is not known to be gone. */
  boolean tryAbortUpload(String key, String uploadId) {
    try {
      Retry.call(
          () ->
              client.abortMultipartUpload(
                  request ->
                      request
                          .bucket(name)
                          .key(prefix + key)
                          .uploadId(uploadId)
                          .expectedBucketOwner(owner)));
      return true;
    } catch (SdkException | WorkInterruptedException e) {
      // what stays is never listed; the next upload or the bucket's life-cycle rule removes it
      return e instanceof SdkException failure && S3Failure.statusOf(failure) == 404;
    }
  }
}
