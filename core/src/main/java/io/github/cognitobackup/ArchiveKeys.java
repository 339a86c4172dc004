package io.github.cognitobackup;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys of archives: {@code <poolId>/<UTC time>[.rN].tar.gz[.enc]}. */
final class ArchiveKeys {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final Pattern KEY =
      Pattern.compile(
          "([\\w-]+_[0-9A-Za-z]+)/(\\d{8}T\\d{6}\\.\\d{3}Z)(\\.r\\d+)?\\.tar\\.gz(\\.enc)?");

  private ArchiveKeys() {}

  static String of(String poolId, Instant start, boolean sealed) {
    return poolId + '/' + TIME.format(start) + ".tar.gz" + (sealed ? ".enc" : "");
  }

  /** The pool that a key names, where it is a key of this library. */
  static Optional<String> poolId(String key) {
    Matcher matcher = KEY.matcher(key);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  static Optional<ArchiveListing> listing(String key, long size) {
    Matcher matcher = KEY.matcher(key);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      Instant created = TIME.parse(matcher.group(2), Instant::from);
      return Optional.of(
          new ArchiveListing(key, matcher.group(1), created, matcher.group(4) != null, size));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
