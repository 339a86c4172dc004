package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.error.StorageUnavailableException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** Finds out what a failure means, and asks S3 again where its answer does not tell. */
final class Refusals {

  private final Bucket bucket;

  Refusals(Bucket bucket) {
    this.bucket = bucket;
  }

  /** Makes a call whose repetition does no harm; its failure says what to do next. */
  <T> T call(S3Failure kind, String key, Supplier<T> call) {
    try {
      return Retry.call(call);
    } catch (SdkException e) {
      throw error(kind, key, e);
    }
  }

  RuntimeException error(S3Failure kind, String key, SdkException failure) {
    SdkException telling = telling(failure);
    return S3Failure.isDenial(telling) && isOfAnotherOwner()
        ? new StorageUnavailableException(
            false,
            "cannot reach "
                + bucket.uri(key)
                + ": the bucket does not belong to the account "
                + bucket.owner()
                + "; correct expectedBucketOwner(...) or the bucket's name",
            failure)
        : kind.of(bucket.uri(key), telling);
  }

  /** Answers to HEAD have no body, and so no code: a listing is refused for the same reason. */
  private SdkException telling(SdkException failure) {
    if (S3Failure.isWithoutCode(failure)) {
      try {
        list(bucket.owner());
      } catch (SdkException e) {
        return S3Failure.isWithoutCode(e) || S3Failure.isPassing(e) ? failure : e;
      }
    }
    return failure;
  }

  /** Fails as S3 does, when the bucket cannot be listed. */
  void list() {
    list(bucket.owner());
  }

  private void list(@Nullable String expectedOwner) {
    Retry.once(
        () ->
            bucket
                .client()
                .listObjectsV2(
                    request ->
                        request
                            .bucket(bucket.name())
                            .prefix(bucket.prefix())
                            .maxKeys(1)
                            .expectedBucketOwner(expectedOwner)));
  }

  /** S3 denies access to the bucket of another account as if it were for want of rights. */
  private boolean isOfAnotherOwner() {
    if (bucket.owner() == null) {
      return false;
    }
    try {
      list(bucket.owner());
      return false;
    } catch (SdkException e) {
      if (!S3Failure.isDenial(e)) {
        return false;
      }
    }
    try {
      list(null);
      return true;
    } catch (SdkException e) {
      return false;
    }
  }
}
