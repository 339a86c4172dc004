package io.github.cognitobackup.restore;

import java.util.List;

/**
 * An archive compared with a pool: the proof after a restore.
 *
 * <p>Immutable, and implemented by this library only: later versions add methods.
 */
public interface Comparison {

  /**
   * Returns whether all is there that can be given back: no resource and no user of the archive
   * differs or is missing, nothing failed, and the archive itself has no gaps.
   *
   * @return false also where something differs that the request forbids to change, which leaves the
   *     outcome as it is; all else that makes it false makes the outcome worse than COMPLETE
   */
  boolean equal();

  /**
   * Returns how many resources are equal.
   *
   * @return the number of resources
   */
  int resourcesEqual();

  /**
   * Returns the resources that are not equal.
   *
   * @return what would have to be done to each
   */
  List<ResourceChange> resourceDifferences();

  /**
   * Returns how many users are equal in attributes, state, groups and links.
   *
   * @return the number of users
   */
  long usersEqual();

  /**
   * Returns how many users differ.
   *
   * @return the number of users
   */
  long usersDifferent();

  /**
   * Returns how many of the users that differ the request forbids to change.
   *
   * @return the number of users
   */
  long usersKept();

  /**
   * Returns how many users of the archive are missing from the pool.
   *
   * @return the number of users
   */
  long usersMissing();

  /**
   * Returns how many users of the archive are not expected in the pool: federated ones, and those
   * left out by request.
   *
   * @return the number of users
   */
  long usersNotRestorable();

  /**
   * Returns how many users only the pool has.
   *
   * @return the number of users
   */
  long usersOnlyInPool();

  /**
   * Returns the first hundred users who differ or are missing.
   *
   * @return what would have to be done to each, in the order of the archive
   */
  List<UserChange> firstUserDifferences();
}
