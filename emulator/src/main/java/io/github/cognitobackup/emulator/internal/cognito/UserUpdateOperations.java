package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import io.github.cognitobackup.emulator.scenario.SentMessage;
import java.util.LinkedHashMap;
import java.util.Map;

/** Changing the attributes of a user, disabling them, deleting them. */
final class UserUpdateOperations implements Handler.Family {

  private final Account account;

  UserUpdateOperations(Account account) {
    this.account = account;
  }

  @Override
  public void register(Map<String, Handler> table) {
    table.put("AdminUpdateUserAttributes", this::update);
    table.put("AdminDeleteUserAttributes", this::deleteAttributes);
    table.put("AdminDeleteUser", this::delete);
    table.put("AdminDisableUser", params -> enable(params, false));
    table.put("AdminEnableUser", params -> enable(params, true));
  }

  private ObjectNode update(Params params) {
    Pool pool = account.pool(params);
    User user = pool.user(params.text("Username"));
    Map<String, String> changes = params.attributes("UserAttributes");
    AttributeRules.check(pool, changes, false);
    Map<String, String> attributes = pool.codec.unpack(user.attributes);
    Map<String, String> merged = new LinkedHashMap<>(attributes);
    merged.putAll(changes);
    merged.values().removeIf(String::isEmpty);
    AttributeRules.checkVerifiedFlags(merged);
    for (String contact : new String[] {"email", "phone_number"}) {
      settleContact(pool, user, contact, changes, attributes, merged);
    }
    settleAliases(pool, user, merged);
    pool.users.replaceAttributes(user, merged);
    pool.touch(user, account.now());
    return Json.object();
  }

  /** A contact that changes without being called verified has to be verified by its owner. */
  private void settleContact(
      Pool pool,
      User user,
      String contact,
      Map<String, String> changes,
      Map<String, String> old,
      Map<String, String> merged) {
    String value = changes.getOrDefault(contact, "");
    if (value.isEmpty()
        || value.equals(old.get(contact))
        || "true".equals(changes.get(contact + "_verified"))) {
      return;
    }
    boolean pending = isVerifiedBeforeUpdate(pool, contact) && old.containsKey(contact);
    if (pending) {
      merged.put(contact, old.getOrDefault(contact, ""));
    } else {
      merged.put(contact + "_verified", "false");
    }
    if (pending || pool.lists("AutoVerifiedAttributes", contact)) {
      String medium = contact.equals("email") ? "EMAIL" : "SMS";
      account.outbox.messageTriggers(pool, "UpdateUserAttribute", medium, user.username);
      account.outbox.message(pool, user, SentMessage.Kind.VERIFICATION_CODE, medium);
    }
  }

  private static boolean isVerifiedBeforeUpdate(Pool pool, String contact) {
    JsonNode setting = pool.settings.path("UserAttributeUpdateSettings");
    for (JsonNode name : setting.path("AttributesRequireVerificationBeforeUpdate")) {
      if (name.asText().equals(contact)) {
        return true;
      }
    }
    return false;
  }

  private static void settleAliases(Pool pool, User user, Map<String, String> merged) {
    for (String alias : pool.naming.aliases()) {
      if (!pool.naming.isActive(alias, merged)) {
        continue;
      }
      User owner = pool.users.owner(alias, merged.getOrDefault(alias, ""));
      if (owner == null || owner == user) {
        continue;
      }
      if (pool.naming.byAttribute() || alias.equals("preferred_username")) {
        throw new ApiError("AliasExistsException", NewUsers.taken(alias));
      }
      NewUsers.loseAlias(pool, owner, alias);
    }
  }

  private ObjectNode deleteAttributes(Params params) {
    Pool pool = account.pool(params);
    User user = pool.user(params.text("Username"));
    Map<String, String> empty = new LinkedHashMap<>();
    params.at("UserAttributeNames").forEach(name -> empty.put(name.asText(), ""));
    AttributeRules.check(pool, empty, false);
    Map<String, String> attributes = pool.codec.unpack(user.attributes);
    attributes.keySet().removeAll(empty.keySet());
    for (String contact : new String[] {"email", "phone_number"}) {
      if (empty.containsKey(contact)) {
        attributes.remove(contact + "_verified");
      }
    }
    pool.users.replaceAttributes(user, attributes);
    pool.touch(user, account.now());
    return Json.object();
  }

  private ObjectNode enable(Params params, boolean enabled) {
    Pool pool = account.pool(params);
    User user = pool.user(params.text("Username"));
    user.enabled = enabled;
    pool.touch(user, account.now());
    return Json.object();
  }

  private ObjectNode delete(Params params) {
    Pool pool = account.pool(params);
    pool.users.remove(pool.user(params.text("Username")));
    return Json.object();
  }
}
