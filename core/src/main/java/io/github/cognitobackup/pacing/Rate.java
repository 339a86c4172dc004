package io.github.cognitobackup.pacing;

import java.util.function.LongSupplier;

/**
 * Hands out evenly spaced moments at which a call may start, and stretches the space while the
 * service throttles. Thread-safe.
 */
final class Rate {

  private static final long SECOND = 1_000_000_000L;
  private static final double SLOWEST = 0.02;
  private static final double RECOVERY_PER_SUCCESS = 0.01;

  private final double interval;
  private final LongSupplier nanoTime;
  private double pace = 1;
  private long nextFree;
  private long lastSlowed;

  Rate(double perSecond, LongSupplier nanoTime) {
    this.interval = SECOND / perSecond;
    this.nanoTime = nanoTime;
    this.nextFree = nanoTime.getAsLong();
    this.lastSlowed = nextFree - SECOND;
  }

  /** Takes the next free moment; gives the nanoseconds from now until then. */
  synchronized long reserve() {
    long now = nanoTime.getAsLong();
    long start = later(now, nextFree);
    nextFree = start + (long) (interval / pace);
    return start - now;
  }

  /** Halves the pace, at most once a second however many calls were refused together. */
  synchronized void slowDown() {
    long now = nanoTime.getAsLong();
    if (now - lastSlowed >= SECOND) {
      lastSlowed = now;
      pace = Math.max(SLOWEST, pace / 2);
      nextFree = later(nextFree, now + (long) (interval / pace));
    }
  }

  /** Moments of nanoTime may overflow, their differences do not. */
  private static long later(long one, long other) {
    return one - other > 0 ? one : other;
  }

  synchronized void recover() {
    pace = Math.min(1, pace + RECOVERY_PER_SUCCESS);
  }
}
