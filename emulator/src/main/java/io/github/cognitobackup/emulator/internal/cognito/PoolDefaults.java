package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import java.util.Set;

/** The settings of a pool as a request leaves them: what it gives, and defaults for the rest. */
final class PoolDefaults {

  /** Members of a request, or of an answer sent back by mistake, that are no settings. */
  private static final Set<String> NO_SETTINGS =
      Set.of(
          "UserPoolId",
          "PoolName",
          "Schema",
          "SchemaAttributes",
          "Id",
          "Arn",
          "Name",
          "Status",
          "CreationDate",
          "LastModifiedDate",
          "EstimatedNumberOfUsers",
          "Domain",
          "CustomDomain");

  private static final String DEFAULTS =
      """
      {"DeletionProtection": "INACTIVE",
       "LambdaConfig": {},
       "MfaConfiguration": "OFF",
       "UserPoolTags": {},
       "UserPoolTier": "ESSENTIALS",
       "EmailConfiguration": {"EmailSendingAccount": "COGNITO_DEFAULT"},
       "VerificationMessageTemplate": {"DefaultEmailOption": "CONFIRM_WITH_CODE"},
       "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": []},
       "AccountRecoverySetting": {"RecoveryMechanisms": [
         {"Name": "verified_email", "Priority": 1},
         {"Name": "verified_phone_number", "Priority": 2}]}}
      """;

  private static final String PASSWORD_POLICY =
      """
      {"MinimumLength": 8, "RequireUppercase": true, "RequireLowercase": true,
       "RequireNumbers": true, "RequireSymbols": true, "TemporaryPasswordValidityDays": 7}
      """;

  private PoolDefaults() {}

  static ObjectNode settings(ObjectNode request) {
    ObjectNode settings = (ObjectNode) Json.tree(DEFAULTS);
    request
        .properties()
        .forEach(
            member -> {
              if (!NO_SETTINGS.contains(member.getKey()) && !member.getValue().isNull()) {
                settings.set(member.getKey(), member.getValue().deepCopy());
              }
            });
    completePolicies(settings);
    completeAdminCreation(settings, request);
    return settings;
  }

  private static void completePolicies(ObjectNode settings) {
    ObjectNode policies = child(settings, "Policies");
    if (policies.get("PasswordPolicy") instanceof ObjectNode policy) {
      setIfAbsent(policy, "MinimumLength", 8);
      for (String require : new String[] {"Uppercase", "Lowercase", "Numbers", "Symbols"}) {
        if (!policy.has("Require" + require)) {
          policy.put("Require" + require, false);
        }
      }
      if (policy.path("TemporaryPasswordValidityDays").asInt(0) == 0) {
        policy.put("TemporaryPasswordValidityDays", 7);
      }
    } else {
      policies.set("PasswordPolicy", Json.tree(PASSWORD_POLICY));
    }
    if (!policies.has("SignInPolicy")) {
      policies.putObject("SignInPolicy").putArray("AllowedFirstAuthFactors").add("PASSWORD");
    }
  }

  private static void completeAdminCreation(ObjectNode settings, ObjectNode request) {
    boolean days =
        request
                .path("Policies")
                .path("PasswordPolicy")
                .path("TemporaryPasswordValidityDays")
                .asInt(0)
            > 0;
    if (days && request.path("AdminCreateUserConfig").has("UnusedAccountValidityDays")) {
      throw ApiError.invalid(
          "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of"
              + " UnusedAccountValidityDays");
    }
    ObjectNode config = child(settings, "AdminCreateUserConfig");
    if (!config.has("AllowAdminCreateUserOnly")) {
      config.put("AllowAdminCreateUserOnly", false);
    }
    JsonNode policy = settings.path("Policies").path("PasswordPolicy");
    setIfAbsent(
        config, "UnusedAccountValidityDays", policy.path("TemporaryPasswordValidityDays").asInt(7));
  }

  private static ObjectNode child(ObjectNode parent, String name) {
    return parent.get(name) instanceof ObjectNode child ? child : parent.putObject(name);
  }

  private static void setIfAbsent(ObjectNode node, String member, int value) {
    if (!node.has(member)) {
      node.put(member, value);
    }
  }
}
