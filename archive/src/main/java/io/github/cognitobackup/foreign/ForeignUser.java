package io.github.cognitobackup.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.format.Corruption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user of a foreign backup, brought into the form in which an archive has them.
 *
 * @param document as {@code ListUsers} gives it, without members that are null
 * @param groups the groups that stood beside the user
 * @param tellsEnabled whether it was said that the user is enabled or disabled
 * @param lastChange when the user was changed last, where that is told
 */
record ForeignUser(
    ObjectNode document, Set<String> groups, boolean tellsEnabled, @Nullable Instant lastChange) {

  /** The longest name that Cognito gives a group. */
  static final int LONGEST_GROUP = 128;

  /** From here on a number counts milliseconds: as seconds it would be the year 5138. */
  private static final double MILLIS = 1e11;

  /** Names nothing: the document is personal data. */
  @Override
  public String toString() {
    return "ForeignUser";
  }

  /** Reads one element, which is changed. */
  static ForeignUser read(ObjectNode element, String where) {
    dropNulls(element);
    requireText(element, "Username", where);
    requireText(element, "UserStatus", where);
    if (element.has("UserAttributes")) {
      if (element.has("Attributes")) {
        throw Corruption.at(where, "has both Attributes and UserAttributes");
      }
      element.set("Attributes", element.remove("UserAttributes"));
    }
    checkAttributes(element, where);
    JsonNode enabled = element.get("Enabled");
    if (enabled != null && !enabled.isBoolean()) {
      throw Corruption.at(where, "has an Enabled that is neither true nor false");
    }
    Instant created = date(element, "UserCreateDate");
    Instant changed = date(element, "UserLastModifiedDate");
    Set<String> groups = groups(element.remove("Groups"), where);
    return new ForeignUser(element, groups, enabled != null, changed == null ? created : changed);
  }

  /** Removes what the tools write for "nothing", at any depth. */
  static void dropNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().removeIf(member -> member.getValue().isNull());
    }
    node.forEach(ForeignUser::dropNulls);
  }

  /** The name of a group, from its name or its description; null where it is none. */
  static @Nullable String groupName(JsonNode group) {
    JsonNode name = group.isObject() ? group.path("GroupName") : group;
    boolean sound =
        name.isTextual()
            && !name.textValue().isEmpty()
            && name.textValue().length() <= LONGEST_GROUP;
    return sound ? name.textValue() : null;
  }

  private static void requireText(ObjectNode element, String member, String where) {
    if (element.path(member).asText().isEmpty() || !element.path(member).isTextual()) {
      throw Corruption.at(where, "has no " + member);
    }
  }

  private static void checkAttributes(ObjectNode element, String where) {
    JsonNode attributes = element.get("Attributes");
    if (attributes == null) {
      return;
    }
    if (!(attributes instanceof ArrayNode array)) {
      throw Corruption.at(where, "has Attributes that are not an array");
    }
    for (Iterator<JsonNode> all = array.iterator(); all.hasNext(); ) {
      JsonNode attribute = all.next();
      JsonNode value = attribute.path("Value");
      if (!attribute.path("Name").isTextual() || !(value.isMissingNode() || value.isTextual())) {
        throw Corruption.at(where, "has an attribute that is not a Name and a Value");
      }
      if (value.isMissingNode()) {
        all.remove();
      }
    }
  }

  private static @Nullable Instant date(ObjectNode element, String member) {
    JsonNode value = element.get(member);
    try {
      if (value != null && value.isNumber()) {
        double number = value.doubleValue();
        Instant date = Instant.ofEpochMilli((long) (number < MILLIS ? number * 1000 : number));
        element.put(member, date.toString());
        return date;
      }
      return value == null ? null : OffsetDateTime.parse(value.asText()).toInstant();
    } catch (DateTimeException e) {
      return null; // no restore gives dates back
    }
  }

  private static Set<String> groups(@Nullable JsonNode groups, String where) {
    Set<String> names = new LinkedHashSet<>();
    if (groups == null) {
      return names;
    }
    if (!groups.isArray()) {
      throw Corruption.at(where, "has Groups that are not an array");
    }
    for (JsonNode group : groups) {
      String name = groupName(group);
      if (name == null) {
        throw Corruption.at(where, "has a group that is not a name");
      }
      names.add(name);
    }
    return names;
  }
}
