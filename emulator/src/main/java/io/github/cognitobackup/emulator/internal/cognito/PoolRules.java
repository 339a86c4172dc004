package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import java.util.List;

/** Refuses settings of a pool that do not go together. */
final class PoolRules {

  private PoolRules() {}

  static void check(ObjectNode settings, boolean smsKnown) {
    oneOf(settings, "MfaConfiguration", "OFF", "ON", "OPTIONAL");
    oneOf(settings, "DeletionProtection", "ACTIVE", "INACTIVE");
    oneOf(settings, "UserPoolTier", "LITE", "ESSENTIALS", "PLUS");
    if (!settings.path("MfaConfiguration").asText().equals("OFF")
        && !settings.has("SmsConfiguration")
        && !smsKnown) {
      throw ApiError.invalid(
          "SMS configuration and Auto verification for phone_number are required when MFA is"
              + " required/optional");
    }
    JsonNode policy = settings.path("Policies").path("PasswordPolicy");
    range(policy, "MinimumLength", 6, 99);
    range(policy, "PasswordHistorySize", 0, 24);
    range(policy, "TemporaryPasswordValidityDays", 0, 365);
    TagOperations.check(settings.path("UserPoolTags"));
    checkTriggers(settings.path("LambdaConfig"));
  }

  static void checkNew(ObjectNode settings) {
    if (settings.path("UsernameAttributes").size() > 0
        && settings.path("AliasAttributes").size() > 0) {
      throw ApiError.invalid("Only one of the aliasAttributes or usernameAttributes can be set");
    }
    for (JsonNode attribute : settings.path("UsernameAttributes")) {
      among("usernameAttributes", attribute.asText(), List.of("email", "phone_number"));
    }
    for (JsonNode attribute : settings.path("AliasAttributes")) {
      among(
          "aliasAttributes",
          attribute.asText(),
          List.of("email", "phone_number", "preferred_username"));
    }
  }

  private static void checkTriggers(JsonNode triggers) {
    JsonNode plain = triggers.path("PreTokenGeneration");
    JsonNode versioned = triggers.path("PreTokenGenerationConfig").path("LambdaArn");
    if (plain.isTextual() && versioned.isTextual() && !plain.equals(versioned)) {
      throw ApiError.invalid(
          "PreTokenGeneration and PreTokenGenerationConfig must name the same function");
    }
    if ((triggers.has("CustomSMSSender") || triggers.has("CustomEmailSender"))
        && !triggers.has("KMSKeyID")) {
      throw ApiError.invalid("KMSKeyID is required for custom senders");
    }
  }

  private static void oneOf(ObjectNode settings, String member, String... values) {
    among(member, settings.path(member).asText(), List.of(values));
  }

  private static void among(String member, String value, List<String> values) {
    if (!values.contains(value)) {
      throw ApiError.constraint(member, value, "Member must satisfy enum value set: " + values);
    }
  }

  private static void range(JsonNode policy, String member, int min, int max) {
    int value = policy.path(member).asInt(min);
    if (value < min || value > max) {
      throw ApiError.constraint(
          member, Integer.toString(value), "Member must have value between " + min + " and " + max);
    }
  }
}
