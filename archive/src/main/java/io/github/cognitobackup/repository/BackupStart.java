package io.github.cognitobackup.repository;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When a backup began, which is what its archive is named by: no two backups of one pool that run
 * in this process have the same millisecond, whichever repository takes them.
 *
 * <p>What runs is known to the whole process and not to a repository: two of them may stand on one
 * storage, which nothing tells, and the second backup would fail at its commit, after all its work.
 */
final class BackupStart implements AutoCloseable {

  private static final Set<Moment> RUNNING = ConcurrentHashMap.newKeySet();

  private record Moment(String userPoolId, Instant millisecond) {}

  private final String userPoolId;
  private Instant instant;

  private BackupStart(String userPoolId, Instant instant) {
    this.userPoolId = userPoolId;
    this.instant = instant;
  }

  /** Takes the first free millisecond from a moment on. */
  static BackupStart from(String userPoolId, Instant moment) {
    BackupStart start = new BackupStart(userPoolId, moment);
    start.takeFirstFree();
    return start;
  }

  Instant instant() {
    return instant;
  }

  /** Takes the next free millisecond, for in the storage this one is taken. */
  void moveOn() {
    close();
    instant = instant.plusMillis(1);
    takeFirstFree();
  }

  private void takeFirstFree() {
    while (!RUNNING.add(moment())) {
      instant = instant.plusMillis(1);
    }
  }

  private Moment moment() {
    return new Moment(userPoolId, instant.truncatedTo(ChronoUnit.MILLIS));
  }

  @Override
  public void close() {
    RUNNING.remove(moment());
  }
}
