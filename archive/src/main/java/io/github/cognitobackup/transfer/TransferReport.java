package io.github.cognitobackup.transfer;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.transfer.TransferResult.Status;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How a run over archives ended. What became of each is told to the {@link TransferListener}.
 *
 * @param outcome whether all of it is done
 * @param counts how many archives there were of each status; those of none are absent
 * @param bytes the bytes of the archives that were copied, sealed or re-wrapped
 * @param removed how many objects were removed after they had been proven to be superfluous
 * @param dryRun whether nothing was done, and the report tells what would be
 * @param stopped why the run ended before it had seen every archive, where it did
 * @param duration how long it took
 */
public record TransferReport(
    Outcome outcome,
    Map<Status, Long> counts,
    long bytes,
    long removed,
    boolean dryRun,
    Optional<String> stopped,
    Duration duration) {

  /**
   * Copies the counts.
   *
   * @param outcome see the record
   * @param counts see the record
   * @param bytes see the record
   * @param removed see the record
   * @param dryRun see the record
   * @param stopped see the record
   * @param duration see the record
   */
  public TransferReport {
    counts = Map.copyOf(counts);
  }

  /**
   * Returns how many archives were of a status.
   *
   * @param status the status
   * @return their number
   */
  public long count(Status status) {
    return counts.getOrDefault(status, 0L);
  }
}
