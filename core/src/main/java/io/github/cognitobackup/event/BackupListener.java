package io.github.cognitobackup.event;

/**
 * Receives progress, for progress bars and metrics. No event holds data of a user. Names and
 * reasons are exact: pass them through {@link io.github.cognitobackup.error.PrintableText} before
 * printing them.
 *
 * <p>Methods are called by several threads at once and must return quickly; an exception of theirs
 * is logged and goes no further.
 */
public interface BackupListener {

  /**
   * A resource was read.
   *
   * @param type its kind, such as {@code clients}
   * @param id what tells it from others of its kind; empty where a pool has just one
   */
  default void onResource(String type, String id) {}

  /**
   * A resource could not be read, and the snapshot goes on without it.
   *
   * @param resource its kind, or kind and id
   * @param reason why
   */
  default void onGap(String resource, String reason) {}

  /**
   * A backup is about to read the users of a pool.
   *
   * @param estimate about how many there are, as Cognito estimates; it lags behind
   */
  default void onUsersEstimated(long estimate) {}

  /**
   * Users were read from a pool; the count begins anew where a pool is listed again.
   *
   * @param soFar how many by now
   */
  default void onUsers(long soFar) {}

  /**
   * Group memberships were read from a pool.
   *
   * @param soFar how many by now
   */
  default void onMemberships(long soFar) {}

  /**
   * Cognito refused a call for its rate; it is repeated later, and the pace is lowered.
   *
   * @param operation the name of the operation
   */
  default void onThrottled(String operation) {}

  /**
   * Cognito refused a call for its rate; it is repeated later, and the pace is lowered. Told at
   * once, for every refusal. Calls {@link #onThrottled(String)} unless it is overridden.
   *
   * @param operation the name of the operation
   * @param soFar how many calls of this backup, plan or restore were refused by now
   */
  default void onThrottled(String operation, long soFar) {
    onThrottled(operation);
  }

  /**
   * A call to Cognito broke in a way that may pass, and is repeated a few times.
   *
   * @param operation the name of the operation
   * @param reason the error code, the HTTP status or the kind of failure of the connection
   * @param soFar how many calls of this backup, plan or restore were repeated so by now
   */
  default void onRepeated(String operation, String reason, long soFar) {}

  /**
   * A user of the archive was dealt with: created, updated, left as they are, or failed.
   *
   * @param soFar how many by now
   * @param total how many users the archive holds
   */
  default void onRestored(long soFar, long total) {}

  /**
   * Something was not restored.
   *
   * @param what the resource, or the user by {@code sub} and line of the archive
   * @param reason why
   */
  default void onFailed(String what, String reason) {}
}
