package io.github.cognitobackup.internal.vault;

import io.github.cognitobackup.crypto.SealingOutputStream;
import io.github.cognitobackup.error.PrintableText;
import io.github.cognitobackup.storage.ObjectWriter;
import java.io.IOException;
import java.io.OutputStream;

/** Seals an object on its way into the writer of another storage. */
final class SealingWriter implements ObjectWriter {

  private enum State {
    OPEN,
    FAILED,
    DONE
  }

  private final String key;
  private final ObjectWriter writer;
  private final SealingOutputStream sealing;
  private final OutputStream stream = new Stream();
  private State state = State.OPEN;

  SealingWriter(String key, ObjectWriter writer, SealingOutputStream sealing) {
    this.key = key;
    this.writer = writer;
    this.sealing = sealing;
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
      sealing.finish();
    } catch (IOException e) {
      throw SealingStorage.unavailable("write", key, e);
    }
    writer.commit();
    state = State.DONE;
  }

  @Override
  public void close() {
    if (state == State.OPEN) {
      state = State.DONE;
    }
    try (writer) {
      sealing.close();
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

  /** Leaves the envelope open when a compressor above it is closed: commit() completes it. */
  private final class Stream extends OutputStream {

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      requireOpen();
      state = State.FAILED;
      sealing.write(bytes, offset, length);
      state = State.OPEN;
    }
  }
}
