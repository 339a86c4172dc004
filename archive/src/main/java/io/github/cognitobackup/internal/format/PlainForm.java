package io.github.cognitobackup.internal.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** What plain files look like from their first bytes: those of backups, whoever wrote them. */
public final class PlainForm {

  private static final int GZIP_MAGIC = 0x1f8b;

  private static final Set<Character> UTF16_MARKS = Set.of('\ufeff', '\ufffe');

  private PlainForm() {}

  /**
   * Returns whether a file is plain: a gzip file, as archives are, or text, as the backups of other
   * tools are. A sealed one is neither.
   *
   * @param head the first bytes, two of them if there are as many; of text a few hundred
   */
  public static boolean isPlain(byte[] head) {
    return isGzip(head) || isText(head);
  }

  /** Returns whether a file begins with the magic number of gzip. */
  public static boolean isGzip(byte[] head) {
    return head.length >= 2 && ByteBuffer.wrap(head).getChar() == GZIP_MAGIC;
  }

  /** Returns whether it is text in UTF-8 or UTF-16, which no sealed file is: it has zero bytes. */
  public static boolean isText(byte[] head) {
    boolean utf16 = head.length >= 2 && UTF16_MARKS.contains(ByteBuffer.wrap(head).getChar());
    return utf16
        || (head.length > 0
            && new String(head, StandardCharsets.ISO_8859_1).chars().allMatch(PlainForm::isOfText));
  }

  private static boolean isOfText(int letter) {
    return letter >= ' ' || letter == '\t' || letter == '\n' || letter == '\r' || letter == '\f';
  }
}
