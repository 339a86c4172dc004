package io.github.cognitobackup.emulator.internal.protocol;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was called, and how fast at the worst. */
public final class CallLog {

  private static final long SECOND = 1_000_000_000L;

  private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> throttled = new ConcurrentHashMap<>();
  private final Map<String, Window> windows = new ConcurrentHashMap<>();

  void called(String operation, String category, long nanos) {
    calls.computeIfAbsent(operation, key -> new LongAdder()).increment();
    windows.computeIfAbsent(category, key -> new Window()).add(nanos);
  }

  void throttled(String category) {
    throttled.computeIfAbsent(category, key -> new LongAdder()).increment();
  }

  /** Calls per operation, each attempt counted. */
  public Map<String, Long> calls() {
    return sums(calls);
  }

  /** Calls refused for their rate, per category. */
  public Map<String, Long> throttled() {
    return sums(throttled);
  }

  /** The most calls of a category within any one second. */
  public int peak(String category) {
    Window window = windows.get(category);
    return window == null ? 0 : window.peak();
  }

  /** Forgets everything. */
  public void clear() {
    calls.clear();
    throttled.clear();
    windows.clear();
  }

  private static Map<String, Long> sums(Map<String, LongAdder> adders) {
    Map<String, Long> result = new TreeMap<>();
    adders.forEach((name, adder) -> result.put(name, adder.sum()));
    return result;
  }

  /** The times of the calls in the last second. */
  private static final class Window {
    private final ArrayDeque<Long> times = new ArrayDeque<>();
    private int peak;

    synchronized void add(long nanos) {
      while (!times.isEmpty() && nanos - times.peekFirst() >= SECOND) {
        times.removeFirst();
      }
      times.addLast(nanos);
      peak = Math.max(peak, times.size());
    }

    synchronized int peak() {
      return peak;
    }
  }
}
