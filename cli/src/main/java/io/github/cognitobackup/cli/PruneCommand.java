package io.github.cognitobackup.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.catalogue.KeepReason;
import io.github.cognitobackup.catalogue.PruneDecision;
import io.github.cognitobackup.catalogue.PruneReport;
import io.github.cognitobackup.catalogue.Pruning;
import io.github.cognitobackup.catalogue.Retention;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.kms.KmsClient;

/** Deletes old backups. */
@Command(
    name = "prune",
    description = {
      "Shows which backups of each pool would be deleted, and why the others stay. Deletes nothing"
          + " without --delete.",
      "Deletes with --kms-key-id, and then opens before every archive for which others of its pool"
          + " go. Without the key everything is unproven, and stays unless --trust-receipts is"
          + " given."
    })
final class PruneCommand extends ReportingCommand {

  private static final Map<KeepReason, String> WORDS =
      Map.ofEntries(
          Map.entry(KeepReason.LAST, "last"),
          Map.entry(KeepReason.DAILY, "daily"),
          Map.entry(KeepReason.WEEKLY, "weekly"),
          Map.entry(KeepReason.MONTHLY, "monthly"),
          Map.entry(KeepReason.YEARLY, "yearly"),
          Map.entry(KeepReason.WITHIN, "within"),
          Map.entry(KeepReason.NEWEST, "newest"),
          Map.entry(KeepReason.NEWEST_VERIFIED, "newest verified"),
          Map.entry(KeepReason.NEWEST_COMPLETE, "newest complete"),
          Map.entry(KeepReason.NEWER_IS_SUSPICIOUS, "the newest are suspicious"),
          Map.entry(KeepReason.NO_RECEIPT, "no receipt; run verify --all"),
          Map.entry(KeepReason.FROM_THE_FUTURE, "dated in the future"),
          Map.entry(KeepReason.UNPROVEN, "unproven"),
          Map.entry(KeepReason.DAMAGED, "DAMAGED"),
          Map.entry(KeepReason.RESTORE_UNFINISHED, "a restore of it is not finished"),
          Map.entry(KeepReason.NOTHING_PROVEN, "no archive of the pool could be proven sound"),
          Map.entry(KeepReason.LOCKED, "locked"),
          Map.entry(KeepReason.NOT_DELETABLE, "COULD NOT BE DELETED"));

  @Mixin private CatalogueOptions archives;
  @Mixin private RetentionOptions keep;

  @Option(names = "--delete", description = "Delete what is shown without it.")
  private boolean delete;

  @Option(
      names = "--trust-receipts",
      description =
          "Delete without the key, on the word of the receipts; whoever can write to the storage"
              + " could have put them there.")
  private boolean trustReceipts;

  @Mixin private KeyOptions key;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  PruneCommand() {}

  @Override
  public Integer call() {
    Retention retention =
        keep.retention()
            .orElseThrow(() -> misuse("name what to keep, such as --keep-daily 7 --keep-weekly 4"));
    if (trustReceipts && key.given()) {
      throw misuse("--trust-receipts is for a run without the key: leave one of the two out");
    }
    Optional<KmsClient> client = key.client();
    try (OpenStorage open = archives.storage().openExisting()) {
      Pruning all = key.applyTo(Pruning.of(open.storage(), retention), client);
      Pruning trusting = trustReceipts ? all.trustReceipts() : all;
      Pruning pruning = archives.pool().map(trusting::ofPool).orElse(trusting);
      if (output().json()) {
        output().beginArray("backups");
      }
      Consumer<PruneDecision> told =
          output().json()
              ? decision -> output().element(json(decision))
              : decision -> output().line(text(decision));
      PruneReport report = delete ? pruning.apply(told) : pruning.dryRun(told);
      report.firstFailures().stream().map(Failure::inOptions).forEach(output()::warning);
      if (output().json()) {
        output().object(json(report));
      } else {
        output().line(text(report));
      }
      return report.failures() > 0 ? ExitCode.PARTIAL : ExitCode.COMPLETE;
    } finally {
      client.ifPresent(KmsClient::close);
    }
  }

  private static ObjectNode json(PruneDecision decision) {
    ObjectNode json =
        Json.object()
            .put("key", decision.key().toString())
            .put("goes", decision.goes())
            .put("size", decision.size());
    json.set("reasons", Json.of(decision.reasons()));
    json.put("detail", decision.detail().orElse(null));
    json.set("superseded", Json.of(decision.superseded().stream().map(Object::toString).toList()));
    return json;
  }

  private static ObjectNode json(PruneReport report) {
    ObjectNode json =
        Json.object()
            .put("outcome", report.failures() > 0 ? "PARTIAL" : "COMPLETE")
            .put("applied", report.applied())
            .put("kept", report.kept())
            .put("gone", report.gone())
            .put("goneBytes", report.goneBytes())
            .put("orphans", report.orphans())
            .put("failures", report.failures());
    json.set("firstFailures", Json.of(report.firstFailures()));
    var pools = json.putArray("pools");
    for (PruneReport.PoolResult pool : report.pools()) {
      pools
          .addObject()
          .put("userPoolId", pool.userPoolId())
          .put("kept", pool.kept())
          .put("gone", pool.gone())
          .put("goneBytes", pool.goneBytes())
          .put("proven", pool.proven().map(Object::toString).orElse(null));
    }
    return json;
  }

  private String text(PruneDecision decision) {
    String line =
        (decision.goes() ? delete ? "DELETED       " : "WOULD DELETE  " : "KEEP          ")
            + decision.key();
    if (!decision.goes()) {
      line += "  " + decision.reasons().stream().map(WORDS::get).collect(Collectors.joining(", "));
    }
    return line + decision.detail().map(detail -> ": " + detail).orElse("");
  }

  private String text(PruneReport report) {
    return Text.number(report.gone())
        + (delete ? " backups deleted (" : " backups would be deleted (")
        + Text.number(report.goneBytes())
        + " bytes), "
        + Text.number(report.kept())
        + " kept"
        + (delete || report.gone() == 0 ? "" : "; nothing was deleted: run again with --delete");
  }
}
