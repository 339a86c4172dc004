package io.github.cognitobackup.examples.quickstart;

import io.github.cognitobackup.restore.RestorePlan;
import java.io.PrintStream;
import java.util.Locale;

/** Prints a plan for a person. */
final class PrintedPlan {

  private final PrintStream out;

  PrintedPlan(PrintStream out) {
    this.out = out;
  }

  void print(RestorePlan plan) {
    plan.resources()
        .forEach(
            change ->
                out.printf(
                    Locale.ROOT,
                    "   %s %s %s%n",
                    change.action().name().toLowerCase(Locale.ROOT),
                    change.type(),
                    change.name()));
    out.printf(
        Locale.ROOT,
        "   create %,d users; leave %,d federated ones to their next sign-in%n",
        plan.users().create(),
        plan.users().federated());
    plan.losses().forEach(loss -> out.println("   cannot be restored: " + loss.text()));
    plan.notes().forEach(note -> out.println("   note: " + note));
  }
}
