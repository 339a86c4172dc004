package io.github.cognitobackup.internal.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.internal.spill.Digests;
import io.github.cognitobackup.restore.UserChange.Part;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserPartsTest {

  private static final byte[] NOTHING = new byte[Digests.LENGTH];
  private static final ComparisonRules ALL = new ComparisonRules(true, false);
  private static final UserRecord ONE = user(1, 1, 1, true, Status.CONFIRMED);

  private static UserRecord user(
      long attributes, long links, long groups, boolean enabled, Status status) {
    return new UserRecord(
        NOTHING,
        NOTHING,
        NOTHING,
        attributes,
        links,
        groups,
        (byte) (enabled ? UserRecord.State.ENABLED : UserRecord.State.MFA),
        status,
        0,
        0,
        NOTHING);
  }

  private static Set<Part> different(UserRecord other, ComparisonRules rules) {
    return UserParts.ofBits(UserParts.different(ONE, other, rules));
  }

  @Test
  void areEachToldAlone() {
    assertThat(different(ONE, ALL)).isEmpty();
    assertThat(different(user(2, 1, 1, true, Status.CONFIRMED), ALL))
        .containsExactly(Part.ATTRIBUTES);
    assertThat(different(user(1, 2, 1, true, Status.CONFIRMED), ALL)).containsExactly(Part.LINKS);
    assertThat(different(user(1, 1, 2, true, Status.CONFIRMED), ALL)).containsExactly(Part.GROUPS);
    assertThat(different(user(1, 1, 1, false, Status.CONFIRMED), ALL))
        .containsExactly(Part.ENABLED);
    assertThat(different(user(1, 1, 1, true, Status.UNCONFIRMED), ALL))
        .containsExactly(Part.STATUS);
  }

  @Test
  void areToldTogether() {
    assertThat(different(user(2, 2, 2, false, Status.UNCONFIRMED), ALL))
        .containsExactlyInAnyOrder(Part.values());
  }

  @Test
  void theStatusIsNotComparedWhereTheRulesSaySo() {
    assertThat(
            different(user(1, 1, 1, true, Status.UNCONFIRMED), new ComparisonRules(false, false)))
        .isEmpty();
  }
}
