package io.github.cognitobackup.storage.local;

import io.github.cognitobackup.error.PrintableText;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Segments of keys as names of files, in UTF-8 whatever the locale.
 *
 * <p>On Unix the JDK translates names with the charset of the locale, so a JVM under the locale
 * "C", as containers often have it, can neither make nor read a name like バックアップ. Its file URIs
 * however hold the very bytes, so names beyond ASCII take that road.
 */
final class FileNames {

  private FileNames() {}

  static Path resolve(Path folder, String segment) {
    if (isAscii(segment) || !isUnix(folder)) {
      return folder.resolve(checkWindows(segment));
    }
    StringBuilder uri = new StringBuilder("file:///");
    for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
      uri.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
    }
    return folder.resolve(Path.of(URI.create(uri.toString())).getFileName());
  }

  /** The name of a file as the segment of a key; empty when it is not UTF-8. */
  static Optional<String> segment(Path file) {
    String name = String.valueOf(file.getFileName());
    if (isAscii(name) || !isUnix(file)) {
      return Optional.of(name);
    }
    String uri = file.toUri().getRawPath();
    int end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
    String encoded = uri.substring(uri.lastIndexOf('/', end - 1) + 1, end);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < encoded.length(); i++) {
      if (encoded.charAt(i) == '%') {
        bytes.write(Integer.parseInt(encoded.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.write(encoded.charAt(i));
      }
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String checkWindows(String segment) {
    // Windows cuts these off, and the name would be that of another key
    if (File.separatorChar == '\\' && (segment.endsWith(".") || segment.endsWith(" "))) {
      throw new IllegalArgumentException(
          "on Windows no segment of a key may end in a dot or a space: \""
              + PrintableText.of(segment)
              + "\"");
    }
    return segment;
  }

  private static boolean isUnix(Path path) {
    return File.separatorChar == '/' && path.getFileSystem() == FileSystems.getDefault();
  }

  /** Returns a name with each letter in the other case. */
  static String withCaseTurned(String name) {
    StringBuilder turned = new StringBuilder(name.length());
    name.codePoints()
        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .forEach(turned::appendCodePoint);
    return turned.toString();
  }

  static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }
}
