package io.github.cognitobackup.examples.quickstart;

import io.github.cognitobackup.event.BackupListener;
import java.io.PrintStream;
import java.util.Locale;

/** Prints a line whenever a fifth of the users is done. */
final class PrintedProgress implements BackupListener {

  private final PrintStream out;
  private final long fifth;

  PrintedProgress(PrintStream out, int users) {
    this.out = out;
    this.fifth = Math.max(1, users / 5);
  }

  @Override
  public void onUsers(long soFar) {
    if (soFar % fifth == 0) {
      out.printf(Locale.ROOT, "   %,6d users read%n", soFar);
    }
  }

  @Override
  public void onRestored(long soFar, long total) {
    if (soFar % fifth == 0) {
      out.printf(Locale.ROOT, "   %,6d of %,d users restored%n", soFar, total);
    }
  }

  @Override
  public void onFailed(String what, String reason) {
    out.printf(Locale.ROOT, "   not restored: %s: %s%n", what, reason);
  }
}
