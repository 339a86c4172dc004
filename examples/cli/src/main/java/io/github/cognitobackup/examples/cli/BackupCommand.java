package io.github.cognitobackup.examples.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.BackupReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Backs a pool up. */
@Command(name = "backup", description = "Backs a user pool up into a new archive.")
final class BackupCommand extends ReportingCommand {

  @Option(
      names = "--user-pool-id",
      paramLabel = "ID",
      required = true,
      description = "The pool, such as eu-west-1_AbCdEfGhI.")
  private String userPoolId;

  @Mixin private StorageOptions storage;

  @Option(
      names = "--insecure-plaintext",
      description =
          "Write a plain archive, which anyone can read who gets hold of it; without the secrets"
              + " of app clients and identity providers.")
  private boolean insecurePlaintext;

  @Option(
      names = "--max-shrink",
      paramLabel = "PERCENT",
      defaultValue = "20",
      description =
          "How many users fewer than in the archive before make this one suspicious. Default: 20."
              + " With 100 nothing is compared, and this archive is the measure of later ones.")
  private double maxShrink;

  @Mixin private KeyOptions key;
  @Mixin private PacingOptions pacing;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  BackupCommand() {}

  @Override
  public Integer call() {
    if (key.given() == insecurePlaintext) {
      throw misuse(
          insecurePlaintext
              ? "give --kms-key-id or --insecure-plaintext, not both"
              : "the archive would not be encrypted: give --kms-key-id KEY, or"
                  + " --insecure-plaintext if that is meant");
    }
    if (!(maxShrink >= 0 && maxShrink <= 100)) {
      throw misuse("--max-shrink is a number from 0 to 100, not " + maxShrink);
    }
    try (Progress progress = output().progress();
        OpenStorage open = storage.open();
        Engine engine = Engine.online(open.storage(), key, pacing, progress, maxShrink / 100)) {
      BackupReport report = engine.backuper().backup(userPoolId);
      progress.finish();
      if (output().json()) {
        output().object(json(report));
      } else {
        print(report);
      }
      report.warnings().forEach(output()::warning);
      return report.suspicious().isPresent() ? ExitCode.SUSPICIOUS : ExitCode.of(report.outcome());
    }
  }

  private static ObjectNode json(BackupReport report) {
    ObjectNode json =
        Json.object()
            .put("outcome", report.outcome().name())
            .put("key", report.key())
            .put("userPoolId", report.userPoolId())
            .put("users", report.users())
            .put("memberships", report.memberships());
    json.set("resources", Json.of(report.resources()));
    json.set("gaps", Json.of(report.gaps()));
    json.set("leftOut", Json.of(report.leftOut()));
    json.set("suspicious", Receipts.json(report.suspicious()));
    json.set("warnings", Json.of(report.warnings()));
    return json.put("size", report.size())
        .put("sealed", report.sealed())
        .put("seconds", Json.seconds(report.duration()));
  }

  private void print(BackupReport report) {
    output().line(report.outcome() + "  " + report.key());
    output()
        .line(
            Text.content(report.users(), report.memberships(), report.resources())
                + "; "
                + Text.size(report.size(), report.sealed()));
    report
        .suspicious()
        .ifPresent(
            why ->
                output()
                    .line(
                        "SUSPICIOUS: "
                            + Receipts.text(why)
                            + "; see that the pool is as it should be. If it is, back it up once"
                            + " with --max-shrink 100"));
    Text.gaps(report.gaps()).forEach(output()::line);
    report.leftOut().forEach(secret -> output().line("left out of plain text: " + secret));
  }
}
