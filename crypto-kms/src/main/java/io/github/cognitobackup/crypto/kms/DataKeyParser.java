package io.github.cognitobackup.crypto.kms;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.github.cognitobackup.crypto.Envelope;
import io.github.cognitobackup.error.InvalidDataKeyException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the two forms of ADR-001. The plain key never becomes a String, and each array that held it
 * is wiped. What it complains of is never quoted. Not thread-safe.
 */
final class DataKeyParser {

  /** Its buffers are not shared with other users of the JSON library. */
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
          .build();

  private static final Pattern KEY_NAME = Pattern.compile("[!-~]{1,2048}");

  private final String name;

  private @Nullable String kmsKeyId;
  private byte @Nullable [] encrypted;
  private byte @Nullable [] plaintext;
  private @Nullable KeySpec spec;
  private @Nullable Instant generatedAt;

  /** The name is that of the text in messages. */
  DataKeyParser(String name) {
    this.name = name;
  }

  DataKeyDocument parse(byte[] text) {
    if (text.length > DataKeyDocument.MAX_LENGTH) {
      throw malformed("it is longer than " + DataKeyDocument.MAX_LENGTH + " bytes");
    }
    try {
      switch (firstLetter(text)) {
        case '{' -> readJson(text);
        case '#' -> readBase64(text);
        default ->
            throw malformed(
                "it begins neither as the JSON form ({) nor as the base64 form (#)"
                    + (beginsWithMark(text)
                        ? ", but with a byte order mark: save it without"
                        : ""));
      }
      return document();
    } catch (RuntimeException e) {
      wipe(plaintext);
      throw e;
    }
  }

  private static boolean beginsWithMark(byte[] text) {
    return text.length > 2
        && text[0] == (byte) 0xef
        && text[1] == (byte) 0xbb
        && text[2] == (byte) 0xbf;
  }

  private static int firstLetter(byte[] text) {
    for (byte letter : text) {
      if (letter != ' ' && letter != '\t' && letter != '\r' && letter != '\n') {
        return letter;
      }
    }
    return -1;
  }

