package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.error.CognitoBackupException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Makes the call that publishes, until it is known what came of it.
 *
 * <p>An answer may be lost after the call was carried out: then the next attempt finds the key
 * taken, or the upload gone, by ourselves. So it is looked up whose object it is before the key is
 * called taken, or the commit failed.
 *
 * @param call publishes, unless the key is taken
 * @param stop makes sure that an attempt without an answer is not carried out later; false when it
 *     cannot
 */
record Commit(Bucket bucket, Publication publication, Runnable call, BooleanSupplier stop) {

  /** True when the object was published, false when the key is taken. */
  boolean run() {
    for (int attempt = 1; ; attempt++) {
      try {
        call.run();
        return true;
      } catch (SdkException e) {
        boolean again = attempt < Retry.ATTEMPTS && S3Failure.isPassing(e) && pause(attempt);
        if (!again) {
          return outcome(e, attempt);
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

  private boolean outcome(SdkException failure, int attempt) {
    CognitoBackupException refusal = bucket.error(S3Failure.PUT, publication.key(), failure);
    boolean refused = attempt == 1 && S3Failure.isRefusal(failure);
    // the look must be had although the thread was interrupted
    boolean interrupted = Thread.interrupted();
    try {
      boolean stopped = stop.getAsBoolean();
      return switch (look()) {
        case OURS -> true;
        // the id may be missing from an answer that broke off among its headers
        case ANOTHERS -> look() == Found.OURS;
        case NOTHING -> throw refused || stopped ? refusal : unknown(failure);
        case UNKNOWN -> {
          if (refused && S3Failure.statusOf(failure) == 412) {
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
      return bucket
          .head(publication.key())
          .map(head -> publication.isIn(head.metadata()) ? Found.OURS : Found.ANOTHERS)
          .orElse(Found.NOTHING);
    } catch (StorageUnavailableException e) {
      return Found.UNKNOWN; // a role that may only write, or no connection
    }
  }

  private StorageUnavailableException unknown(SdkException failure) {
    return new StorageUnavailableException(
        true,
        uri()
            + ": it could not be found out whether it was published, for S3 gave no answer; look it"
            + " up when S3 can be reached ("
            + failure.getMessage()
            + ")",
        failure);
  }

  private String uri() {
    return bucket.uri(publication.key());
  }
}
