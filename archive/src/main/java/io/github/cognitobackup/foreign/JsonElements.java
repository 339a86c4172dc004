package io.github.cognitobackup.foreign;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.internal.format.BulkInput;
import io.github.cognitobackup.internal.format.Corruption;
import io.github.cognitobackup.internal.format.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objects of a JSON text one after the other, and the text to its very end; one object is
 * in memory at a time. They stand in arrays, in answers of the AWS CLI, whose first member is such
 * an array ({@code {"Users": [...]}}), or one after the other. There may be several arrays or
 * answers, as when pages were put together, but nothing else between them. A {@code null} in place
 * of an array is an empty one. What it complains of is never quoted. Not thread-safe.
 */
final class JsonElements {

  private static final int READ_AHEAD = 1 << 15;
  private static final Set<String> ARRAYS = Set.of("Users", "Groups");

  /** Members beside the array by which the next page of an answer is asked for. */
  private static final Set<String> TOKENS = Set.of("PaginationToken", "NextToken");

  /** How the objects stand in the text. */
  private enum Form {
    ARRAYS("array"),
    ANSWERS("answer"),
    OBJECTS("object");

    private final String words;

    Form(String words) {
      this.words = words;
    }
  }

  private final String name;
  private final ReadLimits limits;
  private final JsonMapper mapper;
  private final Metered in;
  private final JsonParser parser;
  private @Nullable Form form;
  private boolean inArray;
  private boolean ended;
  private boolean lastPage;
  private long number;

  /** Reads from the beginning of a stream; the caller closes it. */
  JsonElements(InputStream in, String name, ReadLimits limits) {
    this.name = name;
    this.limits = limits;
    this.mapper = Json.mapper(limits.maxDepth(), limits.maxEntryBytes());
    this.in = new Metered(in);
    try {
      bound();
      this.parser = mapper.getFactory().createParser(Text.reader(this.in));
    } catch (IOException e) {
      throw refusal(e);
    }
  }

  /** Reads the next object; null at the end. */
  @Nullable ObjectNode next() {
    try {
      while (!ended) {
        bound();
        if (!inArray) {
          if (begin() == Form.OBJECTS) {
            return object();
          }
        } else if (parser.nextToken() != JsonToken.END_ARRAY) {
          return object();
        } else {
          end();
        }
      }
      return null;
    } catch (IOException | ArithmeticException | NumberFormatException e) {
      throw refusal(e);
    }
  }

  /** Goes to the first object of the next array, answer or object; tells which of them it is. */
  private @Nullable Form begin() throws IOException {
    in.left = Long.MAX_VALUE; // of blanks there may be any number
    JsonToken token = parser.nextToken();
    bound();
    if (token == null && form != null) {
      ended = true;
      return null;
    }
    Form found = form(token);
    if (form != null && form != found) {
      throw Corruption.at(name, "has something else after its JSON " + form.words);
    }
    form = found;
    if (found == Form.ANSWERS) {
      token = parser.nextToken();
    }
    if (found != Form.OBJECTS) {
      if (token == JsonToken.START_ARRAY) {
        inArray = true;
      } else if (token == JsonToken.VALUE_NULL) {
        end();
      } else {
        throw Corruption.at(name, "is not a JSON array");
      }
    }
    return found;
  }

  private Form form(@Nullable JsonToken token) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      return Form.ARRAYS;
    }
    return ARRAYS.contains(String.valueOf(parser.nextFieldName())) ? Form.ANSWERS : Form.OBJECTS;
  }

  private ObjectNode object() throws IOException {
    number++;
    if (parser.currentToken() == JsonToken.END_OBJECT) {
      return mapper.createObjectNode();
    }
    JsonNode node = mapper.readTree(parser);
    if (!(node instanceof ObjectNode object)) {
      throw Corruption.at(where(), "is not a JSON object");
    }
    return object;
  }

  /** Goes to the end of what holds an array. */
  private void end() throws IOException {
    inArray = false;
    if (form != Form.ANSWERS) {
      return;
    }
    boolean more = false;
    for (String member = parser.nextFieldName(); member != null; ) {
      boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
      more |= text && TOKENS.contains(member);
      parser.skipChildren();
      member = parser.nextFieldName();
    }
    lastPage |= !more;
  }

  private void bound() {
    in.left = (long) limits.maxLineBytes() + READ_AHEAD;
  }

  /** Whether, as was found at the end, a token beside each array asks for more. */
  boolean continued() {
    return form == Form.ANSWERS && !lastPage;
  }

  static boolean continues(JsonNode answer) {
    return TOKENS.stream().anyMatch(token -> answer.path(token).isTextual());
  }

  /** The place of the object that was read last, which is numbered from 1. */
  String where() {
    return name + ", element " + number + ",";
  }

  private RuntimeException refusal(Exception e) {
    if (e instanceof JsonEOFException) {
      return Corruption.at(
          name, "is cut short in or after element " + number + ": its JSON is not closed");
    }
    if (e instanceof CharacterCodingException) {
      return Corruption.at(name, "is not UTF-8, nor UTF-16 with a mark, after element " + number);
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

  /** Refuses an element that would not fit into memory; does not close the stream beneath. */
  private final class Metered extends BulkInput {

    private final InputStream in;
    private long left;

    Metered(InputStream in) {
      this.in = in;
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
  }
}
