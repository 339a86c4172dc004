package io.github.cognitobackup.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.restore.FederatedReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finishes users of identity providers who have signed in since a restore. */
@Command(
    name = "finish-federated",
    description = {
      "Gives users of identity providers their groups, links and disabled flag, as the archive has"
          + " them.",
      "No restore creates them: they come back at their next sign-in. Run it after a restore, and"
          + " again as more of them sign in."
    })
final class FinishFederatedCommand extends ReportingCommand {

  @Mixin private ArchiveOptions archive;

  @Option(
      names = "--pool",
      required = true,
      paramLabel = "ID",
      description = "The pool into which the archive was restored.")
  private String poolId;

  @Option(names = "--dry-run", description = "Count who would be finished; change nothing.")
  private boolean dryRun;

  @Mixin private KeyOptions key;
  @Mixin private PacingOptions pacing;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  FinishFederatedCommand() {}

  @Override
  public Integer call() {
    try (ArchiveOptions.Place place = archive.place()) {
      return call(place);
    }
  }

  private Integer call(ArchiveOptions.Place place) {
    Content.warnOfName(place, output());
    try (Progress progress = output().progress();
        Engine engine = Engine.reading(place, key, pacing, progress)) {
      FederatedReport report =
          dryRun
              ? engine.backuper().planFederated(place.key(), poolId)
              : engine.backuper().finishFederated(place.key(), poolId);
      progress.finish();
      if (output().json()) {
        output().object(json(report));
      } else {
        print(report);
      }
      return ExitCode.of(report.outcome());
    }
  }

  private ObjectNode json(FederatedReport report) {
    ObjectNode json =
        Json.object()
            .put("outcome", report.outcome().name())
            .put("key", report.key())
            .put("userPoolId", report.userPoolId())
            .put("dryRun", dryRun)
            .put("users", report.users())
            .put("notSignedIn", report.notSignedIn())
            .put("unfinished", report.unfinished())
            .put("failures", report.failures());
    json.set("firstFailures", Json.of(report.firstFailures()));
    return json;
  }

  private void print(FederatedReport report) {
    output().line((dryRun ? "PLAN" : report.outcome().name()) + "  " + report.userPoolId());
    output()
        .line(
            Text.number(report.users())
                + " users of identity providers in the archive; not signed in yet: "
                + Text.number(report.notSignedIn())
                + (dryRun ? "; to be finished: " : "; finished: ")
                + Text.number(report.unfinished()));
    report
        .firstFailures()
        .forEach(failure -> output().line("failed: " + failure.what() + ": " + failure.reason()));
  }
}
