package io.github.cognitobackup.emulator.internal.cognito;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user, in as few bytes as the operations allow. */
final class User {

  static final int SMS_MFA = 1;
  static final int EMAIL_OTP = 2;

  private static final Group[] NO_GROUPS = {};
  private static final long[] NO_PASSWORDS = {};

  final String username;
  final long subHigh;
  final long subLow;
  final long created;
  long modified;
  String status;
  boolean enabled = true;
  boolean passwordPermanent;
  byte mfa;
  byte preferredMfa;
  byte[] attributes;
  Group[] groups = NO_GROUPS;

  /** Digests of the passwords, the newest first; empty without a password. */
  long[] passwords = NO_PASSWORDS;

  User(@Nullable String username, UUID sub, String status, byte[] attributes, long created) {
    this.username = username == null ? sub.toString() : username;
    this.subHigh = sub.getMostSignificantBits();
    this.subLow = sub.getLeastSignificantBits();
    this.status = status;
    this.attributes = attributes;
    this.created = created;
    this.modified = created;
  }

  String sub() {
    return new UUID(subHigh, subLow).toString();
  }

  boolean isIn(Group group) {
    for (Group own : groups) {
      if (own == group) {
        return true;
      }
    }
    return false;
  }

  void join(Group group) {
    Group[] more = java.util.Arrays.copyOf(groups, groups.length + 1);
    more[groups.length] = group;
    groups = more;
  }

  void leave(Group group) {
    groups = java.util.Arrays.stream(groups).filter(own -> own != group).toArray(Group[]::new);
  }
}
