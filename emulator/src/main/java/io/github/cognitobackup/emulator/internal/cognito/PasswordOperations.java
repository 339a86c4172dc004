package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import io.github.cognitobackup.emulator.scenario.SentMessage;
import java.util.Map;

/** Setting and resetting passwords. */
final class PasswordOperations implements Handler.Family {

  private final Account account;

  PasswordOperations(Account account) {
    this.account = account;
  }

  @Override
  public void register(Map<String, Handler> table) {
    table.put("AdminSetUserPassword", this::set);
    table.put("AdminResetUserPassword", this::reset);
  }

  private ObjectNode set(Params params) {
    Pool pool = account.pool(params);
    User user = pool.user(params.text("Username"));
    String password = params.text("Password");
    PasswordRules.check(pool, password);
    boolean permanent = params.flag("Permanent");
    PasswordRules.set(pool, user, password, permanent);
    user.status = permanent ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD";
    pool.touch(user, account.now());
    return Json.object();
  }

  private ObjectNode reset(Params params) {
    Pool pool = account.pool(params);
    User user = pool.user(params.text("Username"));
    if (!user.enabled) {
      throw new ApiError("NotAuthorizedException", "User is disabled");
    }
    if (!user.status.equals("CONFIRMED") && !user.status.equals("RESET_REQUIRED")) {
      throw new ApiError(
          "NotAuthorizedException", "User password cannot be reset in the current state.");
    }
    String medium = medium(pool, user);
    user.status = "RESET_REQUIRED";
    pool.touch(user, account.now());
    account.outbox.messageTriggers(pool, "ForgotPassword", medium, user.username);
    account.outbox.message(pool, user, SentMessage.Kind.PASSWORD_RESET_CODE, medium);
    return Json.object();
  }

  private static String medium(Pool pool, User user) {
    JsonNode mechanisms = pool.settings.path("AccountRecoverySetting").path("RecoveryMechanisms");
    for (JsonNode mechanism : mechanisms) {
      String name = mechanism.path("Name").asText();
      if (name.equals("admin_only")) {
        throw new ApiError("NotAuthorizedException", "Contact administrator to reset password.");
      }
      String contact = name.replace("verified_", "");
      if ("true".equals(pool.attribute(user, contact + "_verified"))) {
        return contact.equals("email") ? "EMAIL" : "SMS";
      }
    }
    throw ApiError.invalid(
        "Cannot reset password for the user as there is no registered/verified email or"
            + " phone_number");
  }
}
