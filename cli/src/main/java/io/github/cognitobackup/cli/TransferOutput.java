package io.github.cognitobackup.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.transfer.TransferListener;
import io.github.cognitobackup.transfer.TransferReport;
import io.github.cognitobackup.transfer.TransferResult;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells of archives one by one, as they are dealt with, and how it ended. */
final class TransferOutput implements TransferListener, AutoCloseable {

  private static final Set<TransferResult.Status> CHANGES =
      EnumSet.of(
          TransferResult.Status.COPIED,
          TransferResult.Status.SEALED,
          TransferResult.Status.REWRAPPED);

  private final Output output;
  private final boolean dryRun;
  private final Progress progress;

  TransferOutput(Output output, boolean dryRun) {
    this.dryRun = dryRun;
    this.output = output;
    this.progress = output.progress();
    if (output.json()) {
      output.beginArray("archives");
    }
  }

  /** Returns how it ended; gives the exit code. */
  int finish(TransferReport report) {
    progress.finish();
    Map<TransferResult.Status, Long> counts = new EnumMap<>(TransferResult.Status.class);
    counts.putAll(report.counts());
    if (output.json()) {
      output.object(json(report, counts));
    } else {
      print(report, counts);
    }
    return ExitCode.of(report.outcome());
  }

  @Override
  public void onProgress(String key, Phase phase, long soFar, long total) {
    progress.onBytes(
        key, phase == Phase.WRITING ? "written" : "compared with what was written", soFar, total);
  }

  @Override
  public void onArchive(TransferResult result) {
    TransferResult told =
        new TransferResult(
            result.key(),
            result.target(),
            result.status(),
            result.size(),
            result.sourceRemoved(),
            Failure.inOptions(result.detail()));
    if (output.json()) {
      output.element(told);
    } else {
      progress.interrupt();
      output.line(text(told));
    }
  }

  private String text(TransferResult result) {
    boolean changes = CHANGES.contains(result.status());
    String would = dryRun && changes ? "WOULD BE " : "";
    String target = result.target().equals(result.key()) ? "" : " -> " + result.target();
    String removed =
        result.sourceRemoved() ? ", the former " + (dryRun ? "would be " : "") + "removed" : "";
    String detail = result.detail().isEmpty() ? "" : ": " + result.detail();
    return would + result.status() + "  " + result.key() + target + removed + detail;
  }

  private static ObjectNode json(TransferReport report, Map<TransferResult.Status, Long> counts) {
    ObjectNode json = Json.object().put("outcome", report.outcome().name());
    json.set("counts", Json.of(counts));
    return json.put("bytes", report.bytes())
        .put("removed", report.removed())
        .put("dryRun", report.dryRun())
        .put("stopped", report.stopped().orElse(null))
        .put("seconds", Json.seconds(report.duration()));
  }

  private void print(TransferReport report, Map<TransferResult.Status, Long> counts) {
    String numbers =
        counts.entrySet().stream()
            .map(
                count ->
                    Text.number(count.getValue())
                        + " "
                        + count.getKey().name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    report.stopped().ifPresent(reason -> output.line("stopped: " + reason));
    output.line(
        report.outcome()
            + "  "
            + (numbers.isEmpty()
                ? "no archives"
                : numbers + "; " + Text.number(report.bytes()) + " bytes")
            + (report.dryRun() ? " (dry run: nothing was done)" : ""));
  }

  @Override
  public void close() {
    progress.close();
  }
}
