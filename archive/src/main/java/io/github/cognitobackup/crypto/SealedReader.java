package io.github.cognitobackup.crypto;

import java.io.IOException;
import java.io.InputStream;

/** Reads a sealed file from its beginning: header, chunks of ciphertext, tag. Not thread-safe. */
final class SealedReader implements AutoCloseable {

  /** What is re-checked and released at a time. */
  static final int CHUNK = LongGcm.SEGMENT;

  private final InputStream in;
  private final EnvelopeHeader header;

  /** The chunk, and behind it room for a tag. */
  private final byte[] buffer = new byte[CHUNK + Envelope.TAG_LENGTH];

  /** What follows the chunk and may yet turn out to be the tag. */
  private final byte[] ahead = new byte[Envelope.TAG_LENGTH];

  private int chunkLength;
  private boolean last;

  SealedReader(InputStream in) throws IOException {
    this.in = in;
    header = EnvelopeHeader.read(in);
    if (in.readNBytes(ahead, 0, ahead.length) < ahead.length) {
      throw EnvelopeHeader.corrupt("truncated", "the file ends before or inside the tag");
    }
  }

  EnvelopeHeader header() {
    return header;
  }

  /** Reads the next chunk; there is always a last one, which may be empty. */
  void next() throws IOException {
    System.arraycopy(ahead, 0, buffer, 0, ahead.length);
    chunkLength = in.readNBytes(buffer, ahead.length, CHUNK);
    System.arraycopy(buffer, chunkLength, ahead, 0, ahead.length);
    last = chunkLength < CHUNK;
  }

  /** Returns the array that begins with the chunk and has room for a tag behind it. */
  byte[] chunk() {
    return buffer;
  }

  int chunkLength() {
    return chunkLength;
  }

  boolean isLast() {
    return last;
  }

  /** Returns the tag, once the last chunk was read. */
  byte[] tag() {
    return ahead.clone();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
