package io.github.cognitobackup.internal.restore;

import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.internal.plan.Difference;
import io.github.cognitobackup.internal.plan.LineTable;
import io.github.cognitobackup.internal.plan.UserComparison;
import io.github.cognitobackup.internal.plan.Verdict;
import io.github.cognitobackup.internal.reading.WorkCrew;
import io.github.cognitobackup.restore.UserChange;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Restores the users of an archive: range by range, each announced in the journal before its first
 * user is created. Many users are under way at once, so that the categories of calls run side by
 * side and the slowest of them sets the pace.
 */
final class UserRestorer {

  private static final int THREADS = 24;

  private final Snapshot archive;
  private final UserComparison comparison;
  private final UserAction actions;
  private final PoolJournal journal;
  private final Lease lease;
  private final UserWriter writer;
  private final BackupListener listener;
  private final List<String> groups;

  UserRestorer(
      Snapshot archive,
      UserComparison comparison,
      UserAction actions,
      PoolJournal journal,
      Lease lease,
      UserWriter writer,
      BackupListener listener) {
    this.archive = archive;
    this.comparison = comparison;
    this.actions = actions;
    this.journal = journal;
    this.lease = lease;
    this.writer = writer;
    this.listener = listener;
    this.groups = comparison.archive().groups();
  }

  /** Restores them; gives how many were dealt with in which way. */
  UserTally restore() {
    UserTally tally = new UserTally();
    AtomicLong done = new AtomicLong();
    long total = archive.manifest().counts().users();
    try (WorkCrew crew = new WorkCrew("restoring users", THREADS);
        Stream<ArchivedUser> stream = archive.users()) {
      Iterator<ArchivedUser> users = stream.iterator();
      LineTable lines = comparison.lines();
      for (int index = 0; index < lines.ranges() && users.hasNext(); index++) {
        LineTable.Range range = lines.load(index);
        BitSet begun = journal.announced(index);
        journal.announce(index, missing(range));
        for (int i = 0; i < range.length() && users.hasNext(); i++) {
          lease.check();
          ArchivedUser user = users.next();
          UserChange.Action action = actions.of(range, begun, user.line());
          tally.count(action);
          Runnable task = task(user, action, range, begun);
          crew.submit(
              () -> {
                task.run();
                listener.onRestored(done.incrementAndGet(), total);
              });
        }
      }
      crew.finish();
    }
    return tally;
  }

  private Runnable task(
      ArchivedUser user, UserChange.Action action, LineTable.Range range, BitSet begun) {
    long line = user.line();
    ArchivedPerson person =
        new ArchivedPerson(
            line, user.document(), range.groups(line).stream().map(groups::get).toList());
    Set<Difference> differences = range.differences(line);
    return switch (action) {
      case CREATE -> () -> writer.create(person, begun.get((int) line - range.first()));
      case FINISH -> () -> writer.finish(person, differences);
      case UPDATE -> () -> writer.update(person, differences, range.newSub(line));
      case KEEP, UNCHANGED, FEDERATED, SKIP -> () -> {};
    };
  }

  private static BitSet missing(LineTable.Range range) {
    BitSet missing = new BitSet();
    for (int i = 0; i < range.length(); i++) {
      missing.set(i, range.verdict(range.first() + (long) i) == Verdict.MISSING);
    }
    return missing;
  }
}
