package io.github.cognitobackup.emulator.internal.cognito;

import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a new user into a pool, where names and aliases are unique. */
final class NewUsers {

  private NewUsers() {}

  static User add(
      Account account,
      Pool pool,
      String username,
      Map<String, String> attributes,
      String status,
      boolean takeAliases) {
    refuseTakenName(pool, username);
    settleAliases(pool, attributes, takeAliases);
    @Nullable String stored = pool.naming.byAttribute() ? null : username;
    byte[] packed = pool.codec.pack(attributes);
    User user = new User(stored, account.newSub(), status, packed, account.now());
    if (!pool.users.add(user)) {
      throw new ApiError("InternalErrorException", 500, "the drawn sub is taken; try again");
    }
    return user;
  }

  private static void refuseTakenName(Pool pool, String username) {
    if (!pool.naming.byAttribute() && pool.users.named(username) != null) {
      throw new ApiError("UsernameExistsException", "User account already exists");
    }
  }

  private static void settleAliases(Pool pool, Map<String, String> attributes, boolean take) {
    for (String alias : pool.naming.aliases()) {
      String value = attributes.getOrDefault(alias, "");
      User owner = pool.naming.isActive(alias, attributes) ? pool.users.owner(alias, value) : null;
      if (owner == null) {
        continue;
      }
      if (!take || pool.naming.byAttribute()) {
        throw new ApiError("UsernameExistsException", taken(alias));
      }
      loseAlias(pool, owner, alias);
    }
  }

  /** The old owner of an alias keeps the value, but it is no longer verified and no alias. */
  static void loseAlias(Pool pool, User owner, String alias) {
    Map<String, String> attributes = pool.codec.unpack(owner.attributes);
    if (alias.equals("preferred_username")) {
      attributes.remove(alias);
    } else {
      attributes.put(alias + "_verified", "false");
    }
    pool.users.replaceAttributes(owner, attributes);
  }

  static String taken(String alias) {
    return "An account with the given " + alias.toLowerCase(Locale.ROOT) + " already exists.";
  }
}
