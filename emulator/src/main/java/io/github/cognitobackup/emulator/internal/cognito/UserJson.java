package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The shapes in which a user is given out. */
final class UserJson {

  private UserJson() {}

  /** A user as lists give them; AdminGetUser names the attributes differently. */
  static ObjectNode write(
      Pool pool, User user, String attributesMember, Predicate<String> attributeWanted) {
    ObjectNode json = Json.object();
    ArrayNode attributes = json.putArray(attributesMember);
    if (attributeWanted.test("sub")) {
      attributes.addObject().put("Name", "sub").put("Value", user.sub());
    }
    pool.codec.forEach(
        user.attributes,
        (name, value) -> {
          if (attributeWanted.test(name)) {
            attributes.addObject().put("Name", name).put("Value", value);
          }
        });
    if ((user.mfa & User.SMS_MFA) != 0) {
      ObjectNode sms = json.putArray("MFAOptions").addObject();
      sms.put("AttributeName", "phone_number").put("DeliveryMedium", "SMS");
    }
    json.put("Enabled", user.enabled);
    Json.putTime(json, "UserCreateDate", user.created);
    Json.putTime(json, "UserLastModifiedDate", user.modified);
    json.put("UserStatus", user.status).put("Username", user.username);
    return json;
  }

  static List<String> mfaSettings(User user) {
    List<String> settings = new ArrayList<>();
    for (byte factor : new byte[] {User.SMS_MFA, User.EMAIL_OTP}) {
      if ((user.mfa & factor) != 0) {
        settings.add(factorName(factor));
      }
    }
    return settings;
  }

  static String factorName(byte factor) {
    return factor == User.SMS_MFA ? "SMS_MFA" : "EMAIL_OTP";
  }
}
