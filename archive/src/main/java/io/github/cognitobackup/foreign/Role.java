package io.github.cognitobackup.foreign;

/** What a file of a foreign backup is. */
enum Role {
  USERS,
  GROUPS,
  SETTINGS,
  UNKNOWN,
  /** What an operating system has left there. */
  LITTER;

  /** What a file of a tar should be, by its name. */
  static Role ofName(String base) {
    return switch (base) {
      case "users.json" -> USERS;
      case "groups.json" -> GROUPS;
      case "user-pool.json", "user_pool.json", "userpool.json" -> SETTINGS;
      default -> base.startsWith(".") ? LITTER : UNKNOWN;
    };
  }
}
