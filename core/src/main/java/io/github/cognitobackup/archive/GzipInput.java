package io.github.cognitobackup.archive;

import io.github.cognitobackup.error.StorageUnavailableException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads a gzip file of any number of members to its very end. The JDK's stream asks {@code
 * available()} whether another member follows and ignores what is not one; here a file that was cut
 * between two members or that has something after the last is refused.
 */
final class GzipInput implements Closeable {

  private static final String WHERE = "The gzip stream";
  private static final long RATIO_GRACE = 64L << 20;
  private static final int RESERVED_FLAGS = 0xe0;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final InputStream source;
  private final ReadLimits limits;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[1 << 16];

  private int position;
  private int limit;
  private long compressed;
  private long expanded;
  private long members;
  private boolean insideMember;

  GzipInput(InputStream source, ReadLimits limits) {
    this.source = source;
    this.limits = limits;
  }

  /** Reads as many bytes as there is room for, fewer only at the end of the file. */
  int read(byte[] target, int offset, int length) {
    int done = 0;
    while (done < length && (insideMember || startMember())) {
      done += inflate(target, offset + done, length - done);
    }
    expanded += done;
    if (expanded > limits.maxTotalBytes()) {
      throw Corruption.at(WHERE, "expands to more than " + limits.maxTotalBytes() + " bytes");
    }
    if (expanded > RATIO_GRACE && expanded / limits.maxRatio() > compressed) {
      throw Corruption.at(WHERE, "expands to more than " + limits.maxRatio() + " times its size");
    }
    return done;
  }

  @Override
  public void close() {
    inflater.end();
    try {
      source.close();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private int inflate(byte[] target, int offset, int length) {
    try {
      int count = inflater.inflate(target, offset, length);
      crc.update(target, offset, count);
      if (inflater.finished()) {
        position = limit - inflater.getRemaining();
        endMember();
      } else if (inflater.needsDictionary()) {
        throw Corruption.at(WHERE, "wants a dictionary");
      } else if (inflater.needsInput()) {
        fill();
        inflater.setInput(buffer, 0, limit);
      }
      return count;
    } catch (DataFormatException e) {
      throw Corruption.at(WHERE, "is damaged near byte " + compressed);
    }
  }

  private boolean startMember() {
    int first = next(true);
    if (first < 0) {
      return false;
    }
    int flags = header(first);
    if ((flags & EXTRA) != 0) {
      skip(little(2));
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
    inflater.reset();
    inflater.setInput(buffer, position, limit - position);
    crc.reset();
    members++;
    insideMember = true;
    return true;
  }

  private int header(int first) {
    if (first != 0x1f || next(false) != 0x8b || next(false) != 8) {
      throw Corruption.at(
          WHERE, members == 0 ? "does not begin as gzip" : "has something after its end");
    }
    int flags = next(false);
    if ((flags & RESERVED_FLAGS) != 0) {
      throw Corruption.at(WHERE, "has reserved flags");
    }
    skip(6); // time, extra flags, operating system
    return flags;
  }

  private void endMember() {
    insideMember = false;
    if (little(4) != crc.getValue() || little(4) != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw Corruption.at(WHERE, "has a wrong checksum near byte " + compressed);
    }
  }

  private long little(int bytes) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) next(false) << (8 * i);
    }
    return value;
  }

  private void skip(long bytes) {
    for (long i = 0; i < bytes; i++) {
      next(false);
    }
  }

  private void skipText() {
    while (next(false) != 0) {
      // up to the end of the text
    }
  }

  private int next(boolean endAllowed) {
    if (position == limit && !tryFill()) {
      if (endAllowed) {
        return -1;
      }
      throw cut();
    }
    return buffer[position++] & 0xff;
  }

  private void fill() {
    if (!tryFill()) {
      throw cut();
    }
  }

  private boolean tryFill() {
    try {
      int count = source.read(buffer);
      position = 0;
      limit = Math.max(0, count);
      compressed += limit;
      return count > 0;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static RuntimeException cut() {
    return Corruption.at(WHERE, "is cut short");
  }

  static StorageUnavailableException unreadable(IOException cause) {
    return new StorageUnavailableException(
        true, "The archive cannot be read to its end: try again.", cause);
  }
}
