package io.github.cognitobackup.emulator.internal.cognito;

import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses attribute values that the schema of a pool does not allow. */
final class AttributeRules {

  private static final int LONGEST_NAME = 32;
  private static final int LONGEST_VALUE = 2048;

  private AttributeRules() {}

  /** Checks what a caller wants to write; {@code creation} allows immutable attributes. */
  static void check(Pool pool, Map<String, String> attributes, boolean creation) {
    checkShape(attributes);
    StringBuilder objections = new StringBuilder();
    attributes.forEach(
        (name, value) -> {
          String objection = objection(pool.schema, name, value, creation);
          if (objection != null) {
            objections.append("user.").append(name).append(": ").append(objection).append('\n');
          }
        });
    if (objections.length() > 0) {
      throw ApiError.invalid("Invalid user attributes: " + objections);
    }
    checkContacts(attributes);
  }

  /** The model's own constraints, which name an attribute by its place in the request. */
  private static void checkShape(Map<String, String> attributes) {
    int place = 0;
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      place++;
      checkLength(place, "name", attribute.getKey(), LONGEST_NAME);
      checkLength(place, "value", attribute.getValue(), LONGEST_VALUE);
    }
  }

  private static void checkLength(int place, String part, String text, int longest) {
    if (text.codePointCount(0, text.length()) > longest) {
      throw ApiError.constraint(
          "userAttributes." + place + ".member." + part,
          text,
          "Member must have length less than or equal to " + longest);
    }
  }

  private static @Nullable String objection(
      Schema schema, String name, String value, boolean creation) {
    AttributeDefinition definition = schema.find(name);
    if (name.equals("sub") || name.equals("identities")) {
      return "Attribute cannot be updated.";
    }
    if (definition == null) {
      return "Attribute does not exist in the schema.";
    }
    if (!creation && !definition.mutable()) {
      return "Attribute cannot be updated.";
    }
    return value.isEmpty() ? null : definition.objection(value);
  }

  private static void checkContacts(Map<String, String> attributes) {
    String email = attributes.getOrDefault("email", "");
    if (!email.isEmpty() && !UserNaming.isEmail(email)) {
      throw ApiError.invalid("Invalid email address format.");
    }
    String phone = attributes.getOrDefault("phone_number", "");
    if (!phone.isEmpty() && !UserNaming.isPhone(phone)) {
      throw ApiError.invalid("Invalid phone number format.");
    }
  }

  /** A contact can only be marked as verified when there is one. */
  static void checkVerifiedFlags(Map<String, String> attributes) {
    for (String contact : new String[] {"email", "phone_number"}) {
      if ("true".equals(attributes.get(contact + "_verified"))
          && attributes.getOrDefault(contact, "").isEmpty()) {
        throw ApiError.invalid(contact + " is required to set " + contact + "_verified");
      }
    }
  }
}
