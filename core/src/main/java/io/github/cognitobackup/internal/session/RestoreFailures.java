package io.github.cognitobackup.internal.session;

import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.internal.compare.ArchivedPerson;
import io.github.cognitobackup.internal.log.Log;
import io.github.cognitobackup.restore.RestoreReport.Failure;
import io.github.cognitobackup.restore.UserChange.Part;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was not restored as the archive has it: the first hundred kept, all counted, told and
 * logged. Thread-safe.
 */
public final class RestoreFailures {

  private static final Log LOG = Log.of(RestoreFailures.class);

  private final BackupListener listener;
  private final FirstHundred<Failure> first = new FirstHundred<>();
  private final Set<String> resources = new HashSet<>();
  private final BitSet unfinished = new BitSet();
  private final BitSet lessened = new BitSet();
  private long count;

  RestoreFailures(BackupListener listener) {
    this.listener = listener;
  }

  /** Something of a resource is not restored, or a gap of the archive. */
  public void resource(String what, String reason) {
    synchronized (this) {
      resources.add(what);
    }
    add(what, reason);
  }

  /** Something of a user is not restored, and a further run may do it. */
  public void user(ArchivedPerson person, String reason) {
    synchronized (this) {
      unfinished.set((int) person.line());
    }
    add(person.name(), reason);
  }

  /** A user is restored but for attributes that Cognito refuses. */
  public void lessened(ArchivedPerson person, String reason) {
    synchronized (this) {
      lessened.set((int) person.line());
    }
    add(person.name(), reason);
  }

  /** What the comparison found, and nothing before had told. */
  public void found(String what, String reason) {
    add(what, reason);
  }

  private void add(String what, String reason) {
    synchronized (this) {
      count++;
      first.add(new Failure(what, reason));
    }
    LOG.warn("not restored: {}: {}", what, reason);
    listener.onFailed(what, reason);
  }

  /** Whether it was told before why a user is missing or differs. */
  public synchronized boolean explains(long line, Set<Part> differences) {
    return unfinished.get((int) line)
        || (lessened.get((int) line) && differences.equals(Set.of(Part.ATTRIBUTES)));
  }

  /** Whether it was told before why a resource is missing or differs. */
  public synchronized boolean explains(String resource) {
    return resources.contains(resource);
  }

  /** Whether there are users for whom a further run may do more. */
  public synchronized boolean leftUnfinished() {
    return !unfinished.isEmpty();
  }

  public synchronized long count() {
    return count;
  }

  public synchronized List<Failure> first() {
    return first.list();
  }
}
