package io.github.cognitobackup.examples.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.BackupReport;
import io.github.cognitobackup.error.CognitoBackupException;
import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.storage.Storage;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    if (insecurePlaintext) {
      output().warn("archives are plain text: whoever gets hold of one can read it");
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
      print(report);
    }
    return ExitCode.of(report.outcome());
  }

  /** A pool that fails does not keep the others from being backed up. */
  private int backUpAll(Storage into) {
    int worst = ExitCode.COMPLETE;
    if (output().json()) {
      output().beginArray("backups");
    }
    for (String userPoolId : userPoolIds) {
      worst = ExitCode.worse(worst, backUpNext(into, userPoolId));
    }
    if (output().json()) {
      output().object(Json.object().put("outcome", ExitCode.outcome(worst)));
    }
    return worst;
  }

  private int backUpNext(Storage into, String userPoolId) {
    try {
      BackupReport report = backUp(into, userPoolId);
      if (output().json()) {
        output().element(json(report));
      } else {
        print(report);
      }
      return ExitCode.of(report.outcome());
    } catch (WorkInterruptedException e) {
      throw e;
    } catch (CognitoBackupException e) {
      Failure failure = Failure.of(e, true);
      if (output().json()) {
        output().element(failure.json().put("userPoolId", userPoolId));
      } else {
        output().line("FAILED  " + userPoolId);
      }
      output().error(userPoolId + ": " + failure.message());
      return ExitCode.FAILED;
    }
  }

  private BackupReport backUp(Storage into, String userPoolId) {
    try (Progress progress = output().progress();
        Engine engine = Engine.online(into, key, pacing, progress)) {
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
    Text.gaps(report.gaps()).forEach(output()::line);
    report.leftOut().forEach(secret -> output().line("left out of plain text: " + secret));
  }
}
