package io.github.cognitobackup.emulator.internal.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;

/** The one mapper and the few shapes that every answer is made of. */
public final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** An empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** A list of texts. */
  public static JsonNode texts(Collection<String> values) {
    return MAPPER.valueToTree(values);
  }

  /** Reads one object. */
  public static ObjectNode parse(byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      return object();
    }
    if (MAPPER.readTree(bytes) instanceof ObjectNode object) {
      return object;
    }
    throw new IOException("not a JSON object");
  }

  /** Reads text that this program wrote itself. */
  public static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Writes a tree as UTF-8. */
  public static byte[] bytes(JsonNode tree) {
    try {
      return MAPPER.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that cannot be written", e);
    }
  }

  /**
   * Puts a time the way Cognito writes it, in seconds and scientific notation: {@code
   * 1.594889658976E9}.
   */
  public static void putTime(ObjectNode node, String member, long epochMillis) {
    node.put(member, epochMillis / 1000.0);
  }
}
