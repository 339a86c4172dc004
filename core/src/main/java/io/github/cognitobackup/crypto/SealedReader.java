package io.github.cognitobackup.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a sealed file from its beginning: header, chunks of ciphertext, tag. Not thread-safe. */
final class SealedReader implements AutoCloseable {

  /** What is re-checked and released at a time. */
  static final int CHUNK = LongGcm.SEGMENT;

  private final InputStream in;
  private final EnvelopeHeader header;

  /** The chunk, and behind it what may yet turn out to be the tag. */
  private final byte[] buffer = new byte[CHUNK + Envelope.TAG_LENGTH];

  private int chunkLength;
  private boolean last;

  SealedReader(InputStream in) throws IOException {
    this.in = in;
    header = EnvelopeHeader.read(in);
    if (in.readNBytes(buffer, CHUNK, Envelope.TAG_LENGTH) < Envelope.TAG_LENGTH) {
      throw EnvelopeHeader.corrupt("truncated", "the file ends before or inside the tag");
    }
  }

  EnvelopeHeader header() {
    return header;
  }

  /** Reads the next chunk; there is always a last one, which may be empty. */
  void next() throws IOException {
    System.arraycopy(buffer, CHUNK, buffer, 0, Envelope.TAG_LENGTH);
    chunkLength = in.readNBytes(buffer, Envelope.TAG_LENGTH, CHUNK);
    last = chunkLength < CHUNK;
  }

  byte[] chunk() {
    return buffer;
  }

  int chunkLength() {
    return chunkLength;
  }

  boolean isLast() {
    return last;
  }

  /** Gives the tag, once the last chunk was read. */
  byte[] tag() {
    return Arrays.copyOfRange(buffer, chunkLength, chunkLength + Envelope.TAG_LENGTH);
  }

  @Override
  public void close() throws IOException {
    Arrays.fill(buffer, (byte) 0);
    in.close();
  }
}
