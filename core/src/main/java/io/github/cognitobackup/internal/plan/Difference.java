package io.github.cognitobackup.internal.plan;

import java.util.EnumSet;
import java.util.Set;

/** A part of a user in which archive and pool differ. */
public enum Difference {
  ATTRIBUTES(1),
  ENABLED(2),
  STATUS(4),
  GROUPS(8),
  LINKS(16);

  private static final Difference[] VALUES = values();

  private final int bit;

  Difference(int bit) {
    this.bit = bit;
  }

  static int bits(UserRecord one, UserRecord other, ComparisonRules rules) {
    int bits = 0;
    bits |= bit(ATTRIBUTES, one.attributes() != other.attributes());
    bits |= bit(ENABLED, one.has(UserRecord.State.ENABLED) != other.has(UserRecord.State.ENABLED));
    bits |=
        bit(
            STATUS,
            rules.compareStatus()
                && !one.status().agreesWith(other.status(), one.sameAccount(other)));
    bits |= bit(GROUPS, one.groups() != other.groups());
    bits |= bit(LINKS, one.links() != other.links());
    return bits;
  }

  static Set<Difference> ofBits(int bits) {
    Set<Difference> set = EnumSet.noneOf(Difference.class);
    for (Difference difference : VALUES) {
      if ((bits & difference.bit) != 0) {
        set.add(difference);
      }
    }
    return set;
  }

  private static int bit(Difference difference, boolean differs) {
    return differs ? difference.bit : 0;
  }
}
