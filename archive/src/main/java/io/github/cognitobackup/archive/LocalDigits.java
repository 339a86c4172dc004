package io.github.cognitobackup.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives parts their names in Latin digits. Version 0.1.0-SNAPSHOT numbered them in the digits of
 * the locale, and in the charset of the locale, so that there are archives with other names.
 */
final class LocalDigits {

  private static final Pattern PART =
      Pattern.compile("([^/]+/(?:users|memberships)-)([^/]{5,54})(\\.jsonl)");
  private static final Pattern ESCAPED = Pattern.compile("%U([0-9A-F]{4})");

  private LocalDigits() {}

  /** The name of a part with Latin digits; any other name as it is. */
  static String inLatin(String name) {
    Matcher part = PART.matcher(name);
    if (!part.matches()) {
      return name;
    }
    StringBuilder latin = new StringBuilder(part.group(1));
    int zero = -1;
    for (int digit : unescape(part.group(2)).codePoints().toArray()) {
      int value = Character.digit(digit, 10);
      if (value < 0 || (zero >= 0 && digit - value != zero)) {
        return name; // not of one script
      }
      zero = digit - value;
      latin.append((char) ('0' + value));
    }
    return latin.append(part.group(3)).toString();
  }

  /** The same of the name in a tar header, of which each character is one byte. */
  static String ofHeader(String bytes) {
    String name = decode(bytes);
    String latin = inLatin(name);
    return latin.equals(name) ? bytes : latin;
  }

  private static String decode(String bytes) {
    byte[] name = bytes.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
    } catch (CharacterCodingException e) {
      return thai(bytes);
    }
  }

  /** TIS-620, the one charset with a byte for each digit under which a JVM can run. */
  private static String thai(String bytes) {
    StringBuilder text = new StringBuilder(bytes);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0xf0 && c <= 0xf9) {
        text.setCharAt(i, (char) (c - 0xf0 + '\u0e50'));
      }
    }
    return text.toString();
  }

  /** What the charset had no byte for stands in the header as its code. */
  private static String unescape(String number) {
    return ESCAPED
        .matcher(number)
        .replaceAll(
            code ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(code.group(1), 16))));
  }
}
