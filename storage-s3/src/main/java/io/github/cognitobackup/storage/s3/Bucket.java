package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.StorageKeys;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
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
      throw kind.of(uri(key), e);
    }
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
      throw S3Failure.GET.of(uri(key), e);
    }
  }

  private HeadObjectResponse headOnce(String key) {
    return client.headObject(
        request -> request.bucket(name).key(prefix + key).expectedBucketOwner(owner));
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
      throw S3Failure.PUT.of(uri(key), e);
    }
  }

  /** Tells a missing bucket from a missing object, which look alike to HEAD. */
  void requireBucket() {
    call(
        S3Failure.LIST,
        "",
        () ->
            client.listObjectsV2(
                request ->
                    request.bucket(name).prefix(prefix).maxKeys(1).expectedBucketOwner(owner)));
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
        call(
            S3Failure.PUT,
            key,
            () ->
                client.uploadPart(
                    request ->
                        request
                            .bucket(name)
                            .key(prefix + key)
                            .uploadId(uploadId)
                            .partNumber(number)
                            .checksumAlgorithm(options.checksum())
                            .expectedBucketOwner(owner),
                    body(bytes, length)));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(response.eTag())
        .checksumCRC32(response.checksumCRC32())
        .checksumCRC32C(response.checksumCRC32C())
        .checksumCRC64NVME(response.checksumCRC64NVME())
        .checksumSHA1(response.checksumSHA1())
        .checksumSHA256(response.checksumSHA256())
        .build();
  }

  /** Publishes a large object; false when the key is taken. */
  boolean completeUpload(
      Publication publication, String uploadId, List<CompletedPart> parts, long size) {
    CompleteMultipartUploadRequest request =
        CompleteMultipartUploadRequest.builder()
            .bucket(name)
            .key(prefix + publication.key())
            .uploadId(uploadId)
            .ifNoneMatch("*")
            .mpuObjectSize(size)
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
