package io.github.cognitobackup.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.internal.format.Json;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A receipt as JSON. Anybody could have written what is read: members that are not known are passed
 * over, what is malformed is no receipt.
 */
final class ReceiptDocument {

  /** No receipt is as large. */
  static final int MAX_BYTES = 1 << 16;

  private static final String FORMAT_VERSION = "1.0";
  private static final Pattern KNOWN_VERSION = Pattern.compile("1\\.\\d{1,4}");
  private static final Pattern KIND = Pattern.compile("[\\w.-]{1,100}");

  private static final JsonMapper MAPPER = Json.mapper(Json.MAX_DEPTH, MAX_BYTES);

  private static final ObjectReader READER =
      MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final ObjectWriter WRITER =
      MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private ReceiptDocument() {}

  static byte[] write(Receipt receipt) {
    ArchiveKey key = receipt.key();
    ObjectNode json = MAPPER.createObjectNode();
    json.put("formatVersion", FORMAT_VERSION);
    json.put("key", key.toString());
    json.put("userPoolId", key.userPoolId());
    json.put("created", key.created().toString());
    json.put("outcome", receipt.outcome().name());
    ObjectNode counts = json.putObject("counts");
    counts.put("users", receipt.counts().users());
    counts.put("memberships", receipt.counts().memberships());
    receipt.counts().resources().forEach(counts.putObject("resources")::put);
    json.put("size", receipt.size());
    receipt.sha256().ifPresent(digest -> json.put("sha256", digest));
    json.put("sealed", key.sealed());
    receipt.wrappingKey().ifPresent(name -> json.put("wrappingKey", name));
    receipt
        .suspicious()
        .ifPresent(
            why ->
                json.putObject("suspicious")
                    .put("previousKey", why.previousKey().toString())
                    .put("previousUsers", why.previousUsers()));
    receipt.verified().ifPresent(when -> json.put("verified", when.toString()));
    try {
      byte[] text = WRITER.writeValueAsBytes(json);
      byte[] ended = Arrays.copyOf(text, text.length + 1);
      ended[text.length] = '\n';
      return ended;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree that cannot be written", e);
    }
  }

  /** Reads a receipt, or finds that the bytes are none. */
  static Optional<Receipt> read(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return Optional.empty();
    }
    try {
      JsonNode json = READER.readTree(bytes);
      if (json == null || !KNOWN_VERSION.matcher(text(json, "formatVersion")).matches()) {
        return Optional.empty();
      }
      return Optional.of(receipt(json));
    } catch (IOException | MalformedException | DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Receipt receipt(JsonNode json) {
    return new Receipt(
        key(json, "key"),
        outcome(text(json, "outcome")),
        counts(json.path("counts")),
        count(json, "size"),
        optionalText(json, "sha256"),
        optionalText(json, "wrappingKey"),
        optional(json, "suspicious").map(ReceiptDocument::warning),
        optionalText(json, "verified").map(Instant::parse));
  }

  private static Outcome outcome(String name) {
    Outcome outcome = Outcome.valueOf(name);
    if (outcome == Outcome.FAILED) {
      throw new MalformedException(); // no archive is the result of a backup that failed
    }
    return outcome;
  }

  private static Manifest.Counts counts(JsonNode json) {
    JsonNode kinds = json.path("resources");
    Map<String, Long> resources = new TreeMap<>();
    if (!kinds.isObject()) {
      throw new MalformedException();
    }
    for (Iterator<String> names = kinds.fieldNames(); names.hasNext(); ) {
      String kind = names.next();
      if (!KIND.matcher(kind).matches()) {
        throw new MalformedException();
      }
      resources.put(kind, count(kinds, kind));
    }
    return new Manifest.Counts(count(json, "users"), count(json, "memberships"), resources);
  }

  private static ShrinkWarning warning(JsonNode json) {
    return new ShrinkWarning(key(json, "previousKey"), count(json, "previousUsers"));
  }

  private static ArchiveKey key(JsonNode json, String name) {
    return ArchiveKey.parse(text(json, name)).orElseThrow(MalformedException::new);
  }

  private static Optional<JsonNode> optional(JsonNode json, String name) {
    return Optional.ofNullable(json.get(name)).filter(node -> !node.isNull());
  }

  private static Optional<String> optionalText(JsonNode json, String name) {
    return optional(json, name).map(node -> text(json, name));
  }

  private static String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isTextual()) {
      throw new MalformedException();
    }
    return value.textValue();
  }

  private static long count(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw new MalformedException();
    }
    return value.longValue();
  }

  /** Says only that the bytes are no receipt: what they are is nobody's business. */
  private static final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedException() {
      super("not a receipt", null, false, false);
    }
  }
}
