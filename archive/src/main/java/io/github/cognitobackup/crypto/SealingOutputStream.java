package io.github.cognitobackup.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * Seals what is written to it, in constant memory. {@link #finish()} makes the message whole; a
 * stream that is closed without it leaves bytes that no one can open, so that half of an archive is
 * never taken for all of it.
 *
 * <p>After an error of the sink the stream stays unusable. Not thread-safe.
 */
public final class SealingOutputStream extends OutputStream {

  /** What the sink gets at a time: little enough to stay in the processor's nearest cache. */
  private static final int OUTPUT = 4 * Ciphers.UPDATE;

  private enum State {
    OPEN,
    FINISHED,
    ABANDONED
  }

  private final OutputStream sink;
  private final AesKey key;
  private final SegmentSealer sealer;
  private final long maxLength;

  /** What came in pieces that are too small for the cipher. */
  private final byte[] gathered = new byte[Ciphers.UPDATE];

  private final byte[] sealed = new byte[OUTPUT + Ciphers.UPDATE + 2 * Envelope.TAG_LENGTH];
  private int gatheredLength;
  private int sealedLength;
  private long length;
  private State state = State.OPEN;

  /** Takes the key over and begins with the header. */
  SealingOutputStream(AesKey key, EnvelopeHeader header, OutputStream sink, long maxLength)
      throws IOException {
    this.sink = sink;
    this.key = key;
    this.maxLength = maxLength;
    sealer = new SegmentSealer(key, header.iv(), LongGcm.SEGMENT);
    try {
      sink.write(header.toBytes());
    } catch (IOException | RuntimeException e) {
      abandon();
      throw e;
    }
  }

  /**
   * Seals one byte.
   *
   * @param b the byte
   * @throws IOException as of {@link #write(byte[], int, int)}
   */
  @Override
  public void write(int b) throws IOException {
    checkRoom(1);
    length++;
    gathered[gatheredLength++] = (byte) b;
    if (gatheredLength == gathered.length) {
      sealGathered();
    }
  }

  /**
   * Seals bytes.
   *
   * @param bytes where they are
   * @param offset where they begin
   * @param count how many
   * @throws IOException when the sink refuses, the stream is closed or finished, or the message
   *     would become longer than {@link Envelope#MAX_PLAINTEXT_LENGTH} (then nothing of these bytes
   *     is written)
   */
  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, bytes.length);
    checkRoom(count);
    length += count;
    for (int done = 0; done < count; ) {
      int part = Math.min(gathered.length - gatheredLength, count - done);
      if (part == gathered.length) {
        seal(bytes, offset + done, part);
      } else {
        System.arraycopy(bytes, offset + done, gathered, gatheredLength, part);
        gatheredLength += part;
        if (gatheredLength == gathered.length) {
          sealGathered();
        }
      }
      done += part;
    }
  }

  /**
   * Flushes the sink. The last few thousand bytes stay here until more come or {@link #finish()}.
   *
   * @throws IOException when the sink refuses
   */
  @Override
  public void flush() throws IOException {
    sink.flush();
  }

  /**
   * Writes what remains and the tag, flushes the sink (it is not closed), and wipes the key. May be
   * called again.
   *
   * @throws IOException when the sink refuses, or the stream was closed before
   */
  public void finish() throws IOException {
    if (state == State.FINISHED) {
      return;
    }
    checkOpen();
    sealGathered();
    sealedLength += sealer.finish(sealed, sealedLength);
    drain();
    try {
      sink.flush();
      state = State.FINISHED;
    } finally {
      wipe();
    }
  }

  /**
   * Wipes the key and, without {@link #finish()}, abandons the message. The sink stays open. May be
   * called again.
   */
  @Override
  public void close() {
    if (state == State.OPEN) {
      abandon();
    }
  }

  private void checkOpen() throws IOException {
    if (state != State.OPEN) {
      throw new IOException(
          state == State.FINISHED
              ? "the sealed archive is finished: nothing can be added"
              : "the sealed archive was abandoned unfinished: seal it anew");
    }
  }

  private void checkRoom(int count) throws IOException {
    checkOpen();
    if (count > maxLength - length) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "one envelope holds at most %d bytes, the limit of AES-GCM under one key:"
                  + " split the data into several archives",
              maxLength));
    }
  }

  private void sealGathered() throws IOException {
    int count = gatheredLength;
    gatheredLength = 0;
    seal(gathered, 0, count);
  }

  private void seal(byte[] bytes, int offset, int count) throws IOException {
    sealedLength += sealer.encrypt(bytes, offset, count, sealed, sealedLength);
    if (sealedLength >= OUTPUT) {
      drain();
    }
  }

  private void drain() throws IOException {
    boolean done = false;
    try {
      sink.write(sealed, 0, sealedLength);
      sealedLength = 0;
      done = true;
    } finally {
      if (!done) {
        abandon();
      }
    }
  }

  private void abandon() {
    state = State.ABANDONED;
    wipe();
  }

  private void wipe() {
    key.close();
    sealer.close();
    Arrays.fill(gathered, (byte) 0);
  }
}
