package io.github.cognitobackup.archive;

import io.github.cognitobackup.internal.naming.PoolIds;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an archive says of itself first: {@code archive.json}. Immutable.
 *
 * @param formatVersion the version of the format, {@code major.minor}; what this library writes is
 *     {@link #FORMAT_VERSION}
 * @param libraryVersion the version of the program that wrote the archive, for people
 * @param poolId the id of the user pool, which is also the name of the folder of its entries;
 *     {@link #UNKNOWN_POOL} where a foreign backup does not tell it
 * @param poolArn the ARN of the user pool, or null when the endpoint gave none
 * @param region the AWS Region of the user pool, or null when unknown
 * @param start when the reading of the pool began
 * @param options how the snapshot was taken, such as {@code secrets} = {@code left-out}; in the
 *     order of the keys
 */
public record ArchiveHeader(
    String formatVersion,
    String libraryVersion,
    String poolId,
    @Nullable String poolArn,
    @Nullable String region,
    Instant start,
    Map<String, String> options) {

  /** The version of the format that this library writes. */
  public static final String FORMAT_VERSION = "1.1";

  /** Stands for the id of the pool where a foreign backup does not tell it; no pool has it. */
  public static final String UNKNOWN_POOL = "unknown";

  /**
   * Checks the pool id and copies the options.
   *
   * @param formatVersion see the record
   * @param libraryVersion see the record
   * @param poolId see the record
   * @param poolArn see the record
   * @param region see the record
   * @param start see the record
   * @param options see the record
   * @throws IllegalArgumentException when the pool id cannot be the name of a folder
   */
  public ArchiveHeader {
    Objects.requireNonNull(formatVersion, "formatVersion");
    Objects.requireNonNull(libraryVersion, "libraryVersion");
    Objects.requireNonNull(start, "start");
    if (!PoolIds.isFolder(poolId)) {
      throw new IllegalArgumentException(
          "Not a user pool id: it must be 1 to 64 of the characters A-Z a-z 0-9 _ -");
    }
    options = java.util.Collections.unmodifiableMap(new TreeMap<>(options));
  }

  /**
   * Returns the same header with another start.
   *
   * @param moment when the reading of the pool began
   * @return the header
   */
  public ArchiveHeader startedAt(Instant moment) {
    return new ArchiveHeader(
        formatVersion, libraryVersion, poolId, poolArn, region, moment, options);
  }

  /**
   * Makes a header of the current format that names the pool only.
   *
   * @param poolId the id of the user pool
   * @param start when the reading of the pool began
   * @return the header, without ARN, Region and options
   */
  public static ArchiveHeader of(String poolId, Instant start) {
    return new ArchiveHeader(FORMAT_VERSION, ownVersion(), poolId, null, null, start, Map.of());
  }

  /**
   * Returns the version of this library.
   *
   * @return as the build wrote it, whatever jar the library was packed into; {@code "unknown"}
   *     where it was compiled without its build
   */
  public static String ownVersion() {
    return LibraryVersion.TEXT;
  }
}
