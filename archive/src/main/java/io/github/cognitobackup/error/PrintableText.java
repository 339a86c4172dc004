package io.github.cognitobackup.error;

import java.util.Locale;

/**
 * Makes text of unknown origin fit for a terminal or a log. Names in a pool, keys in a storage and
 * answers of servers may be chosen by someone who wants to deceive whoever reads them: to colour or
 * erase lines, to begin a line of their own, or to show text in another order than it has.
 *
 * <p>Each character that shows nothing by itself, moves the cursor or changes the order of others
 * is written as a Java or JSON string literal would have it: <code>\n</code>, <code>\t</code>,
 * <code>\u001b</code>. All else stays, backslashes too; so the result is for people and cannot be
 * turned back, and text that was made printable before stays as it is.
 *
 * <p>Messages of this library's exceptions and its log lines are printable already. Values in
 * reports and events are exact, because callers look things up by them: whoever prints them calls
 * this.
 */
public final class PrintableText {

  private PrintableText() {}

  /**
   * Returns the text with every deceptive character escaped.
   *
   * @param text any text
   * @return the same text where there is nothing to escape
   */
  public static String of(String text) {
    int next = 0;
    while (next < text.length() && isPrintable(text.codePointAt(next))) {
      next += Character.charCount(text.codePointAt(next));
    }
    if (next == text.length()) {
      return text;
    }
    StringBuilder printable = new StringBuilder(text.length() + 16).append(text, 0, next);
    text.substring(next)
        .codePoints()
        .forEach(
            letter -> {
              if (isPrintable(letter)) {
                printable.appendCodePoint(letter);
              } else {
                escape(letter, printable);
              }
            });
    return printable.toString();
  }

  private static boolean isPrintable(int letter) {
    if (letter < 0x7f) {
      return letter >= ' ';
    }
    return switch (Character.getType(letter)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> !isInvisible(letter);
    };
  }

  /** Letters and marks that are drawn as nothing: joiners, fillers and variation selectors. */
  private static boolean isInvisible(int letter) {
    return letter == 0x034f
        || letter == 0x115f
        || letter == 0x1160
        || letter == 0x17b4
        || letter == 0x17b5
        || (letter >= 0x180b && letter <= 0x180f)
        || letter == 0x3164
        || (letter >= 0xfe00 && letter <= 0xfe0f)
        || letter == 0xffa0
        || (letter >= 0xe0100 && letter <= 0xe01ef);
  }

  private static void escape(int letter, StringBuilder into) {
    switch (letter) {
      case '\n' -> into.append("\\n");
      case '\r' -> into.append("\\r");
      case '\t' -> into.append("\\t");
      default -> {
        for (char unit : Character.toChars(letter)) {
          into.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        }
      }
    }
  }
}
