package io.github.cognitobackup.internal.users;

import io.github.cognitobackup.restore.UserChange;
import io.github.cognitobackup.restore.UserCounts;
import java.util.EnumMap;
import java.util.Map;

/** Counts users by what is done to them. */
public final class UserTally {

  private final Map<UserChange.Action, Long> counts = new EnumMap<>(UserChange.Action.class);

  public void count(UserChange.Action action) {
    counts.merge(action, 1L, Long::sum);
  }

  public UserCounts counts() {
    return new UserCounts(
        of(UserChange.Action.CREATE),
        of(UserChange.Action.FINISH),
        of(UserChange.Action.UPDATE),
        of(UserChange.Action.KEEP),
        of(UserChange.Action.UNCHANGED),
        of(UserChange.Action.FEDERATED),
        of(UserChange.Action.SKIP));
  }

  private long of(UserChange.Action action) {
    return counts.getOrDefault(action, 0L);
  }
}
