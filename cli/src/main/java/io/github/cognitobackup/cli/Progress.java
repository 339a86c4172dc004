package io.github.cognitobackup.cli;

import io.github.cognitobackup.event.BackupListener;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Shows how far the work is: as a bar that is drawn over itself on a terminal, and as a line every
 * few seconds elsewhere.
 */
final class Progress implements BackupListener, AutoCloseable {

  private static final int BAR = 30;
  private static final long BAR_EVERY = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LINE_EVERY = TimeUnit.SECONDS.toNanos(2);

  private static final long SETBACK_EVERY = TimeUnit.SECONDS.toNanos(10);

  private final PrintWriter err;
  private final boolean bar;
  private long resources;
  private long throttled;
  private long restored;
  private String phase = "";
  private String text = "";
  private String shown = "";
  private long lastShown;
  private long nextSetback;

  private Progress(PrintWriter err, boolean bar) {
    this.err = err;
    this.bar = bar;
    this.lastShown = System.nanoTime();
    this.nextSetback = lastShown;
  }

  static Progress on(PrintWriter err, boolean bar) {
    return new Progress(err, bar);
  }

  @Override
  public synchronized void onResource(String type, String id) {
    show("resources", number(++resources) + " resources read");
  }

  @Override
  public synchronized void onUsers(long soFar) {
    show("users", number(soFar) + " users read");
  }

  @Override
  public synchronized void onMemberships(long soFar) {
    show("memberships", number(soFar) + " memberships read");
  }

  @Override
  public synchronized void onRestored(long soFar, long total) {
    restored = Math.max(restored, soFar); // threads overtake each other on their way here
    String numbers = number(restored) + " of " + number(total) + " users restored";
    if (bar && total > 0) {
      int full = (int) (BAR * restored / total);
      numbers = "[" + "#".repeat(full) + ".".repeat(BAR - full) + "] " + numbers;
    }
    show("restored", numbers);
  }

  /** Bytes of one archive were dealt with. */
  synchronized void onBytes(String key, String done, long soFar, long total) {
    show(key + done, key + ": " + number(soFar) + " of " + number(total) + " bytes " + done);
  }

  @Override
  public synchronized void onThrottled(String operation, long soFar) {
    throttled = Math.max(throttled, soFar);
    setback(
        "Cognito throttles "
            + operation
            + " ("
            + soFar
            + " calls refused so far): going on more slowly");
  }

  @Override
  public synchronized void onRepeated(String operation, String reason, long soFar) {
    setback(operation + " failed (" + reason + ") and is tried again");
  }

  /** Tells the first at once, and then how things stand every few seconds. */
  private void setback(String line) {
    long now = System.nanoTime();
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

  private void show(String nextPhase, String nextText) {
    if (!nextPhase.equals(phase)) {
      print();
      endBar();
      phase = nextPhase;
    }
    text = throttled == 0 ? nextText : nextText + " (throttled " + number(throttled) + " times)";
    if (System.nanoTime() - lastShown >= (bar ? BAR_EVERY : LINE_EVERY)) {
      print();
    }
  }

  private void print() {
    if (text.equals(shown)) {
      return;
    }
    if (bar) {
      err.print("\r" + text + " ".repeat(Math.max(0, shown.length() - text.length())));
      err.flush();
    } else {
      err.println(text);
    }
    shown = text;
    lastShown = System.nanoTime();
  }

  private void note(String line) {
    print();
    endBar();
    err.println(line);
  }

  private void endBar() {
    if (bar && !shown.isEmpty()) {
      err.println();
    }
    text = "";
    shown = "";
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
