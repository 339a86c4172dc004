package io.github.cognitobackup.storage.local;

import io.github.cognitobackup.error.PrintableText;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.local.Staging.StagedFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes a staged file and publishes it. */
final class LocalWriter implements ObjectWriter {

  /** The JDK keeps a direct buffer as large as the largest array it was ever given. */
  private static final int MAX_WRITE_BYTES = 64 * 1024;

  private enum State {
    OPEN,
    FAILED,
    DONE
  }

  private final String key;
  private final LocalStorage storage;
  private final StagedFile file;
  private final OutputStream stream = new Stream();
  private State state = State.OPEN;
  private boolean discarded;

  LocalWriter(String key, LocalStorage storage, StagedFile file) {
    this.key = key;
    this.storage = storage;
    this.file = file;
  }

  @Override
  public OutputStream stream() {
    return stream;
  }

  @Override
  public void commit() {
    requireOpen();
    state = State.FAILED;
    try {
      file.channel().force(true);
      storage.publish(key, file);
      state = State.DONE;
    } catch (IOException e) {
      throw storage.cannotWrite(key, e);
    } finally {
      discard();
    }
  }

  @Override
  public void close() {
    if (state == State.OPEN) {
      state = State.DONE;
    }
    discard();
  }

  private void discard() {
    if (discarded) {
      return;
    }
    discarded = true;
    try {
      file.discard();
    } catch (IOException e) {
      // what stays is in the staging folder, is never listed, and goes with the next create()
    }
  }

  private void requireOpen() {
    if (state != State.OPEN) {
      throw new IllegalStateException(
          state == State.FAILED
              ? "\""
                  + PrintableText.of(key)
                  + "\" could not be written; nothing of it may be committed"
              : "\"" + PrintableText.of(key) + "\" was already committed or closed");
    }
  }

  private final class Stream extends OutputStream {

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      requireOpen();
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
      int end = buffer.limit();
      try {
        while (buffer.position() < end) {
          buffer.limit(Math.min(end, buffer.position() + MAX_WRITE_BYTES));
          file.channel().write(buffer);
        }
      } catch (IOException e) {
        state = State.FAILED;
        throw storage.cannotWrite(key, e);
      }
    }
  }
}
