package io.github.cognitobackup.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.restore.Comparison;
import io.github.cognitobackup.restore.Loss;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Restores an archive. */
@Command(
    name = "restore",
    description = {
      "Restores an archive into a pool, and compares both afterwards.",
      "Sends no message to any user and deletes nothing. Run again after it was"
          + " stopped or killed, it resumes where it was."
    })
final class RestoreCommand extends ReportingCommand {

  @Mixin private ArchiveOptions archive;
  @Mixin private TargetOptions target;
  @Mixin private KeyOptions key;
  @Mixin private PacingOptions pacing;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  RestoreCommand() {}

  @Override
  public Integer call() {
    try (ArchiveOptions.Place place = archive.place()) {
      return call(place);
    }
  }

  private Integer call(ArchiveOptions.Place place) {
    RestoreRequest request = target.request(place.key());
    Content.warnOfName(place, output());
    try (Progress progress = output().progress();
        Engine engine = Engine.reading(place, key, pacing, progress)) {
      RestoreReport report = engine.backuper().restore(request);
      progress.finish();
      if (output().json()) {
        output().object(json(report));
      } else {
        print(report);
      }
      return ExitCode.of(report.outcome());
    }
  }

  private static ObjectNode json(RestoreReport report) {
    ObjectNode json =
        Json.object()
            .put("outcome", report.outcome().name())
            .put("userPoolId", report.userPoolId())
            .put("restoreId", report.restoreId())
            .put("key", report.key());
    json.set("users", Json.of(report.users()));
    json.set("resources", Json.of(report.resources()));
    json.put("failures", report.failures());
    json.set("firstFailures", Json.of(report.firstFailures()));
    json.set("clientIds", Json.of(report.clientIds()));
    json.set("comparison", Json.of(report.comparison()));
    json.put("identityMapKey", report.identityMapKey().orElse(null));
    json.set("losses", Json.of(report.losses()));
    json.set("neverRestored", Json.of(report.losses().stream().map(Loss::text).toList()));
    json.set("notProven", Json.of(report.notProven()));
    return json.put("seconds", Json.seconds(report.duration()));
  }

  private void print(RestoreReport report) {
    Comparison comparison = report.comparison();
    output().line(report.outcome() + "  " + report.userPoolId());
    report.resources().forEach(change -> Text.resource(change).forEach(output()::line));
    output().line(Text.users(report.users()));
    output()
        .line(
            "compared: "
                + Text.number(comparison.resourcesEqual())
                + " resources equal, "
                + Text.number(comparison.resourceDifferences().size())
                + " different; "
                + Text.number(comparison.usersEqual())
                + " users equal, "
                + Text.number(comparison.usersDifferent())
                + " different (kept as requested: "
                + Text.number(comparison.usersKept())
                + "), "
                + Text.number(comparison.usersMissing())
                + " missing, "
                + Text.number(comparison.usersNotRestorable())
                + " not restorable, "
                + Text.number(comparison.usersOnlyInPool())
                + " only in the pool");
    for (var difference : comparison.resourceDifferences()) {
      Text.resource(difference).forEach(line -> output().line("differs: " + line));
    }
    comparison.firstUserDifferences().forEach(user -> output().line("differs: " + Text.user(user)));
    report
        .firstFailures()
        .forEach(failure -> output().line("failed: " + failure.what() + ": " + failure.reason()));
    report.clientIds().forEach((from, to) -> output().line("app client " + from + " is now " + to));
    report.identityMapKey().ifPresent(map -> output().line("old and new identities: " + map));
    report.notProven().forEach(what -> output().line("not proven by the foreign backup: " + what));
    report.losses().forEach(loss -> output().line("never given back: " + loss.text()));
  }
}
