package io.github.cognitobackup.archive;

import io.github.cognitobackup.error.PrintableText;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where everything lies in an archive. */
final class Layout {

  static final String HEADER = "archive.json";
  static final String MANIFEST = "manifest.json";

  private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern DOCUMENT = Pattern.compile("(" + TYPE + ")\\.json");
  private static final Pattern RESOURCE = Pattern.compile("(" + TYPE + ")/([^/]{1,100})");
  private static final Pattern PART =
      Pattern.compile("(users|memberships)-(\\d{5}|[1-9]\\d{5,8})\\.jsonl");
  private static final Pattern SAFE =
      Pattern.compile("[A-Za-z0-9_%=-][A-Za-z0-9._%=-]*(/[A-Za-z0-9_%=-][A-Za-z0-9._%=-]*){0,7}");

  private Layout() {}

  enum Kind {
    HEADER,
    RESOURCE,
    USERS,
    MEMBERSHIPS,
    UNKNOWN,
    MANIFEST
  }

  /**
   * What a path says of its entry.
   *
   * @param type of a resource, else null
   * @param part the number of a part, else 0
   */
  record Place(Kind kind, @Nullable String type, int part) {}

  static String document(String poolId, String name) {
    return poolId + "/" + requireType(name) + FileNames.SUFFIX;
  }

  static String resource(String poolId, String type, String id) {
    return poolId + "/" + requireType(type) + "/" + FileNames.of(id);
  }

  static String part(String poolId, Kind kind, int number) {
    String name = kind == Kind.USERS ? "users" : "memberships";
    return String.format(Locale.ROOT, "%s/%s-%05d.jsonl", poolId, name, number);
  }

  /** Returns whether a path is one of those that this version writes. */
  static boolean isWritten(String poolId, String path) {
    return path.equals(HEADER)
        || path.equals(MANIFEST)
        || place(poolId, path).filter(place -> place.kind() != Kind.UNKNOWN).isPresent();
  }

  /** Returns the place of a path, or empty when it must not be in any archive of the pool. */
  static Optional<Place> place(String poolId, String path) {
    if (!SAFE.matcher(path).matches()) {
      return Optional.empty();
    }
    Place unknown = new Place(Kind.UNKNOWN, null, 0);
    if (!path.startsWith(poolId + "/")) {
      return path.contains("/") ? Optional.empty() : Optional.of(unknown);
    }
    String rest = path.substring(poolId.length() + 1);
    Matcher part = PART.matcher(rest);
    if (part.matches()) {
      Kind kind = part.group(1).equals("users") ? Kind.USERS : Kind.MEMBERSHIPS;
      return Optional.of(new Place(kind, null, Integer.parseInt(part.group(2))));
    }
    Matcher document = DOCUMENT.matcher(rest);
    if (document.matches()) {
      return Optional.of(new Place(Kind.RESOURCE, document.group(1), 0));
    }
    Matcher resource = RESOURCE.matcher(rest);
    if (resource.matches() && FileNames.isValid(resource.group(2))) {
      return Optional.of(new Place(Kind.RESOURCE, resource.group(1), 0));
    }
    return Optional.of(unknown);
  }

  private static String requireType(String type) {
    if (!TYPE.matcher(type).matches()) {
      throw new IllegalArgumentException(
          "A type of resource must be 1 to 64 of the characters a-z 0-9 -: "
              + PrintableText.of(type));
    }
    return type;
  }
}
