package io.github.cognitobackup.examples.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;

/** An archive as someone sees it who has the file and no key. */
final class SealedFile {

  private static final int SHOWN = 32;

  private final Path path;
  private final byte[] bytes;

  SealedFile(Path path) throws IOException {
    this.path = path;
    this.bytes = Files.readAllBytes(path);
  }

  void describe(PrintStream out) {
    ByteBuffer head = ByteBuffer.wrap(bytes);
    int ivLength = head.getInt();
    int keyLength = head.getInt();
    out.printf(Locale.ROOT, "   %s%n", path);
    out.printf(Locale.ROOT, "   begins with %s...%n", HexFormat.of().formatHex(bytes, 0, SHOWN));
    out.printf(
        Locale.ROOT,
        "   which is: IV of %d bytes, data key of %d bytes encrypted by KMS, then %,d bytes of"
            + " AES-256-GCM%n",
        ivLength,
        keyLength,
        bytes.length - 2 * Integer.BYTES - ivLength - keyLength);
  }

  /** Returns whether the file is neither readable as gzip nor holds a text. */
  boolean hides(String text, PrintStream out) {
    boolean gzip = bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b;
    boolean found =
        new String(bytes, StandardCharsets.ISO_8859_1)
            .contains(
                new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    out.printf(Locale.ROOT, "   gzip archive: %s; holds %s: %s%n", yesNo(gzip), text, yesNo(found));
    return !gzip && !found;
  }

  private static String yesNo(boolean value) {
    return value ? "yes" : "no";
  }
}
