package io.github.cognitobackup.cli;

import io.github.cognitobackup.error.PrintableText;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.CharBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where all text of this program goes to, so that nothing which a pool, a storage, a server or an
 * argument names can steer the terminal. What {@code println} gets is one line; what {@code print}
 * gets may be several, such as the help.
 */
final class PrintableWriter extends PrintWriter {

  private static final Pattern LINE = Pattern.compile("([^\n]*?)(\r?\n|\\z)");

  private PrintableWriter(Writer out) {
    super(out, true);
  }

  static PrintableWriter over(PrintWriter out) {
    return out instanceof PrintableWriter printable ? printable : new PrintableWriter(out);
  }

  /** Makes one line printable; its indentation, as stack traces have it, stays. */
  static String line(String text) {
    String content = text.replaceFirst("^\t+", "");
    return text.substring(0, text.length() - content.length()) + PrintableText.of(content);
  }

  @Override
  public void println(String text) {
    super.println(line(String.valueOf(text)));
  }

  @Override
  public void println(Object value) {
    println(String.valueOf(value));
  }

  /** Draws a line over the one before, from the beginning of the terminal's line. */
  void redraw(String text) {
    super.write("\r", 0, 1);
    print(PrintableText.of(text));
    flush();
  }

  @Override
  public void write(int letter) {
    write(String.valueOf((char) letter));
  }

  @Override
  public void write(char[] letters, int offset, int length) {
    if (isPlain(CharBuffer.wrap(letters, offset, length))) {
      // without a String: it may be a secret
      super.write(letters, offset, length);
    } else {
      write(new String(letters, offset, length));
    }
  }

  @Override
  public void write(String text, int offset, int length) {
    String part = text.substring(offset, offset + length);
    String printable =
        isPlain(part)
            ? part
            : LINE.matcher(part)
                .replaceAll(line -> Matcher.quoteReplacement(line(line.group(1)) + line.group(2)));
    super.write(printable, 0, printable.length());
  }

  private static boolean isPlain(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter != '\n' && (letter < ' ' || letter > '~')) {
        return false;
      }
    }
    return true;
  }
}
