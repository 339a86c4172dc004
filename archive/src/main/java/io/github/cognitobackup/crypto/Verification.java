package io.github.cognitobackup.crypto;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;

/**
 * What stays of the first pass over a sealed file: the tag of each chunk, under which the second
 * pass opens it. To change a chunk unnoticed takes the key, as forging the tag of the whole does.
 */
final class Verification {

  private static final int FIRST_CHUNKS = 32;

  private final EnvelopeHeader header;
  private final byte[] tag;
  private final long length;
  private final byte[] chunkTags;

  private Verification(EnvelopeHeader header, byte[] tag, long length, byte[] chunkTags) {
    this.header = header;
    this.tag = tag;
    this.length = length;
    this.chunkTags = chunkTags;
  }

  /** Reads a sealed file to its end and authenticates it. */
  static Verification of(SealedReader reader, AesKey key, long maxLength) throws IOException {
    byte[] chunkTags = new byte[FIRST_CHUNKS * Envelope.TAG_LENGTH];
    int filled = 0;
    long length = 0;
    try (SegmentVerifier verifier = new SegmentVerifier(key, reader.header().iv())) {
      do {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("interrupted while a sealed archive was verified");
        }
        reader.next();
        length += reader.chunkLength();
        if (length > maxLength) {
          throw tooLong(maxLength);
        }
        if (filled == chunkTags.length) {
          chunkTags = Arrays.copyOf(chunkTags, 2 * filled);
        }
        verifier.append(reader.chunk(), reader.chunkLength()).writeTo(chunkTags, filled);
        filled += Envelope.TAG_LENGTH;
      } while (!reader.isLast());
      byte[] tag = reader.tag();
      if (!MessageDigest.isEqual(tag, verifier.tag())) {
        throw EnvelopeHeader.corrupt(
            "IV, ciphertext or tag",
            "it was altered or truncated after it was sealed; use another archive");
      }
      return new Verification(reader.header(), tag, length, Arrays.copyOf(chunkTags, filled));
    }
  }

  static RuntimeException tooLong(long maxLength) {
    return EnvelopeHeader.corrupt(
        "ciphertext",
        String.format(Locale.ROOT, "it is longer than the %d bytes of one GCM message", maxLength));
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

  /** Opens the chunk that the reader stands at, unless it is not the one that was authenticated. */
  boolean open(int index, SealedReader reader, SegmentOpener opener, byte[] plain) {
    int at = index * Envelope.TAG_LENGTH;
    boolean isLast = at + Envelope.TAG_LENGTH == chunkTags.length;
    if (at >= chunkTags.length
        || reader.isLast() != isLast
        || (isLast && !MessageDigest.isEqual(tag, reader.tag()))) {
      return false;
    }
    System.arraycopy(chunkTags, at, reader.chunk(), reader.chunkLength(), Envelope.TAG_LENGTH);
    return opener.open(reader.chunk(), reader.chunkLength(), plain);
  }
}