  private void readJson(byte[] text) {
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String member = parser.currentName();
        parser.nextToken();
        readMember(member, parser);
      }
      if (parser.nextToken() != null) {
        throw malformed("there is something after its JSON object");
      }
    } catch (JsonProcessingException e) {
      // the parser's own message quotes the text
      JsonLocation place = e.getLocation();
      throw malformed(
          (isDuplicate(e) ? "a member appears twice" : "its JSON is damaged")
              + (place == null
                  ? ""
                  : String.format(
                      Locale.ROOT,
                      ", at line %d, column %d",
                      place.getLineNr(),
                      place.getColumnNr())));
    } catch (IOException e) {
      throw malformed("its text is damaged");
    }
    requireAll();
  }

  private static boolean isDuplicate(JsonProcessingException e) {
    return String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field");
  }

  private void readMember(String member, JsonParser parser) throws IOException {
    switch (member) {
      case "kms_key_id" -> kmsKeyId = text(member, parser);
      case "encrypted_data_key" -> encrypted = secret(member, parser);
      case "plaintext_data_key" -> plaintext = secret(member, parser);
      case "key_spec" -> spec = spec(text(member, parser));
      case "generated_at" -> generatedAt = instant(text(member, parser));
      default -> parser.skipChildren();
    }
  }

  private String text(String member, JsonParser parser) throws IOException {
    requireText(member, parser);
    return parser.getText();
  }

  private byte[] secret(String member, JsonParser parser) throws IOException {
    requireText(member, parser);
    char[] letters = parser.getTextCharacters();
    int offset = parser.getTextOffset();
    int length = parser.getTextLength();
    byte[] ascii = new byte[length];
    for (int i = 0; i < length; i++) {
      char letter = letters[offset + i];
      ascii[i] = letter < 128 ? (byte) letter : (byte) '?';
    }
    Arrays.fill(letters, offset, offset + length, ' ');
    try {
      return base64(member, ascii);
    } finally {
      wipe(ascii);
    }
  }

  private void requireText(String member, JsonParser parser) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw malformed(member + " is not a string");
    }
  }

  private void requireAll() {
    List<String> missing =
        Stream.of(
                kmsKeyId == null ? "kms_key_id" : "",
                encrypted == null ? "encrypted_data_key" : "",
                plaintext == null ? "plaintext_data_key" : "",
                spec == null ? "key_spec" : "",
                generatedAt == null ? "generated_at" : "")
            .filter(member -> !member.isEmpty())
            .toList();
    if (!missing.isEmpty()) {
      throw malformed("it lacks " + String.join(", ", missing));
    }
  }

  /** Two lines that are neither empty nor comments: the encrypted key and the plain one. */
  private void readBase64(byte[] text) {
    int start = 0;
    for (int i = 0; i <= text.length; i++) {
      if (i == text.length || text[i] == '\n') {
        readLine(text, start, i);
        start = i + 1;
      }
    }
    if (plaintext == null) {
      throw malformed("one of its two keys is missing");
    }
    spec = plaintext.length == KeySpec.AES_128.length() ? KeySpec.AES_128 : KeySpec.AES_256;
  }

  private void readLine(byte[] text, int from, int to) {
    int end = to;
    while (end > from && (text[end - 1] == '\r' || text[end - 1] == ' ')) {
      end--;
    }
    if (end == from || text[from] == '#') {
      return;
    }
    byte[] line = Arrays.copyOfRange(text, from, end);
    try {
      if (encrypted == null) {
        encrypted = base64("the encrypted data key", line);
      } else if (plaintext == null) {
        plaintext = base64("the plain data key", line);
      } else {
        throw malformed("it has more than two keys");
      }
    } finally {
      wipe(line);
    }
  }

  private byte[] base64(String member, byte[] ascii) {
    try {
      return Base64.getDecoder().decode(ascii);
    } catch (IllegalArgumentException e) {
      throw malformed(member + " is not base64");
    }
  }

  private KeySpec spec(String text) {
    for (KeySpec known : KeySpec.values()) {
      if (known.name().equals(text)) {
        return known;
      }
    }
    throw malformed("key_spec is neither AES_256 nor AES_128");
  }

  private Instant instant(String text) {
    try {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
    } catch (DateTimeException e) {
      throw malformed("generated_at is not a time such as 2024-01-01T12:00:00Z");
    }
  }

  private DataKeyDocument document() {
    if (encrypted == null || plaintext == null || spec == null) {
      throw new IllegalStateException("incomplete");
    }
    if (kmsKeyId != null && !KEY_NAME.matcher(kmsKeyId).matches()) {
      throw malformed("kms_key_id is not the name of a key");
    }
    if (encrypted.length == 0 || encrypted.length > Envelope.MAX_ENCRYPTED_KEY_LENGTH) {
      throw malformed(
          String.format(
              Locale.ROOT,
              "the encrypted data key has %d bytes, not 1 to %d",
              encrypted.length,
              Envelope.MAX_ENCRYPTED_KEY_LENGTH));
    }
    if (plaintext.length != spec.length()) {
      throw malformed(
          String.format(
              Locale.ROOT,
              "the plain data key has %d bytes, not the %d of %s",
              plaintext.length,
              spec.length(),
              spec));
    }
    return new DataKeyDocument(name, kmsKeyId, encrypted, plaintext, spec, generatedAt);
  }

  private InvalidDataKeyException malformed(String cause) {
    return new InvalidDataKeyException(
        InvalidDataKeyException.Reason.MALFORMED,
        name
            + ": this is not a data key in either form, or it is damaged: "
            + cause
            + ". Name the file that one was written to, or generate a new one");
  }

  private static void wipe(byte @Nullable [] bytes) {
    if (bytes != null) {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
