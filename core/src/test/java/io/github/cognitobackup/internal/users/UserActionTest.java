package io.github.cognitobackup.internal.users;

import static io.github.cognitobackup.internal.compare.HandSnapshot.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.compare.ComparisonRules;
import io.github.cognitobackup.internal.compare.UserComparison;
import io.github.cognitobackup.internal.compare.UserModel;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.restore.UserChange.Action;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserActionTest {

  private static final RestoreRequest KEEPING = RestoreRequest.of("key").intoPool("eu-west-1_A");
  private static final RestoreRequest UPDATING = KEEPING.updateExisting();

  private static ObjectNode user(String more) {
    return json("{'Username':'ada','UserStatus':'CONFIRMED','Enabled':true" + more + "}");
  }

  private static final String OTHER = ",'Attributes':[{'Name':'name','Value':'Ada'}]";

  private static Action action(
      RestoreRequest request, boolean announced, ObjectNode archived, ObjectNode... inPool) {
    try (UserComparison comparison =
        new UserComparison(
            new UserModel(List.of(), true, false), new ComparisonRules(true, true), 1)) {
      comparison.archive().user(archived, 1);
      for (ObjectNode user : inPool) {
        comparison.pool().user(user, 0);
      }
      comparison.join();
      BitSet lines = new BitSet();
      lines.set(0, announced);
      return new UserAction(request).of(comparison.lines().load(0), lines, 1);
    }
  }

  @Test
  void whoIsMissingIsCreated() {
    assertThat(action(KEEPING, false, user(""))).isEqualTo(Action.CREATE);
    assertThat(action(KEEPING, true, user(""))).isEqualTo(Action.CREATE);
  }

  @Test
  void whoIsThereStays() {
    assertThat(action(UPDATING, true, user(""), user(""))).isEqualTo(Action.UNCHANGED);
  }

  @Test
  void whoDiffersIsUpdatedOnRequestOnly() {
    assertThat(action(KEEPING, false, user(OTHER), user(""))).isEqualTo(Action.KEEP);
    assertThat(action(UPDATING, false, user(OTHER), user(""))).isEqualTo(Action.UPDATE);
  }

  @Test
  void whomAnEarlierRunBeganToCreateIsFinished() {
    assertThat(action(KEEPING, true, user(OTHER), user(""))).isEqualTo(Action.FINISH);
  }

  @Test
  void whomSomebodyDisabledSinceIsNotFinished() {
    ObjectNode disabled = user("").put("Enabled", false);

    assertThat(action(KEEPING, true, user(""), disabled)).isEqualTo(Action.KEEP);
    assertThat(action(KEEPING, true, disabled, user(""))).isEqualTo(Action.FINISH);
  }

  @Test
  void whoCannotOrShallNotBeCreatedIsNot() {
    assertThat(action(KEEPING, false, user("").put("UserStatus", "EXTERNAL_PROVIDER")))
        .isEqualTo(Action.FEDERATED);
    assertThat(action(KEEPING, false, user("").put("UserStatus", "UNCONFIRMED")))
        .isEqualTo(Action.SKIP);
  }
}
