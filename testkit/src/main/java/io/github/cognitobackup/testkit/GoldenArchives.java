package io.github.cognitobackup.testkit;

import io.github.cognitobackup.crypto.ReopenableSource;
import java.io.InputStream;
import java.util.List;

/**
 * One archive of each format that was ever released, byte for byte as it was written then. Every
 * later version of the library reads them all.
 *
 * <pre>{@code
 * for (GoldenArchives.Golden golden : GoldenArchives.all()) {
 *   ArchiveReader.open(golden.source(), ReadLimits.defaults());
 * }
 * }</pre>
 */
public final class GoldenArchives {

  private static final List<String> VERSIONS = List.of("1.0", "1.1");

  private GoldenArchives() {}

  /**
   * An archive that is kept.
   *
   * @param formatVersion the version of its format
   * @param source its bytes, a plain {@code tar.gz}
   */
  public record Golden(String formatVersion, ReopenableSource source) {}

  /**
   * Returns all archives, the oldest first.
   *
   * @return never empty
   */
  public static List<Golden> all() {
    return VERSIONS.stream().map(GoldenArchives::of).toList();
  }

  /**
   * Returns the archive of one format.
   *
   * @param formatVersion the version, such as {@code 1.0}
   * @return the archive
   * @throws IllegalArgumentException when no such format was released
   */
  public static Golden of(String formatVersion) {
    if (!VERSIONS.contains(formatVersion)) {
      throw new IllegalArgumentException(
          "No archive of format " + formatVersion + ", only of " + VERSIONS);
    }
    return new Golden(formatVersion, () -> open("golden/archive-" + formatVersion + ".tar.gz"));
  }

  private static InputStream open(String name) {
    InputStream in = GoldenArchives.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("The jar lacks " + name);
    }
    return in;
  }
}
