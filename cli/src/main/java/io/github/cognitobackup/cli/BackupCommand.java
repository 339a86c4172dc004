package io.github.cognitobackup.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.BackupReport;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.error.CognitoBackupException;
import io.github.cognitobackup.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Backs pools up. */
@Command(name = "backup", description = "Backs user pools up, each into a new archive.")
final class BackupCommand extends ReportingCommand {

  @Option(
      names = "--user-pool-id",
      paramLabel = "ID",
      required = true,
      description = "The pool, such as eu-west-1_AbCdEfGhI. May be repeated.")
  private Set<String> userPoolIds;

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
      converter = PercentConverter.class,
      description =
          "How many users fewer than in the archive before make this one suspicious. Default: 20."
              + " With 100 nothing is compared, and this archive is the measure of later ones.")
  private double maxShrink;

  @Option(
      names = "--second-factors",
      description =
          "Ask for the second factors of each user. Cognito bills each as active in that month.")
  private boolean secondFactors;

  @Mixin private KeyOptions key;
  @Mixin private PacingOptions pacing;

  /** The worst of all pools. */
  private Outcome outcome = Outcome.COMPLETE;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  BackupCommand() {}

  @Override
  public Integer call() {
    if (key.given() == insecurePlaintext) {
      throw misuse(
          insecurePlaintext
              ? "give --kms-key-id or --insecure-plaintext, not both"
              : "the archive would not be encrypted: give --kms-key-id KEY, or"
                  + " --insecure-plaintext to accept that");
    }
    if (insecurePlaintext) {
      output().warning("archives are plain text: anyone who gets hold of one can read it");
    }
    try (OpenStorage open = storage.open()) {
      return userPoolIds.size() == 1
          ? backUpOne(open.storage(), userPoolIds.iterator().next())
          : backUpAll(open.storage());
    }
  }

  private int backUpOne(Storage into, String userPoolId) {
    BackupReport report = backUp(into, userPoolId);
    if (output().json()) {
      output().object(json(report));
    } else {
      print(report, "");
    }
    return finished(report, "");
  }

  /** A pool that fails does not keep the others from being backed up. */
  private int backUpAll(Storage into) {
    List<Integer> codes = new ArrayList<>();
    if (output().json()) {
      output().beginArray("backups");
    }
    for (String userPoolId : userPoolIds) {
      codes.add(backUpNext(into, userPoolId));
    }
    if (output().json()) {
      output().object(Json.object().put("outcome", outcome.name()));
    }
    return ExitCode.worst(codes);
  }

  private int backUpNext(Storage into, String userPoolId) {
    try {
      BackupReport report = backUp(into, userPoolId);
      if (output().json()) {
        output().element(json(report));
      } else {
        print(report, userPoolId + ": ");
      }
      if (outcome == Outcome.COMPLETE) {
        outcome = report.outcome();
      }
      return finished(report, userPoolId + ": ");
    } catch (CognitoBackupException e) {
      Failure failure = Failure.of(e, true);
      if (output().json()) {
        output().element(failure.json().put("userPoolId", userPoolId));
      } else {
        output().line("FAILED  " + userPoolId);
      }
      output().error(userPoolId + ": " + failure.message());
      outcome = Outcome.FAILED;
      return ExitCode.FAILED;
    }
  }

  private int finished(BackupReport report, String subject) {
    report.warnings().forEach(warning -> output().warning(subject + warning));
    return report.suspicious().isPresent() ? ExitCode.SUSPICIOUS : ExitCode.of(report.outcome());
  }

  private BackupReport backUp(Storage into, String userPoolId) {
    return LostRace.again(() -> backUpOnce(into, userPoolId));
  }

  private BackupReport backUpOnce(Storage into, String userPoolId) {
    try (Progress progress = output().progress().of(userPoolIds.size() == 1 ? "" : userPoolId);
        Engine engine =
            Engine.writing(into, key, pacing, progress, maxShrink / 100, secondFactors)) {
      BackupReport report = engine.backuper().backup(userPoolId);
      progress.finish();
      return report;
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
    json.set("notes", Json.of(report.notes()));
    return json.put("size", report.size())
        .put("sealed", report.sealed())
        .put("seconds", Json.seconds(report.duration()));
  }

  private void print(BackupReport report, String subject) {
    output().line(report.outcome() + "  " + report.key());
    List<String> lines = new ArrayList<>();
    lines.add(
        Text.content(report.users(), report.memberships(), report.resources())
            + "; "
            + Text.size(report.size(), report.sealed()));
    report
        .suspicious()
        .ifPresent(
            why ->
                lines.add(
                    "SUSPICIOUS: "
                        + Receipts.text(why)
                        + "; check the pool. If it is as it should be, back it up once with"
                        + " --max-shrink 100"));
    lines.addAll(Text.gaps(report.gaps()));
    report.leftOut().forEach(secret -> lines.add("left out of plain text: " + secret));
    report.notes().forEach(note -> lines.add("note: " + note));
    lines.forEach(line -> output().line(subject + line));
  }

  /** Checks a percentage. */
  private static final class PercentConverter implements ITypeConverter<Double> {

    @Override
    public Double convert(String text) {
      try {
        double percent = Double.parseDouble(text);
        if (percent >= 0 && percent <= 100) {
          return percent;
        }
      } catch (NumberFormatException e) {
        // told below
      }
      throw new TypeConversionException("'" + text + "' is not a number from 0 to 100");
    }
  }
}
