package io.github.cognitobackup.restore;

import java.util.List;
import java.util.Optional;

/**
 * What a restore would do: the difference between an archive and a target pool. It holds the
 * changes of resources in full and of users the counts and the first hundred; all of them pass by
 * where the plan is asked for with a consumer.
 *
 * @param key the archive's key
 * @param sourcePoolId the pool that was saved
 * @param targetPoolId the pool that is restored into; empty when it is yet to be created
 * @param newPoolName the name of the pool to be created or created by an earlier run; empty else
 * @param resources the resources that are created, updated or kept though different
 * @param resourcesUnchanged how many are equal
 * @param users the users by what is done to them
 * @param firstUserChanges the first hundred users who are not simply equal
 * @param targetOnlyUsers how many users only the target has; they stay as they are
 * @param losses what Cognito will not let the restore give back, by kind
 * @param notes what a person should know before they agree: triggers that will fire, gaps of the
 *     archive
 */
public record RestorePlan(
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
    List<String> notes) {

  /**
   * Copies the lists.
   *
   * @param key as {@link #key()}
   * @param sourcePoolId as {@link #sourcePoolId()}
   * @param targetPoolId as {@link #targetPoolId()}
   * @param newPoolName as {@link #newPoolName()}
   * @param resources as {@link #resources()}
   * @param resourcesUnchanged as {@link #resourcesUnchanged()}
   * @param users as {@link #users()}
   * @param firstUserChanges as {@link #firstUserChanges()}
   * @param targetOnlyUsers as {@link #targetOnlyUsers()}
   * @param losses as {@link #losses()}
   * @param notes as {@link #notes()}
   */
  public RestorePlan {
    resources = List.copyOf(resources);
    firstUserChanges = List.copyOf(firstUserChanges);
    losses = List.copyOf(losses);
    notes = List.copyOf(notes);
  }
}
