package io.github.cognitobackup.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.error.StorageUnavailableException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objects of a JSON array one after the other, and the text to its very end; one object
 * is in memory at a time. The array may stand in an object whose first member it is, as in the
 * answers of the AWS CLI: {@code {"Users": [...]}}. A {@code null} in place of the array is an
 * empty one. What it complains of is never quoted. Not thread-safe.
 */
final class JsonArray {

  private static final int READ_AHEAD = 1 << 15;
  private static final Set<String> ARRAYS = Set.of("Users", "Groups");

  /** Members beside the array by which the next page of an answer is asked for. */
  private static final Set<String> TOKENS = Set.of("PaginationToken", "NextToken");

  private final String name;
  private final ReadLimits limits;
  private final JsonMapper mapper;
  private final Metered in;
  private final JsonParser parser;
  private long number;
  private boolean begun;
  private boolean inObject;
  private boolean continued;
  private boolean ended;

  /** Reads from a stream that begins with the array; the caller closes it. */
  JsonArray(InputStream in, String name, ReadLimits limits) {
    this.name = name;
    this.limits = limits;
    this.mapper = Json.mapper(limits);
    this.in = new Metered(in);
    try {
      this.parser =
          mapper
              .getFactory()
              .createParser(new InputStreamReader(this.in, StandardCharsets.UTF_8.newDecoder()));
    } catch (IOException e) {
      throw refusal(e);
    }
  }

  /** Reads the next object; null at the end. */
  @Nullable ObjectNode next() {
    if (ended) {
      return null;
    }
    bound();
    try {
      JsonToken token = parser.nextToken();
      if (!begun) {
        begun = true;
        if (token == JsonToken.START_OBJECT && ARRAYS.contains(parser.nextFieldName())) {
          inObject = true;
          token = parser.nextToken();
        }
        if (token == JsonToken.VALUE_NULL) {
          return end();
        }
        if (token != JsonToken.START_ARRAY) {
          throw Corruption.at(name, "is not a JSON array");
        }
        token = parser.nextToken();
      }
      if (token == JsonToken.END_ARRAY) {
        return end();
      }
      number++;
      JsonNode node = mapper.readTree(parser);
      if (!(node instanceof ObjectNode object)) {
        throw Corruption.at(where(), "is not a JSON object");
      }
      return object;
    } catch (IOException | ArithmeticException | NumberFormatException e) {
      throw refusal(e);
    }
  }

  private void bound() {
    in.left = (long) limits.maxLineBytes() + READ_AHEAD;
  }

  /** Whether, as was found at the end, a token beside the array asks for more that is not there. */
  boolean continued() {
    return continued;
  }

  static boolean continues(JsonNode answer) {
    return TOKENS.stream().anyMatch(token -> answer.path(token).isTextual());
  }

  /** The number of the object that was read last, from 1. */
  long number() {
    return number;
  }

  /** The place of the object that was read last. */
  String where() {
    return name + ", element " + number + ",";
  }

  private @Nullable ObjectNode end() throws IOException {
    ended = true;
    if (inObject) {
      bound();
      for (String member = parser.nextFieldName(); member != null; ) {
        boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
        continued |= text && TOKENS.contains(member);
        parser.skipChildren();
        member = parser.nextFieldName();
      }
    }
    in.left = Long.MAX_VALUE;
    if (parser.nextToken() != null) {
      throw Corruption.at(name, "has something after its JSON array");
    }
    return null;
  }

  private RuntimeException refusal(Exception e) {
    if (e instanceof JsonEOFException) {
      return Corruption.at(
          name, "is cut short in or after element " + number + ": its JSON array is not closed");
    }
    if (e instanceof CharacterCodingException) {
      return Corruption.at(name, "is not UTF-8 after element " + number);
    }
    if (e instanceof JsonProcessingException json) {
      String place =
          json.getLocation() == null
              ? ""
              : ", near character " + json.getLocation().getCharOffset();
      return Corruption.at(name, "is not valid JSON in or after element " + number + place);
    }
    return e instanceof IOException
        ? new StorageUnavailableException(true, "The file cannot be read to its end: try again.", e)
        : Corruption.at(where(), "has a number that cannot be read");
  }

  /** Refuses an element that would not fit into memory. */
  private final class Metered extends FilterInputStream {

    private long left;

    Metered(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = in.read(target, offset, length);
      left -= Math.max(0, count);
      if (left < 0) {
        throw Corruption.at(
            name,
            "holds more than " + limits.maxLineBytes() + " bytes in or after element " + number);
      }
      return count;
    }

    @Override
    public void close() {
      // the parser closes what it has read to the end; here that is the caller's
    }
  }
}
