package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import java.util.Map;

/** The second factors that are switched on for a user. */
final class MfaPreferenceOperations implements Handler.Family {

  private final Account account;

  MfaPreferenceOperations(Account account) {
    this.account = account;
  }

  @Override
  public void register(Map<String, Handler> table) {
    table.put("AdminSetUserMFAPreference", this::set);
  }

  private ObjectNode set(Params params) {
    Pool pool = account.pool(params);
    User user = pool.user(params.text("Username"));
    checkState(user);
    JsonNode sms = params.at("SMSMfaSettings");
    JsonNode email = params.at("EmailMfaSettings");
    JsonNode software = params.at("SoftwareTokenMfaSettings");
    if (software.path("Enabled").asBoolean() || software.path("PreferredMfa").asBoolean()) {
      throw ApiError.invalid("User has not set up software token mfa");
    }
    if (sms.path("PreferredMfa").asBoolean() && email.path("PreferredMfa").asBoolean()) {
      throw ApiError.invalid("Only one MFA method can be preferred");
    }
    require(pool, user, sms, "phone_number", "SMS MFA");
    require(pool, user, email, "email", "EMAIL_OTP MFA");
    apply(user, sms, (byte) User.SMS_MFA);
    apply(user, email, (byte) User.EMAIL_OTP);
    return Json.object();
  }

  private static void checkState(User user) {
    if (user.status.equals("UNCONFIRMED")) {
      throw new ApiError("UserNotConfirmedException", "User is not confirmed.");
    }
    if (user.status.equals("RESET_REQUIRED")) {
      throw new ApiError("PasswordResetRequiredException", "Password reset required for the user");
    }
  }

  private static void require(
      Pool pool, User user, JsonNode setting, String contact, String factor) {
    if (setting.path("Enabled").asBoolean() && pool.attribute(user, contact) == null) {
      throw ApiError.invalid("User does not have a " + contact + " set to turn on " + factor);
    }
  }

  private static void apply(User user, JsonNode setting, byte factor) {
    if (setting.isMissingNode() || setting.isNull()) {
      return;
    }
    if (setting.path("Enabled").asBoolean()) {
      user.mfa |= factor;
    } else {
      user.mfa &= (byte) ~factor;
    }
    if (setting.path("Enabled").asBoolean() && setting.path("PreferredMfa").asBoolean()) {
      user.preferredMfa = factor;
    } else if (user.preferredMfa == factor) {
      user.preferredMfa = 0;
    }
  }
}
