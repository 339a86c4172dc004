package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.error.PrintableText;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.StoredObject;
import java.io.InputStream;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** An object pinned by its ETag: S3 gives no byte of another one under its key. */
final class OpenedObject implements StoredObject {

  private final BucketReads reads;
  private final ObjectInfo info;
  private final String eTag;
  private volatile boolean closed;

  OpenedObject(BucketReads reads, String key, HeadObjectResponse head) {
    this.reads = reads;
    this.info = BucketReads.info(key, head);
    this.eTag = head.eTag();
  }

  @Override
  public ObjectInfo info() {
    return info;
  }

  String eTag() {
    return eTag;
  }

  Bucket bucket() {
    return reads.bucket();
  }

  @Override
  public InputStream openStream() {
    requireOpen();
    return new ResumingStream(reads, this);
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "\"" + PrintableText.of(info.key()) + "\" was already closed");
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
