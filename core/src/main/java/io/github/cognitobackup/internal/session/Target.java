package io.github.cognitobackup.internal.session;

import io.github.cognitobackup.internal.cognito.Pool;

/**
 * The pool that a restore goes into.
 *
 * @param pool the pool
 * @param journal what the restore's journal tells of it
 * @param created whether this run has created it
 * @param tagged whether it has the restore's tag
 */
public record Target(Pool pool, PoolJournal journal, boolean created, boolean tagged) {

  /**
   * Whether the pool is the restore's own, which may set it: it is from its creation until the
   * journal says that the restore was complete. A pool without the tag is its owner's, whatever the
   * journal says.
   */
  public boolean isOwn() {
    return tagged && !journal.completed();
  }
}
