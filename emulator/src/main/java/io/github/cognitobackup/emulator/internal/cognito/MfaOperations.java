package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import java.util.Map;

/** The MFA settings of a pool. */
final class MfaOperations implements Handler.Family {

  private final Account account;

  MfaOperations(Account account) {
    this.account = account;
  }

  @Override
  public void register(Map<String, Handler> table) {
    table.put("GetUserPoolMfaConfig", params -> account.pool(params).mfa.deepCopy());
    table.put("SetUserPoolMfaConfig", this::set);
  }

  /** Brings the MFA settings in line with the pool's settings, of which they show a part. */
  static void takeOver(Pool pool) {
    pool.mfa.set("MfaConfiguration", pool.settings.path("MfaConfiguration"));
    if (pool.settings.has("SmsConfiguration")) {
      sms(pool).set("SmsConfiguration", pool.settings.get("SmsConfiguration"));
    }
    if (pool.settings.has("SmsAuthenticationMessage")) {
      sms(pool).set("SmsAuthenticationMessage", pool.settings.get("SmsAuthenticationMessage"));
    }
  }

  private static ObjectNode sms(Pool pool) {
    return pool.mfa.get("SmsMfaConfiguration") instanceof ObjectNode sms
        ? sms
        : pool.mfa.putObject("SmsMfaConfiguration");
  }

  static boolean hasFactor(Pool pool) {
    return pool.mfa.has("SmsMfaConfiguration")
        || pool.mfa.has("EmailMfaConfiguration")
        || pool.mfa.path("SoftwareTokenMfaConfiguration").path("Enabled").asBoolean();
  }

  private ObjectNode set(Params params) {
    Pool pool = account.pool(params);
    ObjectNode mfa = params.tree().deepCopy();
    mfa.remove("UserPoolId");
    String configuration = params.text("MfaConfiguration", "OFF");
    mfa.put("MfaConfiguration", configuration);
    if (!configuration.equals("OFF")
        && !mfa.has("SmsMfaConfiguration")
        && !mfa.has("EmailMfaConfiguration")
        && !mfa.has("SoftwareTokenMfaConfiguration")) {
      throw ApiError.invalid(
          "At least one of [SmsMfaConfiguration] or [SoftwareTokenMfaConfiguration] must be"
              + " provided.");
    }
    pool.mfa = mfa;
    pool.settings.put("MfaConfiguration", configuration);
    if (mfa.path("SmsMfaConfiguration").has("SmsConfiguration")) {
      pool.settings.set(
          "SmsConfiguration", mfa.path("SmsMfaConfiguration").get("SmsConfiguration").deepCopy());
    }
    pool.modified = account.now();
    ObjectNode answer = Json.object();
    answer.setAll(mfa.deepCopy());
    return answer;
  }
}
