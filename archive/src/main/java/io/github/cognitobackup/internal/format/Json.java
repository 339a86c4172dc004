package io.github.cognitobackup.internal.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Strict JSON: UTF-8 without flaws, one object, no member twice, nothing after it, numbers with all
 * their digits. What it complains of is never quoted. Reading is not thread-safe.
 */
public final class Json {

  /** The deepest nesting that is written, and read unless a host asks for more. */
  public static final int MAX_DEPTH = 100;

  /** Deeper documents would be refused by every reader. */
  private static final JsonMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder()
              .streamWriteConstraints(
                  StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
              .build());

  private static final ObjectWriter LINES = MAPPER.writer();
  private static final ObjectWriter DOCUMENTS = MAPPER.writer(printer());

  private final JsonMapper mapper;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private CharBuffer chars = CharBuffer.allocate(1 << 12);

  /** Reads JSON of such a depth, with texts of so many bytes. */
  public Json(int maxDepth, int maxBytes) {
    mapper = mapper(maxDepth, maxBytes);
  }

  /** Makes a strict mapper. */
  public static JsonMapper mapper(int maxDepth, int maxBytes) {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(maxDepth)
                    .maxStringLength(maxBytes)
                    .maxNameLength(maxBytes)
                    .build())
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }

  /** One object on one line, without the line's end. */
  public static byte[] line(JsonNode object) {
    return bytes(LINES, object);
  }

  /** One object for people to read. */
  public static byte[] document(JsonNode object) {
    byte[] text = bytes(DOCUMENTS, object);
    byte[] ended = Arrays.copyOf(text, text.length + 1);
    ended[text.length] = '\n';
    return ended;
  }

  /** Makes an empty object. */
  public static ObjectNode newObject() {
    return MAPPER.createObjectNode();
  }

  /** Reads one object. */
  public ObjectNode read(byte[] bytes, int offset, int length, String where) {
    try (JsonParser parser = parser(bytes, offset, length, where)) {
      JsonNode node = mapper.readTree(parser);
      if (!(node instanceof ObjectNode object)) {
        throw Corruption.at(where, "is not a JSON object");
      }
      requireEnd(parser, where);
      return object;
    } catch (IOException | ArithmeticException | NumberFormatException e) {
      throw invalid(where, e);
    }
  }

  /** Reads one value of any kind. */
  public JsonNode readAny(byte[] bytes, String where) {
    try (JsonParser parser = parser(bytes, 0, bytes.length, where)) {
      JsonNode node = mapper.readTree(parser);
      requireEnd(parser, where);
      return node == null ? MissingNode.getInstance() : node;
    } catch (IOException | ArithmeticException | NumberFormatException e) {
      throw invalid(where, e);
    }
  }

  /** Checks one object as {@link #read} would. */
  public void check(byte[] bytes, int offset, int length, String where) {
    try (JsonParser parser = parser(bytes, offset, length, where)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Corruption.at(where, "is not a JSON object");
      }
      for (int depth = 1; depth > 0; ) {
        JsonToken token = parser.nextToken();
        if (token == null) {
          throw Corruption.at(where, "ends within its JSON object");
        } else if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
          parser.getDecimalValue();
        } else if (token == JsonToken.VALUE_NUMBER_INT) {
          parser.getNumberValue();
        }
      }
      requireEnd(parser, where);
    } catch (IOException | ArithmeticException | NumberFormatException e) {
      throw invalid(where, e);
    }
  }

  private JsonParser parser(byte[] bytes, int offset, int length, String where) throws IOException {
    if (chars.capacity() < length) {
      chars = CharBuffer.allocate(Math.max(length, 2 * chars.capacity()));
    }
    chars.clear();
    decoder.reset();
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes, offset, length), chars, true);
    if (result.isError()) {
      throw Corruption.at(where, "is not UTF-8");
    }
    return mapper.getFactory().createParser(chars.array(), 0, chars.position());
  }

  private static void requireEnd(JsonParser parser, String where) throws IOException {
    if (parser.nextToken() != null) {
      throw Corruption.at(where, "has something after its JSON");
    }
  }

  /** The parser's own message quotes the document, so only the place is taken from it. */
  private static RuntimeException invalid(String where, Exception e) {
    String place =
        e instanceof JsonProcessingException json && json.getLocation() != null
            ? " near character " + json.getLocation().getCharOffset()
            : "";
    return Corruption.at(where, "is not valid JSON" + place);
  }

  private static byte[] bytes(ObjectWriter writer, JsonNode object) {
    if (!object.isObject()) {
      throw new IllegalArgumentException("Not a JSON object but " + object.getNodeType());
    }
    requireReadableNames(object);
    try {
      return writer.writeValueAsBytes(object);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The JSON is nested too deep or is no plain tree", e);
    }
  }

  /** Parsers accept half a surrogate pair in a value, but not in the name of a member. */
  private static void requireReadableNames(JsonNode node) {
    if (node.isObject()) {
      node.fieldNames()
          .forEachRemaining(
              name -> {
                if (name.codePoints().anyMatch(Json::isSurrogate)) {
                  throw new IllegalArgumentException(
                      "The name of a member must be well-formed Unicode");
                }
              });
    }
    if (node.isContainerNode()) {
      node.forEach(Json::requireReadableNames);
    }
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
  }
}
