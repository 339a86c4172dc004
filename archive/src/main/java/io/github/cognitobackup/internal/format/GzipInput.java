package io.github.cognitobackup.internal.format;

import io.github.cognitobackup.crypto.ReopenableSource;
import io.github.cognitobackup.error.StorageUnavailableException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Reads a gzip file of any number of members to its very end, within the limits of the reader. What
 * the library finds wrong becomes a refusal, what the source throws does not. Not thread-safe.
 */
public final class GzipInput extends BulkInput {

  private static final String WHERE = "The gzip stream";
  private static final long RATIO_GRACE = 64L << 20;

  private final Source source;
  private final GzipCompressorInputStream gzip;
  private final boolean committed;
  private final long maxBytes;
  private final int maxRatio;
  private long expanded;
  private boolean zeros;
  private long end = Long.MAX_VALUE;

  private GzipInput(Source source, long maxBytes, int maxRatio) throws IOException {
    this.source = source;
    this.maxBytes = maxBytes;
    this.maxRatio = maxRatio;
    gzip =
        GzipCompressorInputStream.builder()
            .setInputStream(source)
            .setDecompressConcatenated(true)
            .get();
    committed = Commitment.isIn(gzip.getMetaData());
  }

  /** Whether the file begins with the constant by which a sealed one commits to its key. */
  public boolean committed() {
    return committed;
  }

  /**
   * Opens a gzip file.
   *
   * @param maxBytes the most bytes it may expand to
   * @param maxRatio the most bytes for one compressed byte, judged once 64 MiB are expanded
   */
  public static GzipInput open(ReopenableSource reopenable, long maxBytes, int maxRatio) {
    Source source;
    try {
      source = new Source(reopenable.openStream());
    } catch (IOException e) {
      throw unreadable(e);
    }
    try {
      return new GzipInput(source, maxBytes, maxRatio);
    } catch (IOException e) {
      source.close();
      throw e instanceof EOFException
          ? Corruption.at(WHERE, "is cut short")
          : Corruption.at("The file", "is no gzip file");
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /** From now on refuses anything but zeros, or no longer. */
  void expectZeros(boolean expected) {
    zeros = expected;
  }

  /** From now on refuses more than so many bytes. */
  void expectAtMost(long bytes) {
    end = bytes == Long.MAX_VALUE ? bytes : expanded + bytes;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    int count;
    try {
      count = gzip.read(target, offset, length);
    } catch (EOFException e) {
      throw Corruption.at(WHERE, "is cut short");
    } catch (IOException e) {
      throw Corruption.at(
          WHERE, "is damaged, or has something after its end, near byte " + source.bytes);
    }
    if (count > 0) {
      count(count);
      if (zeros) {
        requireZeros(target, offset, offset + count);
      }
    }
    return count;
  }

  @Override
  public void close() {
    try {
      gzip.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void count(int count) {
    expanded += count;
    source.idle = 0;
    if (expanded > end) {
      throw Corruption.at("The tar stream", "has an entry with too long a header");
    }
    if (expanded > maxBytes) {
      throw Corruption.at(WHERE, "expands to more than " + maxBytes + " bytes");
    }
    if (expanded > RATIO_GRACE && expanded / maxRatio > source.bytes) {
      throw Corruption.at(WHERE, "expands to more than " + maxRatio + " times its size");
    }
  }

  private static void requireZeros(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        throw Corruption.at("The tar stream", "has something after its end or that of an entry");
      }
    }
  }

  private static StorageUnavailableException unreadable(IOException cause) {
    return new StorageUnavailableException(
        true, "The archive cannot be read to its end: try again.", cause);
  }

  /** Counts the compressed bytes and tells failures of the source from damage. */
  private static final class Source extends BulkInput {

    /** The library holds the file name and the comment of a member in memory, however long. */
    private static final int MAX_IDLE = 1 << 20;

    private final InputStream in;
    private long bytes;
    private int idle;

    Source(InputStream in) {
      this.in = in;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (idle > MAX_IDLE) {
        throw Corruption.at(WHERE, "holds nothing for more than " + MAX_IDLE + " bytes");
      }
      try {
        int count = in.read(target, offset, length);
        bytes += Math.max(0, count);
        idle += Math.max(0, count);
        return count;
      } catch (IOException e) {
        throw unreadable(e);
      }
    }

    /** The library reads ahead and goes back: in its own buffer, so that bytes count once. */
    @Override
    public boolean markSupported() {
      return false;
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw unreadable(e);
      }
    }
  }
}
