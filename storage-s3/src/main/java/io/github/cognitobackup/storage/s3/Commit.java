package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.error.CredentialsException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes the call that publishes, until it is known what came of it.
 *
 * <p>An answer may be lost after the call was carried out: then the next attempt finds the key
 * taken, or the upload gone, by ourselves. So it is looked up whose object it is before the key is
 * called taken, or the commit failed.
 *
 * @param conditional whether the call itself is refused when the key is taken; otherwise each
 *     attempt begins with a look
 * @param call publishes
 * @param stop makes sure that an attempt without an answer is not carried out later; false when it
 *     cannot
 */
record Commit(
    BucketReads reads,
    Publication publication,
    boolean conditional,
    Supplier<?> call,
    BooleanSupplier stop) {

  /** True when the object was published, false when the key is taken. */
  boolean run() {
    if (!conditional && reads.head(publication.key()).isPresent()) {
      return false;
    }
    boolean answered = true;
    for (int attempt = 1; ; attempt++) {
      try {
        Retry.once(call);
        return true;
      } catch (SdkException e) {
        answered &= S3Failure.hasCode(e);
        boolean again =
            attempt < Retry.ATTEMPTS
                && S3Failure.isPassing(e)
                && pause(attempt)
                && (conditional || look() == Found.NOTHING);
        if (!again) {
          return outcome(e, attempt, answered);
        }
      }
    }
  }

  /** False when interrupted. */
  private static boolean pause(int attempt) {
    try {
      Retry.pause(attempt);
      return true;
    } catch (WorkInterruptedException e) {
      return false;
    }
  }

  /**
   * @param answered whether S3 itself has answered every attempt, so that none can be carried out
   *     later
   */
  private boolean outcome(SdkException failure, int attempt, boolean answered) {
    RuntimeException refusal = reads.refusals().error(S3Failure.PUT, publication.key(), failure);
    boolean refused = attempt == 1 && S3Failure.isRefusal(failure);
    boolean taken = refused && S3Failure.isTaken(failure);
    // the look must be had although the thread was interrupted
    boolean interrupted = Thread.interrupted();
    try {
      boolean stopped = stop.getAsBoolean() || answered;
      return switch (look()) {
        case OURS -> true;
        // the id may be missing from an answer that broke off among its headers
        case ANOTHERS -> look() == Found.OURS;
        case NOTHING -> {
          if (taken) { // by an object that is gone again
            yield false;
          }
          if (stopped) {
            throw refusal;
          }
          throw refusal instanceof WorkInterruptedException
              ? new WorkInterruptedException(doubt(failure))
              : unknown(failure);
        }
        case UNKNOWN -> {
          if (taken) {
            yield false;
          }
          throw refused ? refusal : unknown(failure);
        }
      };
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private enum Found {
    OURS,
    ANOTHERS,
    NOTHING,
    UNKNOWN
  }

  private Found look() {
    try {
      return reads
          .head(publication.key())
          .map(head -> publication.isIn(head.metadata()) ? Found.OURS : Found.ANOTHERS)
          .orElse(Found.NOTHING);
    } catch (StorageUnavailableException | CredentialsException e) {
      return Found.UNKNOWN; // a role that may only write, or no connection
    }
  }

  private StorageUnavailableException unknown(SdkException failure) {
    return new StorageUnavailableException(true, doubt(failure), failure);
  }

  private String doubt(SdkException failure) {
    return reads.bucket().uri(publication.key())
        + ": S3 did not answer, so it is unknown whether the object was published;"
        + " look it up when S3 can be reached ("
        + failure.getMessage()
        + ")";
  }
}
