package io.github.cognitobackup.archive;

import io.github.cognitobackup.internal.format.Json;

/**
 * How much an archive may ask of its reader. An archive beyond a limit is refused as corrupt, for
 * it may be made to exhaust memory, disk or time. Immutable.
 *
 * @param maxEntries the most entries
 * @param maxEntryBytes the most bytes of one entry; one entry is held in memory at a time
 * @param maxTotalBytes the most bytes of the uncompressed archive
 * @param maxRatio the most uncompressed bytes for one compressed byte, judged once 64 MiB are
 *     uncompressed
 * @param maxLineBytes the most bytes of one line of users or memberships
 * @param maxDepth the deepest nesting of JSON
 */
public record ReadLimits(
    int maxEntries,
    int maxEntryBytes,
    long maxTotalBytes,
    int maxRatio,
    int maxLineBytes,
    int maxDepth) {

  private static final ReadLimits DEFAULTS =
      new ReadLimits(200_000, 16 << 20, 1L << 40, 500, 4 << 20, Json.MAX_DEPTH);

  /**
   * Checks that every limit allows something.
   *
   * @param maxEntries see the record
   * @param maxEntryBytes see the record
   * @param maxTotalBytes see the record
   * @param maxRatio see the record
   * @param maxLineBytes see the record
   * @param maxDepth see the record
   * @throws IllegalArgumentException when a limit is not positive
   */
  public ReadLimits {
    if (maxEntries <= 0
        || maxEntryBytes <= 0
        || maxTotalBytes <= 0
        || maxRatio <= 0
        || maxLineBytes <= 0
        || maxDepth <= 0) {
      throw new IllegalArgumentException("Every limit must be positive");
    }
  }

  /**
   * Returns limits that every archive written by this library keeps: 200,000 entries of 16 MiB, 1
   * TiB in all, 500 times the compressed size, lines of 4 MiB, JSON nested 100 deep.
   *
   * @return the limits
   */
  public static ReadLimits defaults() {
    return DEFAULTS;
  }

  /**
   * Sets the most entries.
   *
   * @param entries the new limit
   * @return a copy
   */
  public ReadLimits withMaxEntries(int entries) {
    return new ReadLimits(entries, maxEntryBytes, maxTotalBytes, maxRatio, maxLineBytes, maxDepth);
  }

  /**
   * Sets the most bytes of one entry.
   *
   * @param bytes the new limit
   * @return a copy
   */
  public ReadLimits withMaxEntryBytes(int bytes) {
    return new ReadLimits(maxEntries, bytes, maxTotalBytes, maxRatio, maxLineBytes, maxDepth);
  }

  /**
   * Sets the most bytes of the uncompressed archive.
   *
   * @param bytes the new limit
   * @return a copy
   */
  public ReadLimits withMaxTotalBytes(long bytes) {
    return new ReadLimits(maxEntries, maxEntryBytes, bytes, maxRatio, maxLineBytes, maxDepth);
  }

  /**
   * Sets the most uncompressed bytes for one compressed byte.
   *
   * @param ratio the new limit
   * @return a copy
   */
  public ReadLimits withMaxRatio(int ratio) {
    return new ReadLimits(maxEntries, maxEntryBytes, maxTotalBytes, ratio, maxLineBytes, maxDepth);
  }

  /**
   * Sets the most bytes of one line.
   *
   * @param bytes the new limit
   * @return a copy
   */
  public ReadLimits withMaxLineBytes(int bytes) {
    return new ReadLimits(maxEntries, maxEntryBytes, maxTotalBytes, maxRatio, bytes, maxDepth);
  }

  /**
   * Sets the deepest nesting of JSON.
   *
   * @param depth the new limit
   * @return a copy
   */
  public ReadLimits withMaxDepth(int depth) {
    return new ReadLimits(maxEntries, maxEntryBytes, maxTotalBytes, maxRatio, maxLineBytes, depth);
  }
}
