package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The attributes a pool knows: the standard ones, always all of them, and its own. */
final class Schema {

  private static final int MOST_CUSTOM = 50;
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,20}");
  private static final Set<String> TYPES = Set.of("String", "Number", "DateTime", "Boolean");

  private final Map<String, AttributeDefinition> attributes = new LinkedHashMap<>();

  Schema() {
    standard("sub", "String", 1, 2048);
    for (String name :
        new String[] {
          "name",
          "given_name",
          "family_name",
          "middle_name",
          "nickname",
          "preferred_username",
          "profile",
          "picture",
          "website",
          "email"
        }) {
      standard(name, "String", 0, 2048);
    }
    standard("email_verified", "Boolean", 0, 0);
    standard("gender", "String", 0, 2048);
    standard("birthdate", "String", 10, 10);
    standard("zoneinfo", "String", 0, 2048);
    standard("locale", "String", 0, 2048);
    standard("phone_number", "String", 0, 2048);
    standard("phone_number_verified", "Boolean", 0, 0);
    standard("address", "String", 0, 2048);
    standard("updated_at", "Number", 0, 0);
  }

  private void standard(String name, String type, int min, int max) {
    ObjectNode constraints = Json.object();
    if (type.equals("String")) {
      constraints
          .putObject("StringAttributeConstraints")
          .put("MinLength", Integer.toString(min))
          .put("MaxLength", Integer.toString(max));
    } else if (type.equals("Number")) {
      constraints.putObject("NumberAttributeConstraints").put("MinValue", "0");
    }
    boolean sub = name.equals("sub");
    attributes.put(name, new AttributeDefinition(name, type, false, !sub, sub, constraints));
  }

  @Nullable AttributeDefinition find(String name) {
    return attributes.get(name);
  }

  Iterable<AttributeDefinition> all() {
    return attributes.values();
  }

  ArrayNode json() {
    ArrayNode list = Json.object().putArray("SchemaAttributes");
    attributes.values().forEach(attribute -> list.add(attribute.json()));
    return list;
  }

  /**
   * Takes one member of {@code Schema} of CreateUserPool: a standard attribute where the name is
   * one's, else a new one, whose name gets a prefix even if it begins with one.
   */
  void define(JsonNode given) {
    AttributeDefinition known = attributes.get(given.path("Name").asText());
    if (known != null && !isCustom(known.name())) {
      redefine(known, given);
    } else {
      addCustom(given);
    }
  }

  /** Names of standard attributes hold no colon. */
  private static boolean isCustom(String fullName) {
    return fullName.contains(":");
  }

  private void redefine(AttributeDefinition standard, JsonNode given) {
    String type = given.path("AttributeDataType").asText(standard.type());
    if (!type.equals(standard.type()) || given.path("DeveloperOnlyAttribute").asBoolean()) {
      throw ApiError.invalid(
          "You can not change AttributeDataType or set developerOnlyAttribute for standard schema"
              + " attribute "
              + standard.name());
    }
    if (standard.name().equals("sub")) {
      throw ApiError.invalid("You can not change the standard schema attribute sub");
    }
    ObjectNode constraints = standard.constraints().deepCopy();
    constraints.setAll(constraints(given));
    attributes.put(
        standard.name(),
        new AttributeDefinition(
            standard.name(),
            type,
            false,
            given.path("Mutable").asBoolean(true),
            given.path("Required").asBoolean(false),
            constraints));
  }

  /** Adds an attribute of the pool's own; its name is given without the prefix. */
  void addCustom(JsonNode given) {
    String bare = given.path("Name").asText("");
    if (!NAME.matcher(bare).matches()) {
      throw ApiError.constraint(
          "Name", bare, "Member must have length less than or equal to 20 and no blanks");
    }
    String type = given.path("AttributeDataType").asText("");
    if (!TYPES.contains(type)) {
      throw ApiError.constraint(
          "AttributeDataType",
          type,
          "Member must satisfy enum value set: [Boolean, DateTime, Number, String]");
    }
    if (given.path("Required").asBoolean(false)) {
      throw ApiError.invalid("Required custom attributes are not supported currently.");
    }
    boolean developerOnly = given.path("DeveloperOnlyAttribute").asBoolean(false);
    String name = (developerOnly ? "dev:custom:" : "custom:") + bare;
    if (attributes.containsKey(name)) {
      throw ApiError.invalid(name + ": Existing attribute already has name " + name + ".");
    }
    if (attributes.keySet().stream().filter(Schema::isCustom).count() >= MOST_CUSTOM) {
      throw ApiError.invalid("Number of custom attributes exceeds the limit of " + MOST_CUSTOM);
    }
    ObjectNode constraints = constraints(given);
    if (type.equals("String") && constraints.isEmpty()) {
      constraints.putObject("StringAttributeConstraints");
    } else if (type.equals("Number") && constraints.isEmpty()) {
      constraints.putObject("NumberAttributeConstraints");
    }
    attributes.put(
        name,
        new AttributeDefinition(
            name, type, developerOnly, given.path("Mutable").asBoolean(true), false, constraints));
  }

  private static ObjectNode constraints(JsonNode given) {
    ObjectNode result = Json.object();
    check(given, result, "StringAttributeConstraints", "MinLength", "MaxLength");
    check(given, result, "NumberAttributeConstraints", "MinValue", "MaxValue");
    return result;
  }

  private static void check(
      JsonNode given, ObjectNode result, String member, String min, String max) {
    if (!(given.get(member) instanceof ObjectNode bounds)) {
      return;
    }
    try {
      long low = Long.parseLong(bounds.path(min).asText("0"));
      long high = Long.parseLong(bounds.path(max).asText(Long.toString(Long.MAX_VALUE)));
      if (low > high
          || (min.equals("MinLength") && (low < 0 || (bounds.has(max) && high > 2048)))) {
        throw new NumberFormatException("out of order");
      }
    } catch (NumberFormatException e) {
      throw ApiError.invalid(
          "Invalid " + member + " for schema attribute " + given.path("Name").asText());
    }
    result.set(member, bounds.deepCopy());
  }
}
