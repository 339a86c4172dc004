package io.github.cognitobackup.emulator.internal.cognito;

import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.scenario.SubPrefixFilter;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The filter of ListUsers: one attribute, equal to a value or starting with it. */
final class UserFilter {

  private static final int LONGEST = 256;
  private static final Pattern GRAMMAR =
      Pattern.compile("\\s*\"?([\\w:]+)\"?\\s*(\\^?=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*");
  private static final Set<String> STORED =
      Set.of("email", "phone_number", "name", "given_name", "family_name", "preferred_username");

  private UserFilter() {}

  static Predicate<User> parse(Pool pool, String filter, SubPrefixFilter manner) {
    if (filter.isEmpty()) {
      return user -> true;
    }
    Matcher matcher = GRAMMAR.matcher(filter);
    if (filter.length() > LONGEST || !matcher.matches()) {
      throw ApiError.invalid("Error while parsing filter");
    }
    String attribute = matcher.group(1);
    boolean prefix = matcher.group(2).equals("^=");
    String value = matcher.group(3).replaceAll("\\\\(.)", "$1");
    if (attribute.equals("sub")) {
      return prefix ? startOfSub(value, manner) : user -> user.sub().equals(value);
    }
    if (attribute.equals("username")) {
      return user -> matches(user.username, value, prefix);
    }
    if (attribute.equals("cognito:user_status")) {
      String status = value.toUpperCase(Locale.ROOT);
      return user -> matches(user.status, status, prefix);
    }
    if (attribute.equals("status")) {
      return user -> matches(user.enabled ? "Enabled" : "Disabled", value, prefix);
    }
    if (STORED.contains(attribute)) {
      return user -> {
        String stored = pool.attribute(user, attribute);
        return stored != null && matches(stored, value, prefix);
      };
    }
    throw ApiError.invalid("Invalid search attribute: " + attribute);
  }

  private static boolean matches(String stored, String value, boolean prefix) {
    return prefix ? stored.startsWith(value) : stored.equals(value);
  }

  private static Predicate<User> startOfSub(String value, SubPrefixFilter manner) {
    Predicate<User> exact = startOfSub(value);
    return switch (manner) {
      case SUPPORTED -> exact;
      case IGNORED -> user -> true;
      case UNSUPPORTED -> throw ApiError.invalid("Error while parsing filter");
      case INCOMPLETE -> exact.and(user -> Long.remainderUnsigned(user.subLow, 10) != 0);
    };
  }

  /** The common case, some hexadecimal digits, is compared without making a text of each sub. */
  private static Predicate<User> startOfSub(String value) {
    if (!value.matches("[0-9a-f]{1,8}")) {
      return user -> user.sub().startsWith(value);
    }
    int shift = 64 - 4 * value.length();
    long wanted = Long.parseLong(value, 16);
    return user -> user.subHigh >>> shift == wanted;
  }
}
