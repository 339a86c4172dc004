package io.github.cognitobackup.internal.compare;

import io.github.cognitobackup.restore.UserChange.Part;
import java.util.EnumSet;
import java.util.Set;

/** The parts in which a user of the archive and one of the pool differ, as bits. */
final class UserParts {

  private static final Part[] PARTS = Part.values();

  private UserParts() {}

  static int different(UserRecord one, UserRecord other, ComparisonRules rules) {
    boolean sameStatus =
        !rules.compareStatus() || one.status().agreesWith(other.status(), one.sameAccount(other));
    boolean sameEnabled = one.has(UserRecord.State.ENABLED) == other.has(UserRecord.State.ENABLED);
    return bit(Part.ATTRIBUTES, one.attributes() != other.attributes())
        | bit(Part.ENABLED, !sameEnabled)
        | bit(Part.STATUS, !sameStatus)
        | bit(Part.GROUPS, one.groups() != other.groups())
        | bit(Part.LINKS, one.links() != other.links());
  }

  /** What of a federated user can be finished: a disabled one is never enabled. */
  static int unfinished(UserRecord wanted, UserRecord actual) {
    boolean toDisable =
        actual.has(UserRecord.State.ENABLED) && !wanted.has(UserRecord.State.ENABLED);
    return bit(Part.ENABLED, toDisable)
        | bit(Part.GROUPS, wanted.memberships() > 0 && wanted.groups() != actual.groups())
        | bit(Part.LINKS, wanted.links() != actual.links());
  }

  static Set<Part> ofBits(int bits) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (Part part : PARTS) {
      if ((bits & bit(part)) != 0) {
        parts.add(part);
      }
    }
    return parts;
  }

  private static int bit(Part part, boolean set) {
    return set ? bit(part) : 0;
  }

  private static int bit(Part part) {
    return switch (part) {
      case ATTRIBUTES -> 1;
      case ENABLED -> 2;
      case STATUS -> 4;
      case GROUPS -> 8;
      case LINKS -> 16;
    };
  }
}
