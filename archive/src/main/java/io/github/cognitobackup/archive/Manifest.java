package io.github.cognitobackup.archive;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What an archive says of itself last: {@code manifest.json}. An archive without it was cut short.
 * Immutable.
 *
 * @param end when the last of the pool had been read
 * @param outcome whether anything is missing
 * @param counts how much the archive holds
 * @param entries every entry before the manifest, in the order of the archive
 * @param gaps what could not be read, and why
 * @param leftOut what was left out on purpose, such as {@code clients/abc: ClientSecret}; it does
 *     not make the outcome {@link Outcome#PARTIAL}
 */
public record Manifest(
    Instant end,
    Outcome outcome,
    Counts counts,
    List<Entry> entries,
    List<Gap> gaps,
    List<String> leftOut) {

  /**
   * Copies the lists.
   *
   * @param end see the record
   * @param outcome see the record
   * @param counts see the record
   * @param entries see the record
   * @param gaps see the record
   * @param leftOut see the record
   * @throws IllegalArgumentException when the outcome contradicts the gaps
   */
  public Manifest {
    Objects.requireNonNull(end, "end");
    Objects.requireNonNull(counts, "counts");
    entries = List.copyOf(entries);
    gaps = List.copyOf(gaps);
    leftOut = List.copyOf(leftOut);
    if (outcome != outcomeOf(gaps)) {
      throw new IllegalArgumentException(
          "The outcome must be PARTIAL if and only if there are gaps");
    }
  }

  static Outcome outcomeOf(List<Gap> gaps) {
    return gaps.isEmpty() ? Outcome.COMPLETE : Outcome.PARTIAL;
  }

  /**
   * How much an archive holds.
   *
   * @param users the number of users
   * @param memberships the number of memberships of users in groups
   * @param resources the number of documents by type of resource, in the order of the types
   */
  public record Counts(long users, long memberships, Map<String, Long> resources) {

    /**
     * Copies the map.
     *
     * @param users see the record
     * @param memberships see the record
     * @param resources see the record
     */
    public Counts {
      resources = Collections.unmodifiableMap(new TreeMap<>(resources));
    }
  }

  /**
   * One entry of the archive.
   *
   * @param name the path of the entry
   * @param size its size in bytes
   * @param sha256 the SHA-256 of its content, 64 lower-case hexadecimal digits
   */
  public record Entry(String name, long size, String sha256) {}

  /**
   * Something that could not be read.
   *
   * @param resource what is missing
   * @param reason why, without data of users
   */
  public record Gap(String resource, String reason) {}
}
