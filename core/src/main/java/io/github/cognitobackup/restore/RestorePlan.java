package io.github.cognitobackup.restore;

import java.util.List;
import java.util.Optional;

/**
 * What a restore would do: the difference between an archive and a target pool. It holds the
 * changes of resources in full and of users the counts and the first hundred; all of them pass by
 * where the plan is asked for with a consumer.
 *
 * <p>Immutable, and implemented by this library only: later versions add methods.
 */
public interface RestorePlan {

  /**
   * Returns the archive's key.
   *
   * @return the key
   */
  String key();

  /**
   * Returns the pool that was saved.
   *
   * @return its id
   */
  String sourcePoolId();

  /**
   * Returns the pool that is restored into.
   *
   * @return its id, or empty when it is yet to be created
   */
  Optional<String> targetPoolId();

  /**
   * Returns the name of the pool to be created or created by an earlier run.
   *
   * @return its name, or empty when an existing pool is the target
   */
  Optional<String> newPoolName();

  /**
   * Returns the resources that are created, updated or kept though different.
   *
   * @return their changes, in full
   */
  List<ResourceChange> resources();

  /**
   * Returns how many resources are equal.
   *
   * @return the number of resources
   */
  int resourcesUnchanged();

  /**
   * Returns the users by what is done to them.
   *
   * @return their numbers
   */
  UserCounts users();

  /**
   * Returns the first hundred users who are not simply equal.
   *
   * @return their changes, in the order of the archive
   */
  List<UserChange> firstUserChanges();

  /**
   * Returns how many users only the target has; they stay as they are.
   *
   * @return the number of users
   */
  long targetOnlyUsers();

  /**
   * Returns what Cognito will not let the restore give back.
   *
   * @return the losses, by kind
   */
  List<Loss> losses();

  /**
   * Returns what a person should know before they agree: triggers that will fire, gaps of the
   * archive.
   *
   * @return the notes
   */
  List<String> notes();
}
