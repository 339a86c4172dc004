package io.github.cognitobackup.archive;

import io.github.cognitobackup.crypto.ReopenableSource;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a tar.gz one after the other, each whole into memory, and the file to its
 * very end. What fills a block is checked to be zeros. Not thread-safe.
 */
final class TarInput implements Closeable {

  private static final int MAX_FILLER = 1 << 20;

  private final GzipInput in;
  private final ReadLimits limits;
  private byte[] content = new byte[1 << 16];
  private int entries;
  private String last = "The beginning";

  private TarInput(GzipInput in, ReadLimits limits) {
    this.in = in;
    this.limits = limits;
  }

  static TarInput open(ReopenableSource source, ReadLimits limits) {
    try {
      return new TarInput(new GzipInput(source.openStream(), limits), limits);
    } catch (IOException e) {
      throw GzipInput.unreadable(e);
    }
  }

  /**
   * Reads the next entry.
   *
   * @return null at the end
   */
  @Nullable TarEntry next() {
    byte[] block = new byte[TarHeader.BLOCK];
    readFully(block, block.length);
    if (isZero(block, 0, block.length)) {
      end();
      return null;
    }
    if (++entries > limits.maxEntries()) {
      throw Corruption.at(last, "is followed by more than " + limits.maxEntries() + " entries");
    }
    TarHeader header = TarHeader.parse(block, "The entry after " + last);
    last = Corruption.printable(header.name());
    if (header.size() < 0 || header.size() > limits.maxEntryBytes()) {
      throw Corruption.at(last, "is larger than " + limits.maxEntryBytes() + " bytes");
    }
    int size = (int) header.size();
    int padded = size + header.padding();
    if (content.length < padded) {
      content = new byte[Math.max(padded, Math.min(2 * content.length, limits.maxEntryBytes()))];
    }
    readFully(content, padded);
    if (!isZero(content, size, padded)) {
      throw Corruption.at(last, "is not followed by zeros");
    }
    return new TarEntry(header.name(), content, size);
  }

  @Override
  public void close() {
    in.close();
  }

  /** The second block of zeros, more zeros up to what fills a tape record, nothing else. */
  private void end() {
    byte[] block = new byte[TarHeader.BLOCK];
    readFully(block, block.length);
    int filler = 0;
    for (int count = block.length; count > 0; count = in.read(block, 0, block.length)) {
      filler += count;
      if (!isZero(block, 0, count) || filler > MAX_FILLER) {
        throw Corruption.at("The tar stream", "has something after its end");
      }
    }
  }

  private void readFully(byte[] target, int length) {
    if (in.read(target, 0, length) < length) {
      throw Corruption.at("The tar stream", "is cut short after " + last);
    }
  }

  private static boolean isZero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
