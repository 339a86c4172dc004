package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** The password policy of a pool, and the setting of passwords under it. */
final class PasswordRules {

  private static final int LONGEST = 256;

  private PasswordRules() {}

  static void check(Pool pool, String password) {
    JsonNode policy = pool.passwordPolicy();
    if (password.length() > LONGEST || password.chars().anyMatch(Character::isWhitespace)) {
      throw ApiError.constraint(
          "Password", "***", "Member must satisfy regular expression pattern: [\\S]+");
    }
    if (password.length() < policy.path("MinimumLength").asInt(6)) {
      throw refused("Password not long enough");
    }
    require(
        policy, "RequireUppercase", password.chars().anyMatch(Character::isUpperCase), "uppercase");
    require(
        policy, "RequireLowercase", password.chars().anyMatch(Character::isLowerCase), "lowercase");
    require(
        policy, "RequireNumbers", password.chars().anyMatch(c -> c >= '0' && c <= '9'), "numeric");
    require(
        policy,
        "RequireSymbols",
        password.chars().anyMatch(c -> "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+-".indexOf(c) >= 0),
        "symbol");
  }

  private static void require(JsonNode policy, String member, boolean fulfilled, String kind) {
    if (policy.path(member).asBoolean() && !fulfilled) {
      throw refused("Password must have " + kind + " characters");
    }
  }

  private static ApiError refused(String reason) {
    return new ApiError(
        "InvalidPasswordException", "Password did not conform with policy: " + reason);
  }

  /** Sets a password that has passed the policy, unless the history knows it. */
  static void set(Pool pool, User user, String password, boolean permanent) {
    int history = pool.passwordPolicy().path("PasswordHistorySize").asInt(0);
    for (int i = 0; i < Math.min(history, user.passwords.length); i++) {
      if (user.passwords[i] == digest(user, password)) {
        throw new ApiError(
            "PasswordHistoryPolicyViolationException", "Password has previously been used.");
      }
    }
    long[] passwords = new long[user.passwords.length + 1];
    System.arraycopy(user.passwords, 0, passwords, 1, user.passwords.length);
    passwords[0] = digest(user, password);
    user.passwords = passwords;
    user.passwordPermanent = permanent;
  }

  static boolean matches(User user, String password) {
    return user.passwords.length > 0 && user.passwords[0] == digest(user, password);
  }

  private static long digest(User user, String password) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(16).putLong(user.subHigh).putLong(user.subLow).array());
      return ByteBuffer.wrap(digest.digest(password.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
