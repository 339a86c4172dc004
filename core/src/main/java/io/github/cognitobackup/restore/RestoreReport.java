package io.github.cognitobackup.restore;

import io.github.cognitobackup.archive.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a restore has done, and the proof of it.
 *
 * <p>Immutable, and implemented by this library only: later versions add methods.
 */
public interface RestoreReport {

  /**
   * What was not restored.
   *
   * @param what the resource, or the user by {@code sub} and line of the archive
   * @param reason why, without data of a user
   */
  record Failure(String what, String reason) {}

  /**
   * Returns how the restore ended.
   *
   * @return COMPLETE if and only if {@link #failures()} is 0
   */
  Outcome outcome();

  /**
   * Returns the id of this restore.
   *
   * @return the id, the same when the same request is run again
   */
  String restoreId();

  /**
   * Returns the archive's key.
   *
   * @return the key
   */
  String key();

  /**
   * Returns the pool that was restored into.
   *
   * @return its id
   */
  String userPoolId();

  /**
   * Returns the resources that were created, updated or kept though different.
   *
   * @return their changes
   */
  List<ResourceChange> resources();

  /**
   * Returns the users by what was done to them.
   *
   * @return their numbers
   */
  UserCounts users();

  /**
   * Returns how many resources and users could not be restored as the archive has them, and how
   * many gaps the archive has.
   *
   * @return their number
   */
  long failures();

  /**
   * Returns the first hundred failures.
   *
   * @return the failures, as they came
   */
  List<Failure> firstFailures();

  /**
   * Returns the ids of app clients where they differ.
   *
   * @return the ids, archive to target
   */
  Map<String, String> clientIds();

  /**
   * Returns the archive compared with the pool afterwards.
   *
   * @return the proof of the restore
   */
  Comparison comparison();

  /**
   * Returns the key of the sealed mapping of old to new identities.
   *
   * @return the key, or empty when no user was to be mapped
   */
  Optional<String> identityMapKey();

  /**
   * Returns what Cognito did not let the restore give back.
   *
   * @return the losses, by kind
   */
  List<Loss> losses();

  /**
   * Returns what the foreign backup that was restored cannot prove, such as that it holds all
   * users.
   *
   * @return the claims; empty for an archive of this library
   */
  List<String> notProven();

  /**
   * Returns how long the restore took.
   *
   * @return the duration
   */
  Duration duration();
}
