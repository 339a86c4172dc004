package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The attribute schema of a pool. Cognito describes custom attributes with a prefix and wants them
 * without; standard ones are always all described, and need be sent only where they were changed.
 */
final class Schema {

  private static final String CUSTOM = "custom:";
  private static final String DEVELOPER_ONLY = "dev:";
  private static final Pattern BARE_NAME =
      Pattern.compile("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,20}");
  private static final Set<String> NEVER_SENT = Set.of("sub", "identities");

  private Schema() {}

  static boolean isCustom(JsonNode attribute) {
    String name = Documents.text(attribute, "Name");
    return name.startsWith(CUSTOM) || name.startsWith(DEVELOPER_ONLY);
  }

  /** The names of the attributes that can be changed. */
  static Set<String> mutable(JsonNode userPool) {
    Set<String> names = new HashSet<>();
    for (JsonNode attribute : userPool.path("SchemaAttributes")) {
      if (attribute.path("Mutable").asBoolean(true)) {
        names.add(Documents.text(attribute, "Name"));
      }
    }
    return names;
  }

  /**
   * The attribute as a request takes it: its name without the prefix. What follows that may look
   * like a prefix again, and is the name.
   */
  static ObjectNode bare(JsonNode attribute) {
    ObjectNode copy = attribute.deepCopy();
    return copy.put("Name", bareName(attribute));
  }

  /** Why Cognito would refuse to make a custom attribute, or would give it another name. */
  static Optional<String> obstacle(JsonNode attribute) {
    String name = Documents.text(attribute, "Name");
    if (name.startsWith(DEVELOPER_ONLY) != isDeveloperOnly(attribute)) {
      return Optional.of("its name and its DeveloperOnlyAttribute contradict each other");
    }
    if (!BARE_NAME.matcher(bareName(attribute)).matches()) {
      return Optional.of("Cognito takes 1 to 20 characters after the prefix, none of them blank");
    }
    if (attribute.path("Required").asBoolean(false)) {
      return Optional.of("Cognito takes no custom attribute that is required");
    }
    return Optional.empty();
  }

  private static String bareName(JsonNode attribute) {
    String name = Documents.text(attribute, "Name");
    String prefix = CUSTOM;
    if (isDeveloperOnly(attribute)) {
      prefix = name.startsWith(DEVELOPER_ONLY + CUSTOM) ? DEVELOPER_ONLY + CUSTOM : DEVELOPER_ONLY;
    }
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }

  private static boolean isDeveloperOnly(JsonNode attribute) {
    return attribute.path("DeveloperOnlyAttribute").asBoolean(false);
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
