package io.github.cognitobackup.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads storage URIs as people write them: with blanks and letters of any language. */
final class StorageUri {

  /** What a URI has no place for, and a percent sign that begins no escape. */
  private static final Pattern TO_ESCAPE =
      Pattern.compile("[^!-~]+|[\"<>\\\\^`{|}\\[\\]]|%(?![0-9A-Fa-f]{2})");

  private StorageUri() {}

  static URI of(String text) throws URISyntaxException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new URISyntaxException(text, "it has half of a character");
    }
    return new URI(TO_ESCAPE.matcher(text).replaceAll(found -> escaped(found.group())));
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      escaped.append(String.format(Locale.ROOT, "%%%02X", each));
    }
    return escaped.toString();
  }
}
