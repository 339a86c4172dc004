package io.github.cognitobackup.internal.restore;

import io.github.cognitobackup.restore.Comparison;
import io.github.cognitobackup.restore.ResourceChange;
import io.github.cognitobackup.restore.UserChange;
import java.util.List;

/** An archive compared with a pool, once every difference has its reason. */
record ProvenComparison(
    boolean equal,
    int resourcesEqual,
    List<ResourceChange> resourceDifferences,
    long usersEqual,
    long usersDifferent,
    long usersKept,
    long usersMissing,
    long usersNotRestorable,
    long usersOnlyInPool,
    List<UserChange> firstUserDifferences)
    implements Comparison {

  ProvenComparison {
    resourceDifferences = List.copyOf(resourceDifferences);
    firstUserDifferences = List.copyOf(firstUserDifferences);
  }
}
