package io.github.cognitobackup.internal.restore;

import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.restore.RestoreReport.Failure;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was not restored: the first hundred kept, all counted, told and logged. Thread-safe. */
final class Failures {

  static final int KEPT = 100;

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private final BackupListener listener;
  private final List<Failure> first = new ArrayList<>();
  private long count;

  Failures(BackupListener listener) {
    this.listener = listener;
  }

  void add(String what, String reason) {
    synchronized (this) {
      count++;
      if (first.size() < KEPT) {
        first.add(new Failure(what, reason));
      }
    }
    LOG.warn("not restored: {}: {}", what, reason);
    listener.onFailed(what, reason);
  }

  synchronized long count() {
    return count;
  }

  synchronized List<Failure> first() {
    return List.copyOf(first);
  }
}
