package io.github.cognitobackup.restore;

import java.util.List;

/**
 * An archive compared with a pool: the proof after a restore.
 *
 * @param equal whether all is there that can be given back: no resource and no user of the archive
 *     differs or is missing, nothing failed, and the archive itself has no gaps. What the request
 *     forbids to change makes this false and leaves the outcome; all else that makes it false makes
 *     the outcome worse than COMPLETE
 * @param resourcesEqual how many resources are equal
 * @param resourceDifferences those that are not, as what would have to be done
 * @param usersEqual how many users are equal in attributes, state, groups and links
 * @param usersDifferent how many differ
 * @param usersKept how many of those that differ the request forbids to change
 * @param usersMissing how many of the archive the pool has not
 * @param usersNotRestorable how many of the archive are not expected in the pool: federated ones,
 *     and those left out by request
 * @param usersOnlyInPool how many only the pool has
 * @param firstUserDifferences the first hundred users who differ or are missing
 */
public record Comparison(
    boolean equal,
    int resourcesEqual,
    List<ResourceChange> resourceDifferences,
    long usersEqual,
    long usersDifferent,
    long usersKept,
    long usersMissing,
    long usersNotRestorable,
    long usersOnlyInPool,
    List<UserChange> firstUserDifferences) {

  /**
   * Copies the lists.
   *
   * @param equal as {@link #equal()}
   * @param resourcesEqual as {@link #resourcesEqual()}
   * @param resourceDifferences as {@link #resourceDifferences()}
   * @param usersEqual as {@link #usersEqual()}
   * @param usersDifferent as {@link #usersDifferent()}
   * @param usersKept as {@link #usersKept()}
   * @param usersMissing as {@link #usersMissing()}
   * @param usersNotRestorable as {@link #usersNotRestorable()}
   * @param usersOnlyInPool as {@link #usersOnlyInPool()}
   * @param firstUserDifferences as {@link #firstUserDifferences()}
   */
  public Comparison {
    resourceDifferences = List.copyOf(resourceDifferences);
    firstUserDifferences = List.copyOf(firstUserDifferences);
  }
}
