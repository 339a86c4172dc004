package io.github.cognitobackup.archive;

import java.time.Clock;
import java.util.Objects;

/**
 * How an archive is written. Immutable.
 *
 * @param linesPerPart the most users or memberships of one part
 * @param bytesPerPart the bytes after which a part is full, up to 8 MiB; the writer holds a few
 *     parts in memory
 * @param gzipLevel from 1 (fastest) to 9 (smallest)
 * @param clock tells the end of the snapshot
 */
public record WriteOptions(int linesPerPart, int bytesPerPart, int gzipLevel, Clock clock) {

  private static final WriteOptions DEFAULTS =
      new WriteOptions(100_000, 4 << 20, 6, Clock.systemUTC());

  /**
   * Checks the ranges.
   *
   * @param linesPerPart see the record
   * @param bytesPerPart see the record
   * @param gzipLevel see the record
   * @param clock see the record
   * @throws IllegalArgumentException when a value is out of its range
   */
  public WriteOptions {
    Objects.requireNonNull(clock, "clock");
    if (linesPerPart < 1) {
      throw new IllegalArgumentException("linesPerPart must be positive: " + linesPerPart);
    }
    if (bytesPerPart < 1 || bytesPerPart > 8 << 20) {
      throw new IllegalArgumentException("bytesPerPart must be 1 to 8 MiB: " + bytesPerPart);
    }
    if (gzipLevel < 1 || gzipLevel > 9) {
      throw new IllegalArgumentException("gzipLevel must be 1 to 9: " + gzipLevel);
    }
  }

  /**
   * Returns the usual: parts of 4 MiB or 100,000 lines, gzip level 6, the clock of the machine.
   *
   * @return the options
   */
  public static WriteOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Sets the most users or memberships of one part.
   *
   * @param lines the new value
   * @return a copy
   */
  public WriteOptions withLinesPerPart(int lines) {
    return new WriteOptions(lines, bytesPerPart, gzipLevel, clock);
  }

  /**
   * Sets the bytes after which a part is full.
   *
   * @param bytes the new value
   * @return a copy
   */
  public WriteOptions withBytesPerPart(int bytes) {
    return new WriteOptions(linesPerPart, bytes, gzipLevel, clock);
  }

  /**
   * Sets how hard gzip tries.
   *
   * @param level the new value
   * @return a copy
   */
  public WriteOptions withGzipLevel(int level) {
    return new WriteOptions(linesPerPart, bytesPerPart, level, clock);
  }

  /**
   * Sets the clock.
   *
   * @param newClock the new value
   * @return a copy
   */
  public WriteOptions withClock(Clock newClock) {
    return new WriteOptions(linesPerPart, bytesPerPart, gzipLevel, newClock);
  }
}
