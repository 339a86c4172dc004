package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.error.CognitoBackupException;
import io.github.cognitobackup.error.WorkInterruptedException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Aborts uploads, where that takes nothing else away. A service was seen that deletes, with an
 * upload, the object that another writer had published under the same key. So other services than
 * Amazon S3 are put to the test, with an object of its own, before the first upload to a taken key
 * is aborted. Where they fail it, such an upload is left alone.
 *
 * <p>Thread-safe; two threads at once may test twice.
 */
final class Aborts {

  private static final String KEY = Bucket.TESTS + "aborted-uploads";

  private final Bucket bucket;
  private final BucketReads reads;
  private final BucketWrites writes;
  private volatile @Nullable Boolean keepObjects;

  Aborts(BucketReads reads, BucketWrites writes) {
    this.bucket = reads.bucket();
    this.reads = reads;
    this.writes = writes;
    this.keepObjects = bucket.isElsewhere() ? null : true;
  }

  /** False when the upload is not known to be gone. */
  boolean tryAbort(String key, String uploadId) {
    return tryAbort(key, uploadId, false);
  }

  /** Aborts an upload to a key whose object may go with it. */
  void tryAbortWithItsObject(String key, String uploadId) {
    tryAbort(key, uploadId, true);
  }

  private boolean tryAbort(String key, String uploadId, boolean withItsObject) {
    try {
      if (!withItsObject && mayTakeAnObject(key)) {
        return false;
      }
      abort(key, uploadId);
      return true;
    } catch (SdkException | CognitoBackupException | WorkInterruptedException e) {
      // what stays is never listed; the next upload or the bucket's life-cycle rule removes it
      return e instanceof SdkException failure && S3Failure.statusOf(failure) == 404;
    }
  }

  private boolean mayTakeAnObject(String key) {
    return !Boolean.TRUE.equals(keepObjects) && reads.isKnownToExist(key) && !keepObjects();
  }

  private boolean keepObjects() {
    Boolean known = keepObjects;
    if (known == null) {
      Publication probe = Publication.of(KEY);
      writes.put(probe, probe.bytes(), probe.bytes().length); // from here on the key is taken
      Optional<Map<String, String>> before = reads.head(KEY).map(HeadObjectResponse::metadata);
      abort(KEY, writes.beginUpload(probe));
      // by its metadata, for another process may have put there one of its own meanwhile
      known =
          before.isPresent() && before.equals(reads.head(KEY).map(HeadObjectResponse::metadata));
      keepObjects = known;
    }
    return known;
  }

  private void abort(String key, String uploadId) {
    Retry.call(
        () ->
            bucket
                .client()
                .abortMultipartUpload(
                    request ->
                        request
                            .bucket(bucket.name())
                            .key(bucket.path(key))
                            .uploadId(uploadId)
                            .expectedBucketOwner(bucket.owner())));
  }
}
