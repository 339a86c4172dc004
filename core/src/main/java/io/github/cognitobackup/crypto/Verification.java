package io.github.cognitobackup.crypto;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * What stays of the first pass over a sealed file: an element of GHASH for each chunk, with which a
 * second pass knows that it reads the same bytes. To change a chunk unnoticed takes the key, as
 * forging the tag does.
 */
final class Verification {

  private final EnvelopeHeader header;
  private final byte[] tag;
  private final long length;
  private final long[] states;

  private Verification(EnvelopeHeader header, byte[] tag, long length, long[] states) {
    this.header = header;
    this.tag = tag;
    this.length = length;
    this.states = states;
  }

  /** Reads a sealed file to its end and authenticates it. */
  static Verification of(SealedReader reader, AesKey key, long maxLength) throws IOException {
    long[] states = new long[64];
    int count = 0;
    long length = 0;
    try (LongGcmOpener opener = new LongGcmOpener(key, reader.header().iv())) {
      do {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("interrupted while a sealed archive was verified");
        }
        reader.next();
        length += reader.chunkLength();
        if (length > maxLength) {
          throw tooLong(maxLength);
        }
        opener.decrypt(reader.chunk(), reader.chunkLength());
        if (count == states.length) {
          states = Arrays.copyOf(states, 2 * count);
        }
        Gf128 state = opener.state();
        states[count++] = state.high();
        states[count++] = state.low();
      } while (!reader.isLast());
      byte[] tag = reader.tag();
      if (!MessageDigest.isEqual(tag, opener.tag())) {
        throw EnvelopeHeader.corrupt(
            "IV, ciphertext or tag",
            "it was altered or cut after it was sealed; take another archive");
      }
      return new Verification(reader.header(), tag, length, Arrays.copyOf(states, count));
    }
  }

  static RuntimeException tooLong(long maxLength) {
    return EnvelopeHeader.corrupt(
        "ciphertext", "it is longer than the %d bytes of one GCM message".formatted(maxLength));
  }

  EnvelopeHeader header() {
    return header;
  }

  long length() {
    return length;
  }

  boolean isHeader(EnvelopeHeader other) {
    return header.sameAs(other);
  }

  /** Tells whether the chunk that the reader stands at is the one that was authenticated. */
  boolean isChunk(int index, SealedReader reader, Gf128 state) {
    boolean isLast = 2 * index + 2 == states.length;
    return reader.isLast() == isLast
        && 2 * index + 1 < states.length
        && states[2 * index] == state.high()
        && states[2 * index + 1] == state.low()
        && (!isLast || MessageDigest.isEqual(tag, reader.tag()));
  }
}
