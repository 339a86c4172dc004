package io.github.cognitobackup.archive;

import io.github.cognitobackup.internal.format.Sha256;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Identifiers as file names that are safe on every file system: letters, digits, {@code -}, {@code
 * _} and {@code .} (except in front) stand for themselves, all other bytes of the UTF-8 form are
 * percent-encoded. An identifier whose name would be too long is named by its digest; the {@code =}
 * in that name is never part of an encoded identifier.
 */
final class FileNames {

  static final String SUFFIX = ".json";
  static final int MAX_ENCODED = 100 - SUFFIX.length();

  private static final String DIGEST_PREFIX = "sha256=";
  private static final String HEX = "0123456789ABCDEF";

  private FileNames() {}

  static String of(String id) {
    byte[] utf8 = utf8(id);
    String encoded = encode(utf8);
    return (encoded.length() <= MAX_ENCODED ? encoded : DIGEST_PREFIX + Sha256.of(utf8)) + SUFFIX;
  }

  /** Returns whether a name is one that {@link #of} could give. */
  static boolean isValid(String name) {
    return isDigest(name) || isEncoded(name);
  }

  private static boolean isEncoded(String name) {
    if (!name.endsWith(SUFFIX)) {
      return false;
    }
    String encoded = name.substring(0, name.length() - SUFFIX.length());
    ByteBuffer utf8 = ByteBuffer.allocate(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c != '%') {
        utf8.put((byte) c);
      } else if (i + 2 < encoded.length()) {
        int high = HEX.indexOf(encoded.charAt(++i));
        int low = HEX.indexOf(encoded.charAt(++i));
        utf8.put((byte) (high << 4 | low));
      } else {
        return false;
      }
    }
    try {
      String id = StandardCharsets.UTF_8.newDecoder().decode(utf8.flip()).toString();
      // one name for one identifier: whatever the encoder would write otherwise is no name
      return of(id).equals(name);
    } catch (CharacterCodingException | IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isDigest(String name) {
    return name.startsWith(DIGEST_PREFIX)
        && name.endsWith(SUFFIX)
        && Sha256.isSpelt(name.substring(DIGEST_PREFIX.length(), name.length() - SUFFIX.length()));
  }

  private static String encode(byte[] utf8) {
    StringBuilder name = new StringBuilder(utf8.length);
    for (byte b : utf8) {
      char c = (char) (b & 0xff);
      if (isPlain(c, name.isEmpty())) {
        name.append(c);
      } else {
        name.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return name.toString();
  }

  private static boolean isPlain(char c, boolean first) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || (c == '.' && !first);
  }

  private static byte[] utf8(String id) {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("An identifier must not be empty");
    }
    try {
      ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(id));
      byte[] bytes = new byte[utf8.remaining()];
      utf8.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("An identifier must be well-formed Unicode", e);
    }
  }
}
