package io.github.cognitobackup.internal.users;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the attributes that Cognito may refuse, by the schema of the pool and what is known of its
 * rules. Nothing is left out on suspicion alone: it is asked for when Cognito has refused something
 * and does not say what.
 */
final class SuspectValues {

  private static final int LONGEST_NAME = 32;
  private static final int LONGEST_VALUE = 2048;
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");
  private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{1,14}");

  private final Map<String, JsonNode> schema = new HashMap<>();

  SuspectValues(JsonNode userPool) {
    for (JsonNode attribute : userPool.path("SchemaAttributes")) {
      schema.put(attribute.path("Name").asText(), attribute);
    }
  }

  /** Whether the pool has no such attribute, as far as its schema tells. */
  boolean isUnknown(String name) {
    return !schema.isEmpty() && !schema.containsKey(name);
  }

  /** The names of the attributes whose values break a rule. */
  Set<String> among(Map<String, String> attributes) {
    Set<String> suspects = new LinkedHashSet<>();
    attributes.forEach(
        (name, value) -> {
          if (isUnknown(name) || name.length() > LONGEST_NAME || breaksARule(name, value)) {
            suspects.add(name);
          }
        });
    return suspects;
  }

  private boolean breaksARule(String name, String value) {
    if (value.isEmpty()) {
      return false;
    }
    if (value.length() > LONGEST_VALUE) {
      return true;
    }
    boolean ofForm =
        switch (name) {
          case "email" -> EMAIL.matcher(value).matches();
          case "phone_number" -> PHONE.matcher(value).matches();
          case "birthdate" -> isDate(value);
          default -> true;
        };
    JsonNode attribute = schema.get(name);
    return !ofForm || (attribute != null && !fits(attribute, value));
  }

  private static boolean fits(JsonNode attribute, String value) {
    return switch (attribute.path("AttributeDataType").asText()) {
      case "Boolean" -> value.equals("true") || value.equals("false");
      case "Number" -> isNumber(value, attribute.path("NumberAttributeConstraints"));
      case "String" -> {
        JsonNode bounds = attribute.path("StringAttributeConstraints");
        yield value.length() >= bounds.path("MinLength").asInt(0)
            && value.length() <= bounds.path("MaxLength").asInt(LONGEST_VALUE);
      }
      default -> true;
    };
  }

  private static boolean isNumber(String value, JsonNode bounds) {
    try {
      BigDecimal number = new BigDecimal(value);
      return (!bounds.hasNonNull("MinValue")
              || number.compareTo(new BigDecimal(bounds.path("MinValue").asText())) >= 0)
          && (!bounds.hasNonNull("MaxValue")
              || number.compareTo(new BigDecimal(bounds.path("MaxValue").asText())) <= 0);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isDate(String value) {
    try {
      LocalDate.parse(value);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
