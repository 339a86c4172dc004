package io.github.cognitobackup.internal.compare;

import com.fasterxml.jackson.databind.JsonNode;

/** The status of a user, and what becomes of it when the user is created again. */
public enum Status {
  /** The document gives none, as some foreign backups do. */
  NOT_GIVEN(0),
  CONFIRMED(1),
  FORCE_CHANGE_PASSWORD(2),
  UNCONFIRMED(3),
  RESET_REQUIRED(4),
  ARCHIVED(5),
  COMPROMISED(6),
  /** Also what Cognito may add after this was written. */
  UNKNOWN(7),
  EXTERNAL_PROVIDER(8);

  private static final Status[] VALUES = values();

  private final byte code;

  Status(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }

  /** Reads the status of a user. */
  public static Status of(JsonNode user) {
    String text = Users.status(user);
    if (text.isEmpty()) {
      return NOT_GIVEN;
    }
    for (Status status : VALUES) {
      if (status != NOT_GIVEN && status.name().equals(text)) {
        return status;
      }
    }
    return UNKNOWN;
  }

  static Status ofCode(int code) {
    return VALUES[code];
  }

  /** Whether the next sign-in wants a new password first, or a confirmation. */
  public boolean pending() {
    return this == UNCONFIRMED || this == FORCE_CHANGE_PASSWORD;
  }

  /** The nearest status that an administrator can give to a user whom they create. */
  public Status recreated() {
    return switch (this) {
      case NOT_GIVEN, CONFIRMED, RESET_REQUIRED, ARCHIVED, COMPROMISED, UNKNOWN -> CONFIRMED;
      case UNCONFIRMED, FORCE_CHANGE_PASSWORD -> FORCE_CHANGE_PASSWORD;
      case EXTERNAL_PROVIDER -> EXTERNAL_PROVIDER;
    };
  }

  /**
   * Whether a user of the archive has the status that can be expected.
   *
   * @param actual the status in the pool
   * @param sameAccount whether it is the very account that was saved, and none created since
   */
  boolean agreesWith(Status actual, boolean sameAccount) {
    if (this == NOT_GIVEN || actual == NOT_GIVEN) {
      return pending() == actual.pending();
    }
    return this == actual || (!sameAccount && recreated() == actual);
  }
}
