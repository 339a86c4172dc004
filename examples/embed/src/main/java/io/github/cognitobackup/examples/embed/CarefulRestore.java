package io.github.cognitobackup.examples.embed;

import io.github.cognitobackup.Backuper;
import io.github.cognitobackup.restore.IdentityMapping;
import io.github.cognitobackup.restore.ResourceChange;
import io.github.cognitobackup.restore.RestorePlan;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.restore.UnconfirmedUsers;
import java.util.function.Consumer;

/** Restores into a pool that lives: looks first, changes what exists, and keeps the identities. */
final class CarefulRestore {

  private CarefulRestore() {}

  static RestoreReport run(
      Backuper backuper, String key, String poolId, Consumer<IdentityMapping> ownRecords) {
    // region: careful
    RestoreRequest request =
        RestoreRequest.of(key)
            .intoPool(poolId)
            .updateExisting() // else what exists and differs is kept and reported
            .unconfirmedUsers(UnconfirmedUsers.SKIP)
            .rewriteArns("arn:aws:lambda:eu-west-1:111", "arn:aws:lambda:eu-central-1:222")
            .onIdentity(ownRecords); // old and new sub and user name, to correct your own tables

    RestorePlan plan = backuper.plan(request, user -> System.out.println(user));
    for (ResourceChange change : plan.resources()) {
      System.out.println(change.action() + " " + change.type() + " " + change.name());
    }
    // end: careful
    // region: report
    RestoreReport report = backuper.restore(request);
    switch (report.outcome()) {
      case COMPLETE -> System.out.println("equal: " + report.comparison().equal());
      case PARTIAL -> report.firstFailures().forEach(System.out::println);
      case FAILED -> throw new IllegalStateException("nothing was restored");
    }
    // end: report
    return report;
  }
}
