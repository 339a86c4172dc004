package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.storage.ObjectWriter;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers parts: one goes with the commit, more make a multipart upload. */
final class S3Writer implements ObjectWriter {

  private static final int FIRST_BUFFER_BYTES = 64 * 1024;

  private enum State {
    OPEN,
    FAILED,
    DONE
  }

  private final S3Storage storage;
  private final Publication publication;
  private final OutputStream stream = new Stream();
  private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
  private int filled;
  private @Nullable PartsUpload multipart;
  private State state = State.OPEN;

  S3Writer(S3Storage storage, String key) {
    this.storage = storage;
    this.publication = Publication.of(key);
  }

  @Override
  public OutputStream stream() {
    return stream;
  }

  @Override
  public void commit() {
    requireOpen();
    state = State.FAILED;
    boolean published =
        multipart == null
            ? storage.bucket().put(publication, buffer, filled)
            : multipart.complete(buffer, filled);
    state = State.DONE;
    if (!published) {
      throw storage.exists(publication.key());
    }
    multipart = null;
  }

  @Override
  public void close() {
    if (state == State.OPEN) {
      state = State.DONE;
    }
    buffer = new byte[0];
    filled = 0;
    if (multipart != null) {
      multipart.abort();
      multipart = null;
    }
  }

  private void requireOpen() {
    if (state != State.OPEN) {
      throw new IllegalStateException(
          state == State.FAILED
              ? "\"" + publication.key() + "\" could not be written; nothing may be committed"
              : "\"" + publication.key() + "\" was already committed or closed");
    }
  }

  private final class Stream extends OutputStream {

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      requireOpen();
      state = State.FAILED;
      for (int done = 0; done < length; ) {
        makeRoom(length - done);
        int count = Math.min(length - done, buffer.length - filled);
        System.arraycopy(bytes, offset + done, buffer, filled, count);
        filled += count;
        done += count;
      }
      state = State.OPEN;
    }
  }

  /** Grows the buffer up to a part, and sends a part away when there are bytes for the next one. */
  private void makeRoom(int wanted) {
    if (filled < buffer.length) {
      return;
    }
    int partSize = storage.partSize();
    if (filled < partSize) {
      long size = Math.max(2L * buffer.length, (long) filled + wanted);
      buffer = Arrays.copyOf(buffer, (int) Math.min(size, partSize));
      return;
    }
    if (multipart == null) {
      multipart = storage.beginMultipart(publication);
    }
    buffer = multipart.exchange(buffer);
    filled = 0;
  }
}
