package io.github.cognitobackup.storage;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rules of keys, the same for every storage, so that an object can move from any one to any
 * other and keep its key.
 *
 * <p>A key is one or more segments divided by {@code /}. It has at most {@value #MAX_BYTES} bytes
 * in UTF-8 (the limit of S3), a segment at most {@value #MAX_SEGMENT_BYTES} (the limit of common
 * file systems). No segment is empty, {@code .} or {@code ..}, or begins with {@value #RESERVED}.
 * Control characters, the backslash and unpaired surrogates are not allowed.
 */
public final class StorageKeys {

  /** The longest key, in bytes of UTF-8. */
  public static final int MAX_BYTES = 1024;

  /** The longest segment of a key, in bytes of UTF-8. */
  public static final int MAX_SEGMENT_BYTES = 255;

  /** The beginning of segments that storages keep for their own files. */
  public static final String RESERVED = ".cognito-backup-";

  /**
   * The order of the keys' UTF-8 bytes, in which every storage lists. It differs from that of
   * {@link String#compareTo} where a key holds characters beyond U+FFFF.
   */
  public static final Comparator<String> ORDER = StorageKeys::compare;

  private StorageKeys() {}

  /**
   * Checks a key.
   *
   * @param key the key
   * @return the same key
   * @throws IllegalArgumentException when it breaks a rule, which the message names
   */
  public static String check(String key) {
    String fault = faultOf(key, false);
    if (fault != null) {
      throw new IllegalArgumentException("storage key " + fault);
    }
    return key;
  }

  /**
   * Checks a prefix: the beginning of some valid key, cut anywhere.
   *
   * @param prefix the prefix; empty for all keys
   * @return the same prefix
   * @throws IllegalArgumentException when no valid key begins so
   */
  public static String checkPrefix(String prefix) {
    String fault = prefix.isEmpty() ? null : faultOf(prefix, true);
    if (fault != null) {
      throw new IllegalArgumentException("prefix of storage keys " + fault);
    }
    return prefix;
  }

  /**
   * Returns whether a name found in a storage is a key. A storage lists no others: they are not
   * ours.
   *
   * @param key the name
   * @return true for a valid key
   */
  public static boolean isValid(String key) {
    return faultOf(key, false) == null;
  }

  private static @Nullable String faultOf(String key, boolean prefix) {
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (Character.isISOControl(c)) {
        return String.format(
            Locale.ROOT, "has the control character U+%04X at index %d", (int) c, i);
      }
      if (c == '\\') {
        return "has a backslash at index " + i + "; segments are divided by /";
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < key.length()
          && Character.isLowSurrogate(key.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return "has an unpaired surrogate at index " + i;
      }
    }
    int bytes = utf8Length(key);
    if (bytes > MAX_BYTES) {
      return "has " + bytes + " bytes in UTF-8, more than " + MAX_BYTES;
    }
    int start = 0;
    for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', start)) {
      String fault = faultOfSegment(key.substring(start, slash));
      if (fault != null) {
        return fault;
      }
      start = slash + 1;
    }
    String last = key.substring(start);
    return prefix ? faultOfBeginning(last) : faultOfSegment(last);
  }

  private static @Nullable String faultOfSegment(String segment) {
    if (segment.isEmpty()) {
      return "is empty or has an empty segment (a / at its beginning, at its end or twice)";
    }
    if (segment.equals(".") || segment.equals("..")) {
      return "has the segment \"" + segment + "\"";
    }
    return faultOfBeginning(segment);
  }

  private static @Nullable String faultOfBeginning(String segment) {
    if (segment.startsWith(RESERVED)) {
      return "has a segment that begins with " + RESERVED + ", which storages keep for themselves";
    }
    int bytes = utf8Length(segment);
    return bytes > MAX_SEGMENT_BYTES
        ? "has a segment of " + bytes + " bytes in UTF-8, more than " + MAX_SEGMENT_BYTES
        : null;
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static int compare(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // the one difference of UTF-16 from UTF-8: a surrogate stands for more than U+FFFF
        return Character.isSurrogate(x) == Character.isSurrogate(y)
            ? Character.compare(x, y)
            : Character.isSurrogate(x) ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
