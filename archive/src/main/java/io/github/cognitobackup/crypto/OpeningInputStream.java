package io.github.cognitobackup.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/** The second pass: opens each chunk under the tag that the first pass found, and releases it. */
final class OpeningInputStream extends InputStream {

  private final OpenedEnvelope envelope;
  private final SealedReader reader;
  private final Verification verification;
  private final AesKey key;
  private final SegmentOpener opener;
  private final byte[] plain = new byte[SealedReader.CHUNK];
  private int chunks;
  private int position;
  private int limit;
  private boolean failed;
  private boolean closed;

  /** Takes the reader and the key over. */
  OpeningInputStream(
      OpenedEnvelope envelope, SealedReader reader, Verification verification, AesKey key) {
    this.envelope = envelope;
    this.reader = reader;
    this.verification = verification;
    this.key = key;
    if (!verification.isHeader(reader.header())) {
      key.close();
      throw EnvelopeHeader.corrupt("header", "the file changed after it was verified");
    }
    opener = new SegmentOpener(key, reader.header().iv());
  }

  @Override
  public int read() throws IOException {
    return ready() ? plain[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, bytes.length);
    if (count == 0) {
      return 0;
    }
    if (!ready()) {
      return -1;
    }
    int part = Math.min(count, limit - position);
    System.arraycopy(plain, position, bytes, offset, part);
    position += part;
    return part;
  }

  @Override
  public int available() {
    return limit - position;
  }

  /** Makes sure that there are bytes to release; false at the end. */
  private boolean ready() throws IOException {
    if (closed) {
      throw new IOException("the stream is closed");
    }
    if (failed) {
      throw new IOException("the stream failed earlier; open the sealed archive again");
    }
    while (position == limit) {
      if (reader.isLast()) {
        return false;
      }
      failed = true;
      release();
      failed = false;
    }
    return true;
  }

  private void release() throws IOException {
    envelope.checkOpen();
    reader.next();
    if (!verification.open(chunks, reader, opener, plain)) {
      throw EnvelopeHeader.corrupt(
          "ciphertext",
          String.format(
              Locale.ROOT,
              "the file changed after it was verified, at or after byte %d of its ciphertext",
              (long) chunks * SealedReader.CHUNK));
    }
    chunks++;
    position = 0;
    limit = reader.chunkLength();
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      position = 0;
      limit = 0;
      key.close();
      opener.close();
      Arrays.fill(plain, (byte) 0);
      reader.close();
    }
  }
}
