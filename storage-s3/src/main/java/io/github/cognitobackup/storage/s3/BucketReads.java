package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.error.ObjectLockedException;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.StorageKeys;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The calls about objects that are there: looking, reading, listing, deleting. */
final class BucketReads {

  private final Bucket bucket;
  private final Refusals refusals;
  private final Clock clock;

  BucketReads(Bucket bucket, Refusals refusals, Clock clock) {
    this.bucket = bucket;
    this.refusals = refusals;
    this.clock = clock;
  }

  Bucket bucket() {
    return bucket;
  }

  Refusals refusals() {
    return refusals;
  }

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
      throw refusals.error(S3Failure.GET, key, e);
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
      throw refusals.error(S3Failure.PUT, key, e);
    }
  }

  private HeadObjectResponse headOnce(String key) {
    try {
      HeadObjectResponse head =
          bucket
              .client()
              .headObject(
                  request ->
                      request
                          .bucket(bucket.name())
                          .key(bucket.path(key))
                          .expectedBucketOwner(bucket.owner()));
      requireWhole(head.contentLength() != null && head.lastModified() != null, head.eTag());
      return head;
    } catch (SdkException e) {
      if (S3Failure.isOfHalfARequest(e)) {
        refusals.list(); // fails too where it was not that: every answer to HEAD is without a code
      }
      throw e;
    }
  }

  /** Where a connection breaks among the headers, the client takes those it got for all. */
  static void requireWhole(boolean present, @Nullable String eTag) {
    if (!present || eTag == null || !eTag.endsWith("\"")) {
      throw brokenOff("headers are missing");
    }
  }

  static SdkClientException brokenOff(String missing) {
    return SdkClientException.create("the response ended early", new IOException(missing));
  }

  /** Tells a missing bucket from a missing object, which look alike to HEAD. */
  void requireBucket() {
    refusals.call(
        S3Failure.LIST,
        "",
        () -> {
          refusals.list();
          return true;
        });
  }

  /** Gets an object from a position to its end, if it is still the one with the tag. Once. */
  ResponseInputStream<GetObjectResponse> get(String key, String eTag, long position) {
    return Retry.once(
        () ->
            bucket
                .client()
                .getObject(
                    request ->
                        request
                            .bucket(bucket.name())
                            .key(bucket.path(key))
                            .ifMatch(eTag)
                            .range(position == 0 ? null : "bytes=" + position + "-")
                            .expectedBucketOwner(bucket.owner())));
  }

  /** Times in whole seconds, as HEAD tells them; some services list fractions. */
  Stream<ObjectInfo> list(String keyPrefix) {
    int prefixLength = bucket.prefix().length();
    return Pages.<S3Object, ListObjectsV2Response>stream(
            last -> refusals.call(S3Failure.LIST, keyPrefix, () -> page(keyPrefix, last)),
            ListObjectsV2Response::contents,
            ListObjectsV2Response::isTruncated)
        .filter(object -> StorageKeys.isValid(object.key().substring(prefixLength)))
        .map(
            object ->
                new ObjectInfo(
                    object.key().substring(prefixLength),
                    object.size(),
                    object.lastModified().truncatedTo(ChronoUnit.SECONDS)));
  }

  private ListObjectsV2Response page(String keyPrefix, @Nullable ListObjectsV2Response last) {
    return bucket
        .client()
        .listObjectsV2(
            request ->
                request
                    .bucket(bucket.name())
                    .prefix(bucket.path(keyPrefix))
                    .continuationToken(last == null ? null : last.nextContinuationToken())
                    .expectedBucketOwner(bucket.owner()));
  }

  void delete(String key) {
    try {
      Retry.call(
          () ->
              bucket
                  .client()
                  .deleteObject(
                      request ->
                          request
                              .bucket(bucket.name())
                              .key(bucket.path(key))
                              .expectedBucketOwner(bucket.owner())));
    } catch (SdkException e) {
      throw S3Failure.isLock(e)
          ? new ObjectLockedException(
              key,
              "cannot delete "
                  + bucket.uri(key)
                  + ": it is locked"
                  + endOfLock(key)
                  + "; delete it after the lock has ended",
              e)
          : refusals.error(S3Failure.DELETE, key, e);
    }
  }

  /** When S3 no longer keeps the version from being deleted; empty when nothing does. */
  Optional<Instant> lockedUntil(HeadObjectResponse head) {
    if (head.objectLockLegalHoldStatus() == ObjectLockLegalHoldStatus.ON) {
      return Optional.of(Instant.MAX);
    }
    return Optional.ofNullable(head.objectLockRetainUntilDate()).filter(clock.instant()::isBefore);
  }

  private String endOfLock(String key) {
    try {
      return lockedUntil(Retry.once(() -> headOnce(key)))
          .map(end -> end.equals(Instant.MAX) ? " by a legal hold" : " until " + end)
          .orElse("");
    } catch (SdkException e) {
      return "";
    }
  }
}
