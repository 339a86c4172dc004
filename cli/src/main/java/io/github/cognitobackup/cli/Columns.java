package io.github.cognitobackup.cli;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** How wide text is on a terminal. */
final class Columns {

  private static final Set<UnicodeScript> WIDE =
      Set.of(
          UnicodeScript.HAN,
          UnicodeScript.HANGUL,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.YI);

  private Columns() {}

  static int of(String text) {
    return text.codePoints().map(Columns::of).sum();
  }

  /** Returns the beginning that is no wider than so many columns. */
  static String cut(String text, int columns) {
    int width = 0;
    int end = 0;
    while (end < text.length()) {
      int letter = text.codePointAt(end);
      width += of(letter);
      if (width > columns) {
        break;
      }
      end += Character.charCount(letter);
    }
    return text.substring(0, end);
  }

  private static int of(int letter) {
    int type = Character.getType(letter);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        WIDE.contains(UnicodeScript.of(letter))
            || (letter >= 0x3000 && letter <= 0x303e)
            || (letter >= 0x30a0 && letter <= 0x30ff)
            || (letter >= 0xff01 && letter <= 0xff60)
            || (letter >= 0x1f000 && letter <= 0x1faff);
    return wide && !(letter >= 0xff61 && letter <= 0xffdc) ? 2 : 1;
  }
}
