package io.github.cognitobackup.internal.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.restore.UserChange.Action;
import io.github.cognitobackup.restore.UserCounts;
import org.junit.jupiter.api.Test;

class UserTallyTest {

  private final UserTally tally = new UserTally();

  private void count(Action action, int times) {
    for (int i = 0; i < times; i++) {
      tally.count(action);
    }
  }

  @Test
  void countsEachActionInItsPlace() {
    count(Action.CREATE, 1);
    count(Action.FINISH, 2);
    count(Action.UPDATE, 3);
    count(Action.KEEP, 4);
    count(Action.UNCHANGED, 5);
    count(Action.FEDERATED, 6);
    count(Action.SKIP, 7);

    assertThat(tally.counts()).isEqualTo(new UserCounts(1, 2, 3, 4, 5, 6, 7));
  }

  @Test
  void beginsWithNobody() {
    assertThat(tally.counts().total()).isZero();
  }
}
