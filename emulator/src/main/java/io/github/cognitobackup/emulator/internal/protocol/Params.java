package io.github.cognitobackup.emulator.internal.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The members of a request, read with the refusals that the service's model lays down. */
public final class Params {

  private final ObjectNode tree;

  /** Wraps a request. */
  public Params(ObjectNode tree) {
    this.tree = tree;
  }

  /** The whole request. */
  public ObjectNode tree() {
    return tree;
  }

  /** Whether a member is given and not null. */
  public boolean has(String member) {
    return tree.hasNonNull(member);
  }

  /** A text that must be given. */
  public String text(String member) {
    String value = find(member);
    if (value == null) {
      throw ApiError.constraint(member, null, "Member must not be null");
    }
    return value;
  }

  /** A text of bounded length that must be given. */
  public String text(String member, int min, int max) {
    String value = text(member);
    if (value.length() < min) {
      throw ApiError.constraint(
          member, value, "Member must have length greater than or equal to " + min);
    }
    if (value.length() > max) {
      throw ApiError.constraint(
          member, value, "Member must have length less than or equal to " + max);
    }
    return value;
  }

  /** A text, or null. */
  public @Nullable String find(String member) {
    JsonNode value = tree.get(member);
    return value == null || value.isNull() ? null : value.asText();
  }

  /** A text, or what stands for it. */
  public String text(String member, String otherwise) {
    String value = find(member);
    return value == null ? otherwise : value;
  }

  /** A number within bounds; what stands for it when it is absent is not checked. */
  public int number(String member, int otherwise, int min, int max) {
    if (!has(member)) {
      return otherwise;
    }
    int value = tree.get(member).asInt();
    if (value < min) {
      throw ApiError.constraint(
          member,
          Integer.toString(value),
          "Member must have value greater than or equal to " + min);
    }
    if (value > max) {
      throw ApiError.constraint(
          member, Integer.toString(value), "Member must have value less than or equal to " + max);
    }
    return value;
  }

  /** A switch; absent is false. */
  public boolean flag(String member) {
    return tree.path(member).asBoolean(false);
  }

  /** A list or structure, or the missing node. */
  public JsonNode at(String member) {
    return tree.path(member);
  }

  /** A list of {@code Name}/{@code Value} pairs as a map in the given order. */
  public Map<String, String> attributes(String member) {
    Map<String, String> result = new LinkedHashMap<>();
    for (JsonNode pair : tree.path(member)) {
      result.put(pair.path("Name").asText(), pair.path("Value").asText(""));
    }
    return result;
  }
}
