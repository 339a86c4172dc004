package io.github.cognitobackup.foreign;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Text of another tool: UTF-8, or UTF-16 where a byte order mark says so, as Windows PowerShell
 * writes it. Nothing is replaced: what is not sound in its encoding is an error.
 */
final class Text {

  private static final int LONGEST_MARK = 3;

  private Text() {}

  /** An encoding, and the length of the mark in front of the text. */
  private record Encoding(Charset charset, int mark) {

    static Encoding of(byte[] head) {
      if (begins(head, 0xef, 0xbb, 0xbf)) {
        return new Encoding(StandardCharsets.UTF_8, 3);
      }
      if (begins(head, 0xff, 0xfe)) {
        return new Encoding(StandardCharsets.UTF_16LE, 2);
      }
      if (begins(head, 0xfe, 0xff)) {
        return new Encoding(StandardCharsets.UTF_16BE, 2);
      }
      return new Encoding(StandardCharsets.UTF_8, 0);
    }

    private static boolean begins(byte[] head, int... bytes) {
      for (int i = 0; i < bytes.length; i++) {
        if (i >= head.length || (head[i] & 0xff) != bytes[i]) {
          return false;
        }
      }
      return true;
    }
  }

  /** Reads the text behind its mark; the reader closes the stream. */
  static Reader reader(InputStream in) throws IOException {
    PushbackInputStream pushback = new PushbackInputStream(in, LONGEST_MARK);
    byte[] head = pushback.readNBytes(LONGEST_MARK);
    Encoding encoding = Encoding.of(head);
    pushback.unread(head, encoding.mark(), head.length - encoding.mark());
    return new InputStreamReader(pushback, encoding.charset().newDecoder());
  }

  /** Returns a whole text in UTF-8 and without its mark. */
  static byte[] utf8(byte[] text) throws CharacterCodingException {
    Encoding encoding = Encoding.of(text);
    ByteBuffer rest = ByteBuffer.wrap(text, encoding.mark(), text.length - encoding.mark());
    return encoding.charset().newDecoder().decode(rest).toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Decodes the beginning of a text, as far as it goes. */
  static String beginning(byte[] head) {
    Encoding encoding = Encoding.of(head);
    return new String(head, encoding.mark(), head.length - encoding.mark(), encoding.charset());
  }
}
