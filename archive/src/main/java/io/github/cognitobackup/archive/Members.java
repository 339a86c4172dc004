package io.github.cognitobackup.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.format.Corruption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The members of an object that the format defines: each taken once, of the right type. */
final class Members {

  private final ObjectNode object;
  private final String where;

  /** Takes the members out of the object, so that what is left at the end is not known. */
  Members(ObjectNode object, String where) {
    this.object = object;
    this.where = where;
  }

  String text(String name) {
    JsonNode value = take(name);
    if (!value.isTextual()) {
      throw wrong(name, "a string");
    }
    return value.textValue();
  }

  @Nullable String textOrNull(String name) {
    return object.has(name) ? text(name) : null;
  }

  Instant instant(String name) {
    try {
      return Instant.parse(text(name));
    } catch (DateTimeException e) {
      throw wrong(name, "a date and time of ISO 8601 in UTC");
    }
  }

  long count(String name) {
    JsonNode value = take(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw wrong(name, "a whole number, not negative");
    }
    return value.longValue();
  }

  Members members(String name) {
    return members(take(name), name);
  }

  List<Members> list(String name) {
    JsonNode value = take(name);
    if (!value.isArray()) {
      throw wrong(name, "an array");
    }
    List<Members> list = new ArrayList<>(value.size());
    value.forEach(element -> list.add(members(element, name)));
    return list;
  }

  List<String> textsOrNone(String name) {
    if (!object.has(name)) {
      return List.of();
    }
    JsonNode value = take(name);
    List<String> texts = new ArrayList<>();
    value.forEach(element -> texts.add(element.textValue()));
    if (!value.isArray() || texts.contains(null)) {
      throw wrong(name, "an array of strings");
    }
    return texts;
  }

  /** All members that were not taken yet, each by the same getter. */
  <T> Map<String, T> rest(BiFunction<Members, String, T> getter) {
    Map<String, T> map = new TreeMap<>();
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    names.forEach(name -> map.put(name, getter.apply(this, name)));
    return map;
  }

  /** Names the members that were not taken. */
  List<String> unknown() {
    List<String> names = new ArrayList<>();
    object
        .fieldNames()
        .forEachRemaining(name -> names.add(where + "#" + Corruption.printable(name)));
    return names;
  }

  private Members members(JsonNode value, String name) {
    if (!(value instanceof ObjectNode child)) {
      throw wrong(name, "an object");
    }
    return new Members(child, where + "#" + Corruption.printable(name));
  }

  private JsonNode take(String name) {
    JsonNode value = object.remove(name);
    if (value == null) {
      throw Corruption.at(where, "has no member " + Corruption.printable(name));
    }
    return value;
  }

  private RuntimeException wrong(String name, String wanted) {
    return Corruption.at(
        where, "has a member " + Corruption.printable(name) + " that is not " + wanted);
  }
}
