package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Settings of a pool that Cognito knows by two names, an older and a newer one. The value that has
 * effect is kept under the name that requests take today, so that nothing that was set the old way
 * is lost, and both ways compare as equal.
 */
final class Twins {

  private static final String DAYS = "TemporaryPasswordValidityDays";
  private static final String OLDER_DAYS = "UnusedAccountValidityDays";
  private static final int DEFAULT_DAYS = 7;

  private static final String TEMPLATE = "VerificationMessageTemplate";
  private static final Map<String, String> OLDER_MESSAGES =
      Map.of(
          "SmsVerificationMessage", "SmsMessage",
          "EmailVerificationMessage", "EmailMessage",
          "EmailVerificationSubject", "EmailSubject");

  private static final String TRIGGER = "PreTokenGenerationConfig";
  private static final String OLDER_TRIGGER = "PreTokenGeneration";

  private Twins() {}

  /** Settles a pool's description, which is changed. */
  static void settle(ObjectNode pool) {
    if (pool.path("AdminCreateUserConfig") instanceof ObjectNode config
        && pool.path("Policies").path("PasswordPolicy") instanceof ObjectNode policy) {
      settleDays(config, policy);
    }
    settleMessages(pool);
    if (pool.get("LambdaConfig") instanceof ObjectNode triggers) {
      settleTrigger(triggers);
    }
  }

  /**
   * The older one has effect until the newer one is set, and cannot be set beside it. 0 is none;
   * and 7, which is shown where none was set, beside another value was not set either.
   */
  private static void settleDays(ObjectNode config, ObjectNode policy) {
    int older = config.path(OLDER_DAYS).asInt(0);
    config.remove(OLDER_DAYS);
    int newer = policy.path(DAYS).asInt(0);
    if (newer <= 0 || newer == DEFAULT_DAYS) {
      boolean unknown = policy.path(DAYS).isNull() && older <= 0;
      if (!unknown) {
        policy.put(DAYS, older > 0 ? older : DEFAULT_DAYS);
      }
    }
  }

  /** A text of the template wins; the older ones count where it has none. */
  private static void settleMessages(ObjectNode pool) {
    boolean unknown =
        pool.path(TEMPLATE).isNull()
            && OLDER_MESSAGES.keySet().stream().noneMatch(pool::hasNonNull);
    if (unknown) {
      return;
    }
    ObjectNode template =
        pool.get(TEMPLATE) instanceof ObjectNode given ? given : pool.putObject(TEMPLATE);
    OLDER_MESSAGES.forEach(
        (older, newer) -> {
          JsonNode text = pool.remove(older);
          if (text != null && !template.has(newer)) {
            template.set(newer, text);
          }
        });
    if (!template.has("DefaultEmailOption")) {
      template.put("DefaultEmailOption", "CONFIRM_WITH_CODE");
    }
  }

  /** The older one names a function of version V1_0; where both are sent they must be equal. */
  private static void settleTrigger(ObjectNode triggers) {
    JsonNode arn = triggers.path(TRIGGER).path("LambdaArn");
    if (arn.isTextual()) {
      triggers.set(OLDER_TRIGGER, arn);
    } else if (triggers.path(OLDER_TRIGGER).isTextual()) {
      triggers
          .putObject(TRIGGER)
          .put("LambdaVersion", "V1_0")
          .set("LambdaArn", triggers.get(OLDER_TRIGGER));
    }
  }
}
