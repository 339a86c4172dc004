package io.github.cognitobackup.storage;

import io.github.cognitobackup.error.PrintableText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The base of writers: it refuses what comes after the commit or the close, and the commit of an
 * object of which a part could not be written. Not thread-safe.
 */
public abstract class AbstractObjectWriter implements ObjectWriter {

  private enum State {
    OPEN,
    FAILED,
    DONE
  }

  private final String key;
  private final OutputStream stream = new Stream();
  private State state = State.OPEN;

  /**
   * Creates an open writer.
   *
   * @param key names the object in messages
   */
  protected AbstractObjectWriter(String key) {
    this.key = key;
  }

  /**
   * Appends bytes.
   *
   * @param bytes holds them
   * @param offset where they begin
   * @param length how many they are
   * @throws IOException when they cannot be written
   */
  protected abstract void write(byte[] bytes, int offset, int length) throws IOException;

  /** Publishes the object, as {@link ObjectWriter#commit()} says. */
  protected abstract void publish();

  /** Releases what the writer holds; what was published stays. May be called again. */
  protected abstract void release();

  /**
   * Returns the key of the object.
   *
   * @return the key
   */
  protected final String key() {
    return key;
  }

  /**
   * Does a part of the work; once it has thrown, the object cannot be committed.
   *
   * @param <T> the type of its result
   * @param work what is done
   * @return what the work returns
   * @throws IllegalStateException when the writer is not open
   */
  protected final <T> T attempt(Supplier<T> work) {
    requireOpen();
    state = State.FAILED;
    T result = work.get();
    state = State.OPEN;
    return result;
  }

  /**
   * Checks that the object can still be written to.
   *
   * @throws IllegalStateException when it was committed or closed, or a write failed
   */
  protected final void requireOpen() {
    if (state != State.OPEN) {
      throw new IllegalStateException(
          "\""
              + PrintableText.of(key)
              + (state == State.FAILED
                  ? "\" could not be written completely and cannot be committed"
                  : "\" was already committed or closed"));
    }
  }

  @Override
  public final OutputStream stream() {
    return stream;
  }

  @Override
  public final void commit() {
    requireOpen();
    state = State.FAILED;
    publish();
    state = State.DONE;
  }

  @Override
  public final void close() {
    if (state == State.OPEN) {
      state = State.DONE;
    }
    release();
  }

  /** Closing it does nothing, so that a compressor above it may be closed before the commit. */
  private final class Stream extends OutputStream {

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      requireOpen();
      state = State.FAILED;
      AbstractObjectWriter.this.write(bytes, offset, length);
      state = State.OPEN;
    }
  }
}
