package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * The attribute schema of a pool. Cognito describes custom attributes with a prefix and wants them
 * without; standard ones are always all described, and need be sent only where they were changed.
 */
final class Schema {

  private static final int MOST_AT_CREATION = 50;
  private static final Set<String> NEVER_SENT = Set.of("sub", "identities");

  private Schema() {}

  static boolean isCustom(JsonNode attribute) {
    String name = Documents.text(attribute, "Name");
    return name.startsWith("custom:") || name.startsWith("dev:");
  }

  /** The attribute as a request takes it: its name without any of the prefixes. */
  static ObjectNode bare(JsonNode attribute) {
    ObjectNode copy = attribute.deepCopy();
    String name = Documents.text(copy, "Name");
    while (name.startsWith("custom:") || name.startsWith("dev:")) {
      name = name.substring(name.indexOf(':') + 1);
    }
    return copy.put("Name", name);
  }

  /** The standard attributes whose definition the pool's creator chose. */
  static ArrayNode restorableStandard(JsonNode schema) {
    ArrayNode chosen = JsonNodeFactory.instance.arrayNode();
    for (JsonNode attribute : schema) {
      if (!isCustom(attribute) && isChosen(attribute)) {
        chosen.add(attribute);
      }
    }
    return chosen;
  }

  /** The schema for the request that creates a pool; what has no room in it is added later. */
  static ArrayNode forCreation(JsonNode schema) {
    ArrayNode wanted = restorableStandard(schema);
    for (JsonNode attribute : schema) {
      if (isCustom(attribute) && wanted.size() < MOST_AT_CREATION) {
        wanted.add(bare(attribute));
      }
    }
    return wanted;
  }

  private static boolean isChosen(JsonNode attribute) {
    if (NEVER_SENT.contains(Documents.text(attribute, "Name"))) {
      return false;
    }
    return attribute.path("Required").asBoolean(false)
        || !attribute.path("Mutable").asBoolean(true)
        || !hasUsualConstraints(attribute);
  }

  private static boolean hasUsualConstraints(JsonNode attribute) {
    JsonNode text = attribute.path("StringAttributeConstraints");
    JsonNode number = attribute.path("NumberAttributeConstraints");
    boolean birthdate = Documents.text(attribute, "Name").equals("birthdate");
    return isOneOf(text, "MinLength", "", birthdate ? "10" : "0")
        && isOneOf(text, "MaxLength", "", birthdate ? "10" : "2048")
        && isOneOf(number, "MinValue", "", "0")
        && isOneOf(number, "MaxValue", "", "");
  }

  private static boolean isOneOf(JsonNode constraints, String member, String one, String other) {
    String value = Documents.text(constraints, member);
    return value.equals(one) || value.equals(other);
  }
}
