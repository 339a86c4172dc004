package io.github.cognitobackup.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The version of this library, which the build writes beside this class. Not that of a manifest: in
 * a program that is packed into one jar, the manifest is the program's.
 */
final class LibraryVersion {

  static final String TEXT = read();

  private static final String UNKNOWN = "unknown";

  private LibraryVersion() {}

  private static String read() {
    try (InputStream in = LibraryVersion.class.getResourceAsStream("version.txt")) {
      String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      return text.isEmpty() || text.contains("$") ? UNKNOWN : text; // "$" where no build filled it
    } catch (IOException e) {
      return UNKNOWN;
    }
  }
}
