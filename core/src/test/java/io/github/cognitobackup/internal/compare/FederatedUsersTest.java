package io.github.cognitobackup.internal.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.internal.spill.Digests;
import io.github.cognitobackup.internal.spill.SpillFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FederatedUsersTest {

  private static final byte[] NOTHING = new byte[Digests.LENGTH];

  private final Digests digests = new Digests();
  private final SpillFile spill = new SpillFile();
  private final FederatedUsers users = new FederatedUsers(spill);

  @AfterEach
  void close() {
    spill.close();
  }

  private UserRecord user(String name, boolean enabled, long groups, int memberships) {
    return new UserRecord(
        digests.of(name),
        NOTHING,
        NOTHING,
        0,
        0,
        groups,
        (byte) (enabled ? UserRecord.State.ENABLED : 0),
        Status.EXTERNAL_PROVIDER,
        memberships,
        0,
        NOTHING);
  }

  private void are(long missing, long memberships, long disabled) {
    users.match((user, now) -> {});
    assertThat(users.missing()).isEqualTo(missing);
    assertThat(users.memberships()).isEqualTo(memberships);
    assertThat(users.disabled()).isEqualTo(disabled);
  }

  @Test
  void loseNothingWhereThePoolHasThemAsTheyWere() {
    users.archived(user("Google_1", true, 5, 2));
    users.archived(user("Google_2", false, 0, 0));
    users.inPool(user("Google_2", false, 0, 0));
    users.inPool(user("Google_1", true, 5, 2));
    are(0, 0, 0);
  }

  @Test
  void loseGroupsAndDisabledFlagWhereThePoolHasThemNot() {
    users.archived(user("Google_1", true, 5, 2));
    users.archived(user("Google_2", false, 6, 3));
    users.inPool(user("Google_3", true, 0, 0));
    are(2, 5, 1);
  }

  @Test
  void loseMembershipsWhereTheirGroupsDiffer() {
    users.archived(user("Google_1", true, 5, 2));
    users.inPool(user("Google_1", true, 6, 1));
    are(0, 2, 0);
  }

  @Test
  void whoIsEnabledInThePoolAloneIsCounted() {
    users.archived(user("Google_1", false, 0, 0));
    users.archived(user("Google_2", true, 0, 0));
    users.inPool(user("Google_1", true, 0, 0));
    users.inPool(user("Google_2", false, 0, 0));
    are(0, 0, 1);
  }
}
