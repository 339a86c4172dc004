package io.github.cognitobackup.foreign;

import io.github.cognitobackup.crypto.ReopenableSource;
import io.github.cognitobackup.internal.format.BulkInput;
import io.github.cognitobackup.internal.format.Corruption;
import io.github.cognitobackup.internal.format.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A source that was read once from end to end, and whose bytes are compared with that first reading
 * before any of them is given away. Of each chunk one digest is kept. Thread-safe.
 */
final class PinnedSource implements ReopenableSource {

  /** A tebibyte's digests are 32 MiB. */
  static final int CHUNK = 1 << 20;

  private final ReopenableSource source;
  private final byte[] digests;

  private PinnedSource(ReopenableSource source, byte[] digests) {
    this.source = source;
    this.digests = digests;
  }

  @Override
  public InputStream openStream() throws IOException {
    return new Comparing(source.openStream());
  }

  /** The first reading: gives the bytes one time, and notes their digests. Not thread-safe. */
  static final class FirstReading implements ReopenableSource {

    private final ReopenableSource source;
    private final ByteArrayOutputStream digests = new ByteArrayOutputStream();
    private final MessageDigest chunk = Sha256.begin();
    private int filled;

    FirstReading(ReopenableSource source) {
      this.source = source;
    }

    @Override
    public InputStream openStream() throws IOException {
      if (digests.size() + filled > 0) {
        throw new IllegalStateException("The first reading is one");
      }
      InputStream in = source.openStream();
      return new BulkInput() {
        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
          int count = in.read(target, offset, Math.min(length, CHUNK - filled));
          if (count > 0) {
            note(target, offset, count);
          }
          return count;
        }

        @Override
        public void close() throws IOException {
          in.close();
        }
      };
    }

    private void note(byte[] bytes, int offset, int count) {
      chunk.update(bytes, offset, count);
      filled += count;
      if (filled == CHUNK) {
        digests.writeBytes(chunk.digest());
        filled = 0;
      }
    }

    /** Ends the first reading, which has come to the end of the bytes. */
    PinnedSource pinned() {
      if (filled > 0) {
        digests.writeBytes(chunk.digest());
        filled = 0;
      }
      return new PinnedSource(source, digests.toByteArray());
    }
  }

  private final class Comparing extends InputStream {

    private final InputStream in;
    private final MessageDigest digest = Sha256.begin();
    private final byte[] chunk = new byte[CHUNK];
    private int at;
    private int end;
    private int next;

    Comparing(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      return fill() ? chunk[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, end - at);
      System.arraycopy(chunk, at, target, offset, count);
      at += count;
      return count;
    }

    private boolean fill() throws IOException {
      if (at == end) {
        at = 0;
        end = 0;
        int count = in.readNBytes(chunk, 0, CHUNK);
        digest.update(chunk, 0, count);
        byte[] found = count == 0 ? new byte[0] : digest.digest();
        int to = Math.min(digests.length, next + Sha256.LENGTH);
        if (!Arrays.equals(found, Arrays.copyOfRange(digests, Math.min(next, to), to))) {
          throw Corruption.at("The file", "is no longer what it was when it was checked");
        }
        next = to;
        end = count;
      }
      return at < end;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
