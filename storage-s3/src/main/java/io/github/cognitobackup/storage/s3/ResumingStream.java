package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Reads an object and, when the connection breaks, goes on at the byte where it broke. */
final class ResumingStream extends InputStream {

  private final BucketReads reads;
  private final OpenedObject object;
  private @Nullable ResponseInputStream<GetObjectResponse> current;
  private long position;
  private int failures;
  private boolean closed;

  ResumingStream(BucketReads reads, OpenedObject object) {
    this.reads = reads;
    this.object = object;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (closed) {
      throw new IllegalStateException("the stream is closed");
    }
    object.requireOpen();
    if (length == 0) {
      return 0;
    }
    while (true) {
      if (Thread.currentThread().isInterrupted()) {
        throw new WorkInterruptedException(
            "interrupted while " + reads.bucket().uri(object.info().key()) + " was read");
      }
      try {
        int count = readOnce(bytes, offset, length);
        failures = 0;
        return count;
      } catch (IOException | SdkException e) {
        abandonConnection();
        resumeOrThrow(e);
      }
    }
  }

  /** Before the first byte it costs nothing: S3 is asked for what comes after. */
  @Override
  public long skip(long count) throws IOException {
    if (current != null || closed || count <= 0) {
      return super.skip(count);
    }
    long skipped = Math.min(count, object.info().size() - position);
    position += skipped;
    return skipped;
  }

  private int readOnce(byte[] bytes, int offset, int length) throws IOException {
    boolean ended = position == object.info().size();
    if (current == null) {
      if (ended) {
        return -1;
      }
      current = reads.get(object.info().key(), object.eTag(), position);
      if (!Long.valueOf(object.info().size() - position)
          .equals(current.response().contentLength())) {
        throw new IOException("the response of S3 is not as long as the object");
      }
    }
    // at its end, too: that is where the SDK compares the checksum of the whole
    int count = current.read(bytes, offset, length);
    if (count < 0 && !ended) {
      throw new IOException("the response of S3 ended at byte " + position);
    }
    if (count < 0) {
      current.close(); // read to its end, the connection can serve again
      current = null;
      return -1;
    }
    position += count;
    return count;
  }

  private void resumeOrThrow(Exception failure) {
    if (position == object.info().size()) {
      if (failure instanceof IOException) {
        return; // all bytes are here; it is only the connection's end that was lost
      }
      throw new StorageUnavailableException(
          true,
          reads.bucket().uri(object.info().key())
              + " does not have the checksum that S3 stored with it; open it again",
          failure);
    }
    boolean passing = failure instanceof IOException || S3Failure.isPassing((SdkException) failure);
    if (!passing || ++failures >= Retry.ATTEMPTS) {
      throw refusal(failure);
    }
    Retry.pause(failures);
  }

  private RuntimeException refusal(Exception failure) {
    String uri = reads.bucket().uri(object.info().key());
    if (!(failure instanceof SdkException answer)) {
      return new StorageUnavailableException(
          true, "cannot read " + uri + ": the connection keeps breaking", failure);
    }
    int status = S3Failure.statusOf(answer);
    if (status == 412 || status == 404) {
      return new StorageUnavailableException(
          true, uri + " was replaced or deleted after it had been opened; open it again", failure);
    }
    return reads.refusals().error(S3Failure.GET, object.info().key(), answer);
  }

  private void abandonConnection() {
    if (current != null) {
      current.abort();
      current = null;
    }
  }

  /** Drops the connection where bytes are left: to read them all would take longer. */
  @Override
  public void close() {
    closed = true;
    abandonConnection();
  }
}
