package io.github.cognitobackup.transfer;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.CognitoBackupException;
import io.github.cognitobackup.error.CredentialsException;
import io.github.cognitobackup.error.KeyUnavailableException;
import io.github.cognitobackup.transfer.TransferResult.Status;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes one archive after the other, goes on after failures, and counts. Used once. */
final class Run {

  /** How many refusals of a key in a row end a run: ten thousand more would say the same. */
  private static final int REFUSALS = 3;

  /** What is done with an archive; empty for an object that is none. */
  interface Work {
    Optional<TransferResult> on(String key);
  }

  private final Settings settings;
  private final Map<Status, Long> counts = new EnumMap<>(Status.class);
  private final long start = System.nanoTime();
  private long bytes;
  private long removed;
  private int refusals;
  private Optional<String> stopped = Optional.empty();

  Run(Settings settings) {
    this.settings = settings;
  }

  TransferReport over(Stream<String> keys, Work work) {
    try (keys) {
      Iterator<String> all = keys.iterator();
      while (stopped.isEmpty() && all.hasNext()) {
        Content.checkInterrupt();
        result(all.next(), work).ifPresent(this::count);
      }
    }
    return new TransferReport(
        outcome(),
        counts,
        bytes,
        removed,
        settings.dryRun(),
        stopped,
        Duration.ofNanos(System.nanoTime() - start));
  }

  /** Tells of an object that was removed besides those of the results. */
  void removedAnother() {
    removed++;
  }

  private Optional<TransferResult> result(String key, Work work) {
    try {
      Optional<TransferResult> result = work.on(key);
      if (result.filter(done -> done.status() != Status.SKIPPED).isPresent()) {
        refusals = 0; // what is none of this work's says nothing of the key
      }
      return result;
    } catch (ArchiveCorruptException e) {
      return Optional.of(failure(key, Status.DAMAGED, e));
    } catch (CognitoBackupException e) {
      Content.checkInterrupt();
      if (e instanceof CredentialsException) {
        stopped = Optional.of(String.valueOf(e.getMessage()));
      } else if (e instanceof KeyUnavailableException refusal && !refusal.concernsDataKey()) {
        if (++refusals == REFUSALS) {
          stopped = Optional.of(refusals + " archives in a row: " + e.getMessage());
        }
      } else {
        refusals = 0;
      }
      return Optional.of(failure(key, Status.FAILED, e));
    }
  }

  private static TransferResult failure(String key, Status status, CognitoBackupException e) {
    return new TransferResult(key, key, status, -1, false, String.valueOf(e.getMessage()));
  }

  private void count(TransferResult result) {
    counts.merge(result.status(), 1L, Long::sum);
    removed += result.sourceRemoved() ? 1 : 0;
    switch (result.status()) {
      case COPIED, SEALED, REWRAPPED -> bytes += result.size();
      default -> {}
    }
    settings.listener().onArchive(result);
  }

  private Outcome outcome() {
    boolean trouble = stopped.isPresent() || counts.keySet().stream().anyMatch(Status::isTrouble);
    if (!trouble) {
      return Outcome.COMPLETE;
    }
    boolean success =
        counts.keySet().stream()
            .anyMatch(status -> !status.isTrouble() && status != Status.SKIPPED);
    return success ? Outcome.PARTIAL : Outcome.FAILED;
  }
}
