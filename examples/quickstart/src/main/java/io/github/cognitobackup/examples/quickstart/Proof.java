package io.github.cognitobackup.examples.quickstart;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.restore.Comparison;
import io.github.cognitobackup.restore.RestoreReport;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** Holds the lost pool against the restored one, and prints the table. */
final class Proof {

  private static final String ROW = "   %-28s %-17s %-17s %s%n";

  private final PrintStream out;
  private final CognitoIdentityProviderClient cognito;

  Proof(PrintStream out, CognitoIdentityProviderClient cognito) {
    this.out = out;
    this.cognito = cognito;
  }

  /** Returns whether all is equal that Cognito lets anybody restore. */
  boolean print(String lost, RestoreReport restored) {
    Map<String, String> before = new PoolFacts(cognito, lost).read();
    Map<String, String> after = new PoolFacts(cognito, restored.userPoolId()).read();
    out.printf(Locale.ROOT, ROW, "seen with the AWS SDK alone", "lost", "restored", "");
    before.forEach(
        (fact, value) ->
            out.printf(
                Locale.ROOT,
                ROW,
                fact,
                value,
                after.get(fact),
                value.equals(after.get(fact)) ? "=" : "DIFFERS"));

    Comparison comparison = restored.comparison();
    out.printf(
        Locale.ROOT,
        "   archive against pool: %,d resources and %,d users equal; %,d and %,d different, %,d"
            + " users missing%n",
        comparison.resourcesEqual(),
        comparison.usersEqual(),
        comparison.resourceDifferences().size(),
        comparison.usersDifferent(),
        comparison.usersMissing());
    out.printf(
        Locale.ROOT,
        "   not in the table: %,d federated users, who reappear when they sign in%n",
        restored.users().federated());
    out.println("   Cognito never gives back:");
    restored.losses().forEach(loss -> out.println("     - " + loss.text()));

    boolean equal =
        before.equals(after) && comparison.equal() && restored.outcome() == Outcome.COMPLETE;
    out.printf(Locale.ROOT, "%n   %s%n", equal ? "EQUAL" : "NOT EQUAL");
    return equal;
  }
}
