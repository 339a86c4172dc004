package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** One attribute of a pool's schema, under its full name. */
record AttributeDefinition(
    String name,
    String type,
    boolean developerOnly,
    boolean mutable,
    boolean required,
    ObjectNode constraints) {

  ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("AttributeDataType", type)
        .put("DeveloperOnlyAttribute", developerOnly)
        .put("Mutable", mutable)
        .put("Name", name)
        .put("Required", required);
    json.setAll(constraints.deepCopy());
    return json;
  }

  /** What is wrong with a value, or null. */
  @Nullable String objection(String value) {
    return switch (type) {
      case "String" -> objectionToText(value);
      case "Number" -> objectionToNumber(value);
      case "Boolean" ->
          value.equals("true") || value.equals("false")
              ? null
              : "The attribute value is not a boolean";
      default -> null;
    };
  }

  private @Nullable String objectionToText(String value) {
    JsonNode bounds = constraints.path("StringAttributeConstraints");
    int length = value.codePointCount(0, value.length());
    if (bounds.has("MinLength") && length < bounds.get("MinLength").asInt()) {
      return "String must be no shorter than " + bounds.get("MinLength").asText() + " characters";
    }
    if (bounds.has("MaxLength") && length > bounds.get("MaxLength").asInt()) {
      return "String must be no longer than " + bounds.get("MaxLength").asText() + " characters";
    }
    return null;
  }

  private @Nullable String objectionToNumber(String value) {
    BigDecimal number;
    try {
      number = new BigDecimal(value);
    } catch (NumberFormatException e) {
      return "The attribute value is not a number";
    }
    JsonNode bounds = constraints.path("NumberAttributeConstraints");
    if (bounds.has("MinValue")
        && number.compareTo(new BigDecimal(bounds.get("MinValue").asText())) < 0) {
      return "Number must be no smaller than " + bounds.get("MinValue").asText();
    }
    if (bounds.has("MaxValue")
        && number.compareTo(new BigDecimal(bounds.get("MaxValue").asText())) > 0) {
      return "Number must be no larger than " + bounds.get("MaxValue").asText();
    }
    return null;
  }
}
