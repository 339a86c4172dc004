package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** How the users of a pool are named: user names, aliases, attributes instead of names, case. */
final class UserNaming {

  private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");
  private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{1,14}");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+");

  private final List<String> usernameAttributes;
  private final List<String> aliasAttributes;
  private final boolean caseSensitive;

  UserNaming(JsonNode pool) {
    usernameAttributes = texts(pool.path("UsernameAttributes"));
    aliasAttributes = texts(pool.path("AliasAttributes"));
    caseSensitive = pool.path("UsernameConfiguration").path("CaseSensitive").asBoolean(true);
  }

  private static List<String> texts(JsonNode list) {
    List<String> result = new ArrayList<>();
    list.forEach(text -> result.add(text.asText()));
    return result;
  }

  static boolean isEmail(String value) {
    return EMAIL.matcher(value).matches();
  }

  static boolean isPhone(String value) {
    return PHONE.matcher(value).matches();
  }

  /** Whether the stored name is the {@code sub} and an attribute stands for the name. */
  boolean byAttribute() {
    return !usernameAttributes.isEmpty();
  }

  /** The attributes by which users are found besides their name. */
  List<String> aliases() {
    return byAttribute() ? usernameAttributes : aliasAttributes;
  }

  /** The form in which names are compared. */
  String fold(String name) {
    return caseSensitive ? name : name.toLowerCase(Locale.ROOT);
  }

  boolean isActive(String alias, Map<String, String> attributes) {
    String value = attributes.get(alias);
    if (value == null || value.isEmpty()) {
      return false;
    }
    return byAttribute()
        || alias.equals("preferred_username")
        || "true".equals(attributes.get(alias + "_verified"));
  }

  /** Checks a new user's name and gives the attributes the one that the name stands for. */
  void checkNew(String username, Map<String, String> attributes) {
    if (!NAME.matcher(username).matches()) {
      throw ApiError.constraint(
          "Username",
          username,
          "Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+");
    }
    if (byAttribute()) {
      adopt(username, attributes);
    } else {
      refuseAliasForm(username);
    }
  }

  private void adopt(String username, Map<String, String> attributes) {
    String attribute = isEmail(username) ? "email" : isPhone(username) ? "phone_number" : "";
    if (!usernameAttributes.contains(attribute)) {
      throw ApiError.invalid(
          usernameAttributes.size() > 1
              ? "Username should be either an email or a phone number."
              : usernameAttributes.contains("email")
                  ? "Username should be an email."
                  : "Username should be a phone number.");
    }
    String given = attributes.getOrDefault(attribute, "");
    if (!given.isEmpty() && !fold(given).equals(fold(username))) {
      throw ApiError.invalid(
          "User "
              + attribute
              + " should be empty or same as username, since username attribute is "
              + attribute);
    }
    attributes.put(attribute, username);
  }

  private void refuseAliasForm(String username) {
    if (aliasAttributes.contains("email") && isEmail(username)) {
      throw ApiError.invalid(
          "Username cannot be of email format, since user pool is configured for email alias.");
    }
    if (aliasAttributes.contains("phone_number") && isPhone(username)) {
      throw ApiError.invalid(
          "Username cannot be of phone number format, since user pool is configured for phone"
              + " number alias.");
    }
  }
}
