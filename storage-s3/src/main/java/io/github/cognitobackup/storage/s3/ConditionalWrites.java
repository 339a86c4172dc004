package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.error.StorageUnavailableException;

/**
 * Makes sure, before the first commit, that the service heeds {@code If-None-Match}. Amazon S3
 * does. Another service that ignores it would overwrite without a word, so it is put to the test
 * with an object of its own, which is never listed.
 *
 * <p>Thread-safe; two threads at once may test twice.
 */
final class ConditionalWrites {

  static final String KEY = Bucket.TESTS + "conditional-writes";

  private final BucketWrites writes;
  private volatile boolean ofPut;
  private volatile boolean ofCompletion;

  /**
   * @param known whether nothing need be tested
   */
  ConditionalWrites(BucketWrites writes, boolean known) {
    this.writes = writes;
    this.ofPut = known;
    this.ofCompletion = known;
  }

  void requireOfPut() {
    if (!ofPut) {
      put(); // from here on the key is taken
      ofPut = !put();
      require(ofPut, "PutObject");
    }
  }

  void requireOfCompletion() {
    if (!ofCompletion) {
      put();
      ofCompletion = !completeUpload();
      require(ofCompletion, "CompleteMultipartUpload");
    }
  }

  private boolean put() {
    Publication attempt = Publication.of(KEY);
    return writes.put(attempt, attempt.bytes(), attempt.bytes().length);
  }

  private boolean completeUpload() {
    Publication attempt = Publication.of(KEY);
    PartsUpload upload = new PartsUpload(writes, attempt, 1);
    boolean published = false;
    try {
      published = upload.complete(attempt.bytes(), attempt.bytes().length);
    } finally {
      if (!published) {
        upload.abort();
        writes.aborts().tryAbortWithItsObject(KEY, upload.id());
      }
    }
    return published;
  }

  private void require(boolean heeded, String operation) {
    if (!heeded) {
      throw new StorageUnavailableException(
          false,
          "cannot write to "
              + writes.bucket().uri("")
              + ": this service ignores If-None-Match in "
              + operation
              + ", so one writer could overwrite another's object; use a service that"
              + " honours it or, where only one process writes,"
              + " insecureWithoutConditionalWrites()",
          null);
    }
  }
}
