package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import io.github.cognitobackup.emulator.scenario.SentMessage;
import java.util.Map;
import java.util.Set;

/** How users come into being: created by an administrator, or signed up and confirmed. */
final class UserCreationOperations implements Handler.Family {

  private static final Set<String> ACTIONS = Set.of("", "SUPPRESS", "RESEND");

  private final Account account;

  UserCreationOperations(Account account) {
    this.account = account;
  }

  @Override
  public void register(Map<String, Handler> table) {
    table.put("AdminCreateUser", this::adminCreate);
    table.put("SignUp", this::signUp);
    table.put("AdminConfirmSignUp", this::confirm);
  }

  private ObjectNode adminCreate(Params params) {
    Pool pool = account.pool(params);
    String action = params.text("MessageAction", "");
    if (!ACTIONS.contains(action)) {
      throw ApiError.constraint(
          "MessageAction", action, "Member must satisfy enum value set: [RESEND, SUPPRESS]");
    }
    User user = action.equals("RESEND") ? existing(pool, params) : created(pool, params);
    if (!action.equals("SUPPRESS")) {
      invite(pool, user, params.at("DesiredDeliveryMediums"));
    }
    ObjectNode answer = Json.object();
    answer.set("User", UserJson.write(pool, user, "Attributes", name -> true));
    return answer;
  }

  private static User existing(Pool pool, Params params) {
    User user = pool.user(params.text("Username"));
    if (!user.status.equals("FORCE_CHANGE_PASSWORD")) {
      throw new ApiError(
          "UnsupportedUserStateException",
          "Resend not possible. " + user.username + " status is not FORCE_CHANGE_PASSWORD");
    }
    return user;
  }

  private User created(Pool pool, Params params) {
    String username = params.text("Username", 1, 128);
    Map<String, String> attributes = params.attributes("UserAttributes");
    AttributeRules.check(pool, attributes, true);
    pool.naming.checkNew(username, attributes);
    AttributeRules.checkVerifiedFlags(attributes);
    attributes.values().removeIf(String::isEmpty);
    String password = params.text("TemporaryPassword", "");
    if (!password.isEmpty()) {
      PasswordRules.check(pool, password);
    }
    boolean passwordless = password.isEmpty() && canSignInByCode(pool, attributes);
    account.outbox.trigger(pool, "PreSignUp", "PreSignUp_AdminCreateUser", username);
    User user =
        NewUsers.add(
            account,
            pool,
            username,
            attributes,
            passwordless ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD",
            params.flag("ForceAliasCreation"));
    if (!passwordless) {
      PasswordRules.set(pool, user, password.isEmpty() ? account.letters(12) : password, false);
    }
    return user;
  }

  private static boolean canSignInByCode(Pool pool, Map<String, String> attributes) {
    return (pool.allowsFirstFactor("EMAIL_OTP") && attributes.containsKey("email"))
        || (pool.allowsFirstFactor("SMS_OTP") && attributes.containsKey("phone_number"));
  }

  private void invite(Pool pool, User user, JsonNode mediums) {
    boolean none = mediums.isEmpty();
    for (JsonNode medium : none ? Json.texts(Set.of("SMS")) : mediums) {
      account.outbox.messageTriggers(pool, "AdminCreateUser", medium.asText(), user.username);
      account.outbox.message(pool, user, SentMessage.Kind.INVITATION, medium.asText());
    }
  }

  private ObjectNode signUp(Params params) {
    String clientId = params.text("ClientId");
    Pool pool =
        account.pools.values().stream()
            .filter(candidate -> candidate.clients.containsKey(clientId))
            .findFirst()
            .orElseThrow(
                () -> ApiError.notFound("User pool client " + clientId + " does not exist."));
    if (pool.settings.path("AdminCreateUserConfig").path("AllowAdminCreateUserOnly").asBoolean()) {
      throw new ApiError("NotAuthorizedException", "SignUp is not permitted for this user pool");
    }
    String username = params.text("Username", 1, 128);
    Map<String, String> attributes = params.attributes("UserAttributes");
    AttributeRules.check(pool, attributes, true);
    pool.naming.checkNew(username, attributes);
    requireAttributes(pool, attributes);
    PasswordRules.check(pool, params.text("Password"));
    account.outbox.trigger(pool, "PreSignUp", "PreSignUp_SignUp", username);
    User user = NewUsers.add(account, pool, username, attributes, "UNCONFIRMED", false);
    PasswordRules.set(pool, user, params.text("Password"), true);
    for (String contact : new String[] {"email", "phone_number"}) {
      if (pool.lists("AutoVerifiedAttributes", contact) && attributes.containsKey(contact)) {
        String medium = contact.equals("email") ? "EMAIL" : "SMS";
        account.outbox.messageTriggers(pool, "SignUp", medium, user.username);
        account.outbox.message(pool, user, SentMessage.Kind.SIGN_UP_CODE, medium);
        break;
      }
    }
    return Json.object().put("UserConfirmed", false).put("UserSub", user.sub());
  }

  private static void requireAttributes(Pool pool, Map<String, String> attributes) {
    for (AttributeDefinition attribute : pool.schema.all()) {
      if (attribute.required()
          && !attribute.name().equals("sub")
          && !attributes.containsKey(attribute.name())) {
        throw ApiError.invalid(
            "Attributes did not conform to the schema: "
                + attribute.name()
                + ": The attribute is required\n");
      }
    }
  }

  private ObjectNode confirm(Params params) {
    Pool pool = account.pool(params);
    User user = pool.user(params.text("Username"));
    if (!user.status.equals("UNCONFIRMED")) {
      throw new ApiError(
          "NotAuthorizedException", "User cannot be confirmed. Current status is " + user.status);
    }
    user.status = "CONFIRMED";
    pool.touch(user, account.now());
    account.outbox.trigger(
        pool, "PostConfirmation", "PostConfirmation_ConfirmSignUp", user.username);
    return Json.object();
  }
}
