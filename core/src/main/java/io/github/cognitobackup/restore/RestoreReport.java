package io.github.cognitobackup.restore;

import io.github.cognitobackup.archive.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a restore has done, and the proof of it.
 *
 * @param outcome how it ended
 * @param restoreId the id of this restore, the same when the same request is run again
 * @param key the archive's key
 * @param userPoolId the pool that was restored into
 * @param resources the resources that were created, updated or kept though different
 * @param users the users by what was done to them
 * @param failures how many resources and users could not be restored as the archive has them, and
 *     how many gaps the archive has; 0 if and only if the outcome is COMPLETE
 * @param firstFailures the first hundred of them
 * @param clientIds the app clients' ids, archive to target, where they differ
 * @param comparison the archive compared with the pool afterwards
 * @param identityMapKey the key of the sealed mapping of old to new identities; empty when no user
 *     was to be mapped
 * @param losses what Cognito did not let the restore give back, by kind
 * @param notProven what the foreign backup that was restored cannot prove, such as that it holds
 *     all users; empty for an archive of this library
 * @param duration how long it took
 */
public record RestoreReport(
    Outcome outcome,
    String restoreId,
    String key,
    String userPoolId,
    List<ResourceChange> resources,
    UserCounts users,
    long failures,
    List<Failure> firstFailures,
    Map<String, String> clientIds,
    Comparison comparison,
    Optional<String> identityMapKey,
    List<Loss> losses,
    List<String> notProven,
    Duration duration) {

  /**
   * What was not restored.
   *
   * @param what the resource, or the user by {@code sub} and line of the archive
   * @param reason why, without data of a user
   */
  public record Failure(String what, String reason) {}

  /**
   * Copies lists and map.
   *
   * @param outcome as {@link #outcome()}
   * @param restoreId as {@link #restoreId()}
   * @param key as {@link #key()}
   * @param userPoolId as {@link #userPoolId()}
   * @param resources as {@link #resources()}
   * @param users as {@link #users()}
   * @param failures as {@link #failures()}
   * @param firstFailures as {@link #firstFailures()}
   * @param clientIds as {@link #clientIds()}
   * @param comparison as {@link #comparison()}
   * @param identityMapKey as {@link #identityMapKey()}
   * @param losses as {@link #losses()}
   * @param notProven as {@link #notProven()}
   * @param duration as {@link #duration()}
   */
  public RestoreReport {
    resources = List.copyOf(resources);
    firstFailures = List.copyOf(firstFailures);
    clientIds = Map.copyOf(clientIds);
    losses = List.copyOf(losses);
    notProven = List.copyOf(notProven);
  }
}
