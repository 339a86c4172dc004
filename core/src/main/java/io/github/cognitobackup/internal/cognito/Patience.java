package io.github.cognitobackup.internal.cognito;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** How long a throttled call is repeated, and the pauses between the attempts of a call. */
public final class Patience {

  /** Unless the caller says otherwise. */
  public static final Duration DEFAULT = Duration.ofMinutes(10);

  private static final BackoffStrategy BACKOFF =
      BackoffStrategy.exponentialDelayHalfJitter(Duration.ofMillis(100), Duration.ofSeconds(20));

  /** Sleeps; a test has one that only lets its clock go on. */
  @FunctionalInterface
  public interface Sleeper {

    /** The time itself. */
    Sleeper REAL = TimeUnit.MILLISECONDS::sleep;

    /** Returns after so many milliseconds. */
    void sleep(long millis) throws InterruptedException;
  }

  private final Duration limit;
  private final LongSupplier nanoTime;
  private final Sleeper sleeper;

  /** A patience of another clock than the system's. */
  public Patience(Duration limit, LongSupplier nanoTime, Sleeper sleeper) {
    this.limit = limit;
    this.nanoTime = nanoTime;
    this.sleeper = sleeper;
  }

  /** A patience that ends a call which was throttled for so long. */
  public static Patience of(Duration limit, Sleeper sleeper) {
    return new Patience(limit, System::nanoTime, sleeper);
  }

  Duration limit() {
    return limit;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  Duration since(long moment) {
    return Duration.ofNanos(now() - moment);
  }

  /** The pause after so many attempts that failed alike; random, lest many calls come together. */
  static long pauseMillis(int failed) {
    return BACKOFF.computeDelay(failed + 1).toMillis(); // it counts the attempt that is to come
  }

  /** Waits. */
  public void pause(long millis) throws InterruptedException {
    sleeper.sleep(millis);
  }
}
