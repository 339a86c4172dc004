package io.github.cognitobackup.cli;

import io.github.cognitobackup.event.BackupListener;
import java.io.PrintWriter;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Shows how far the work is: as a bar that is drawn over itself on a terminal, and as a line now
 * and then elsewhere.
 */
final class Progress implements BackupListener, AutoCloseable {

  private static final long BAR_EVERY = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long FIRST_LINE = TimeUnit.SECONDS.toNanos(2);
  private static final long LINE_AT_LEAST_EVERY = TimeUnit.MINUTES.toNanos(1);

  private static final long SETBACK_EVERY = TimeUnit.SECONDS.toNanos(10);

  private final PrintableWriter err;
  private final OptionalInt columns;
  private final LongSupplier clock;
  private String subject = "";
  private long resources;
  private long expected;
  private long throttled;
  private long restored;
  private String phase = "";
  private long begun;
  private Step step = Step.NONE;
  private String shown = "";
  private long lastShown;
  private long nextSetback;
  private long pause = FIRST_LINE;

  private Progress(PrintWriter err, OptionalInt columns, LongSupplier clock) {
    this.err = PrintableWriter.over(err);
    this.columns = columns;
    this.clock = clock;
    this.lastShown = clock.getAsLong();
    this.nextSetback = lastShown;
  }

  /** Shows it on a terminal of so many columns, or in a log. */
  static Progress on(PrintWriter err, OptionalInt columns) {
    return new Progress(err, columns, System::nanoTime);
  }

  static Progress on(PrintWriter err, OptionalInt columns, LongSupplier clock) {
    return new Progress(err, columns, clock);
  }

  /** Names what is worked on, where there are several of it. */
  Progress of(String name) {
    subject = name;
    return this;
  }

  @Override
  public synchronized void onResource(String type, String id) {
    show("resources", new Step(subject, ++resources, 0, "resources read"));
  }

  @Override
  public synchronized void onUsersEstimated(long estimate) {
    expected = estimate;
  }

  @Override
  public synchronized void onUsers(long soFar) {
    show("users", new Step(subject, soFar, expected, "users read").ofEstimate());
  }

  @Override
  public synchronized void onMemberships(long soFar) {
    show("memberships", new Step(subject, soFar, 0, "memberships read"));
  }

  @Override
  public synchronized void onRestored(long soFar, long total) {
    restored = Math.max(restored, soFar); // threads overtake each other on their way here
    show("restored", new Step(subject, restored, total, "users restored"));
  }

  /** Bytes of one archive were dealt with. */
  synchronized void onBytes(String key, String done, long soFar, long total) {
    show(key + done, new Step(key, soFar, total, "bytes " + done));
  }

  @Override
  public synchronized void onThrottled(String operation, long soFar) {
    throttled = Math.max(throttled, soFar);
    setback("Cognito throttles " + operation + " (refused so far: " + soFar + "): slowing down");
  }

  @Override
  public synchronized void onRepeated(String operation, String reason, long soFar) {
    setback(operation + " failed (" + reason + ") and is tried again");
  }

  /** Tells the first at once, and then how things stand every few seconds. */
  private void setback(String line) {
    long now = clock.getAsLong();
    if (now - nextSetback >= 0) {
      nextSetback = now + SETBACK_EVERY;
      note(line);
    }
  }

  @Override
  public synchronized void onGap(String resource, String reason) {
    note("not read: " + resource + ": " + reason);
  }

  @Override
  public synchronized void onFailed(String what, String reason) {
    note("not restored: " + what + ": " + reason);
  }

  /** Shows where the work ended, and leaves the cursor at the beginning of a line. */
  synchronized void finish() {
    print();
    endBar();
    err.flush();
  }

  /** Leaves the cursor at the beginning of a line for another who writes; the work goes on. */
  synchronized void interrupt() {
    endBar();
    err.flush();
  }

  @Override
  public void close() {
    finish();
  }

  private void show(String nextPhase, Step next) {
    long now = clock.getAsLong();
    if (!nextPhase.equals(phase)) {
      print();
      endBar();
      phase = nextPhase;
      begun = now;
    }
    step = next.after(now - begun).throttled(throttled);
    if (now - lastShown >= (columns.isPresent() ? BAR_EVERY : pause)) {
      pause = Math.min(2 * pause, LINE_AT_LEAST_EVERY);
      print();
    }
  }

  private void print() {
    String text = columns.isPresent() ? step.fitting(columns.getAsInt() - 1) : step.line();
    if (text.equals(shown)) {
      return;
    }
    if (columns.isPresent()) {
      err.redraw(text + " ".repeat(Math.max(0, Columns.of(shown) - Columns.of(text))));
    } else {
      err.println(text);
    }
    shown = text;
    lastShown = clock.getAsLong();
  }

  private void note(String line) {
    print();
    endBar();
    err.println(subject.isEmpty() ? line : subject + ": " + line);
  }

  private void endBar() {
    if (columns.isPresent() && !shown.isEmpty()) {
      err.println();
    }
    step = Step.NONE;
    shown = "";
  }
}
