package io.github.cognitobackup.cli;

import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.StorageUnavailableException;
import java.util.function.Supplier;

/** Another process was first to publish a backup of the same pool and millisecond. */
final class LostRace {

  static final int ATTEMPTS = 3;

  private LostRace() {}

  /** Backs up again after a lost race: it begins in another millisecond. */
  static <T> T again(Supplier<T> backup) {
    for (int attempt = 1; ; attempt++) {
      try {
        return backup.get();
      } catch (StorageUnavailableException e) {
        if (attempt == ATTEMPTS || !isOf(e)) {
          throw e;
        }
      }
    }
  }

  private static boolean isOf(StorageUnavailableException e) {
    return e.retryable() && e.getCause() instanceof ArchiveExistsException;
  }
}
