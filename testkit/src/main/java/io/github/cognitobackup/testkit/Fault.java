package io.github.cognitobackup.testkit;

import io.github.cognitobackup.error.StorageUnavailableException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * When and how a {@link FaultyStorage} fails. Begun with {@link #on} and narrowed step by step;
 * each step gives a new fault.
 *
 * <pre>{@code
 * Fault.on(Fault.Point.WRITE).afterBytes(1_000_000)     // each object breaks at its first megabyte
 * Fault.on(Fault.Point.COMMIT).call(2).afterEffect()    // the second commit works, its answer is lost
 * Fault.on(Fault.Point.OPEN).keys(k -> k.endsWith(".json")).times(3)
 * }</pre>
 *
 * @param point what fails
 * @param keys the keys it concerns; of a listing, the prefix
 * @param firstCall the number of the matching call that fails first, from 1
 * @param times how many calls fail from there on
 * @param bytes for {@link Point#WRITE} and {@link Point#READ}: how many bytes of the object's
 *     stream pass before the call counts
 * @param takesEffect whether the storage does as it was told before the call fails
 * @param error makes what is thrown; it may also do anything else
 */
public record Fault(
    Point point,
    Predicate<String> keys,
    long firstCall,
    long times,
    long bytes,
    boolean takesEffect,
    Supplier<? extends RuntimeException> error) {

  /** What can fail. */
  public enum Point {
    /** {@code Storage.create}. */
    CREATE,
    /** A write into the stream of an object. */
    WRITE,
    /** {@code ObjectWriter.commit}. */
    COMMIT,
    /** {@code Storage.open}. */
    OPEN,
    /** A read from the stream of an object. */
    READ,
    /** {@code Storage.list}. */
    LIST,
    /** {@code Storage.stat}. */
    STAT,
    /** {@code Storage.delete}. */
    DELETE
  }

  /**
   * Begins a fault: every call fails, before it takes effect, with a retryable {@link
   * StorageUnavailableException}.
   *
   * @param point what fails
   * @return the fault
   */
  public static Fault on(Point point) {
    return new Fault(
        point,
        key -> true,
        1,
        Long.MAX_VALUE,
        0,
        false,
        () -> new StorageUnavailableException(true, "injected fault on " + point, null));
  }

  /**
   * Narrows the fault to some keys.
   *
   * @param keys the keys
   * @return the narrower fault
   */
  public Fault keys(Predicate<String> keys) {
    return new Fault(point, keys, firstCall, times, bytes, takesEffect, error);
  }

  /**
   * Narrows the fault to one call.
   *
   * @param number which of the matching calls, from 1
   * @return the narrower fault
   */
  public Fault call(long number) {
    return new Fault(point, keys, number, 1, bytes, takesEffect, error);
  }

  /**
   * Says for how many calls the fault lasts.
   *
   * @param count how many matching calls fail
   * @return the fault with that duration
   */
  public Fault times(long count) {
    return new Fault(point, keys, firstCall, count, bytes, takesEffect, error);
  }

  /**
   * Lets the first bytes of each stream pass. The write or read that would go beyond them passes
   * what is left, and then fails.
   *
   * @param count how many bytes pass
   * @return the later fault
   * @throws IllegalStateException when the fault is not about a stream
   */
  public Fault afterBytes(long count) {
    if (point != Point.WRITE && point != Point.READ) {
      throw new IllegalStateException("afterBytes is for WRITE and READ, not for " + point);
    }
    return new Fault(point, keys, firstCall, times, count, takesEffect, error);
  }

  /**
   * Lets the storage do as it was told before the call fails: the lost answer.
   *
   * @return the fault after the effect
   * @throws IllegalStateException when the fault is about a call without an effect
   */
  public Fault afterEffect() {
    if (point != Point.WRITE && point != Point.COMMIT && point != Point.DELETE) {
      throw new IllegalStateException(
          "afterEffect is for WRITE, COMMIT and DELETE, not for " + point);
    }
    return new Fault(point, keys, firstCall, times, bytes, true, error);
  }

  /**
   * Says what is thrown.
   *
   * @param error makes the exception, once for each failing call; what else it does, such as to
   *     interrupt a thread, happens at that moment
   * @return the fault with that exception
   */
  public Fault failingWith(Supplier<? extends RuntimeException> error) {
    return new Fault(point, keys, firstCall, times, bytes, takesEffect, error);
  }
}
