package io.github.cognitobackup.internal.restore;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.restore.Comparison;
import io.github.cognitobackup.restore.Loss;
import io.github.cognitobackup.restore.ResourceChange;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.UserCounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a restore has done, once it has ended. */
record CompletedRestore(
    Outcome outcome,
    String restoreId,
    String key,
    String userPoolId,
    List<ResourceChange> resources,
    UserCounts users,
    long failures,
    List<RestoreReport.Failure> firstFailures,
    Map<String, String> clientIds,
    Comparison comparison,
    Optional<String> identityMapKey,
    List<Loss> losses,
    List<String> notProven,
    Duration duration)
    implements RestoreReport {

  CompletedRestore {
    resources = List.copyOf(resources);
    firstFailures = List.copyOf(firstFailures);
    clientIds = Map.copyOf(clientIds);
    losses = List.copyOf(losses);
    notProven = List.copyOf(notProven);
  }
}
