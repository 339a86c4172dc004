package io.github.cognitobackup.internal.restore;

import io.github.cognitobackup.restore.Loss;
import io.github.cognitobackup.restore.ResourceChange;
import io.github.cognitobackup.restore.RestorePlan;
import io.github.cognitobackup.restore.UserChange;
import io.github.cognitobackup.restore.UserCounts;
import java.util.List;
import java.util.Optional;

/** What a restore would do, once it is known. */
record PlannedRestore(
    String key,
    String sourcePoolId,
    Optional<String> targetPoolId,
    Optional<String> newPoolName,
    List<ResourceChange> resources,
    int resourcesUnchanged,
    UserCounts users,
    List<UserChange> firstUserChanges,
    long targetOnlyUsers,
    List<Loss> losses,
    List<String> notes)
    implements RestorePlan {

  PlannedRestore {
    resources = List.copyOf(resources);
    firstUserChanges = List.copyOf(firstUserChanges);
    losses = List.copyOf(losses);
    notes = List.copyOf(notes);
  }
}
