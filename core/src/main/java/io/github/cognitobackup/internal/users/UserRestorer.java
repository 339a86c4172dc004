package io.github.cognitobackup.internal.users;

import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.internal.compare.ArchivedPerson;
import io.github.cognitobackup.internal.compare.LineTable;
import io.github.cognitobackup.internal.compare.UserComparison;
import io.github.cognitobackup.internal.compare.Verdict;
import io.github.cognitobackup.internal.reading.WorkCrew;
import io.github.cognitobackup.internal.session.PoolJournal;
import io.github.cognitobackup.internal.session.RestoreContext;
import io.github.cognitobackup.internal.session.Session;
import io.github.cognitobackup.restore.UserChange;
import io.github.cognitobackup.restore.UserChange.Part;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Restores the users of an archive: range by range, each announced in the journal before its first
 * user is created. Many users are under way at once, so that the categories of calls run side by
 * side and the slowest of them sets the pace.
 */
public final class UserRestorer {

  private static final int THREADS = 24;

  private final Snapshot archive;
  private final UserComparison comparison;
  private final UserAction actions;
  private final PoolJournal journal;
  private final Session session;
  private final UserWriter writer;
  private final BackupListener listener;
  private final List<String> groups;

  public UserRestorer(
      RestoreContext context, Session session, UserComparison comparison, UserWriter writer) {
    this.archive = context.archive();
    this.listener = context.listener();
    this.actions = new UserAction(context.request());
    this.session = session;
    this.journal = session.journal();
    this.comparison = comparison;
    this.writer = writer;
    this.groups = comparison.archive().groups();
  }

  /** Restores them; gives how many were dealt with in which way. */
  public UserTally restore() {
    UserTally tally = new UserTally();
    AtomicLong done = new AtomicLong();
    long total = archive.manifest().counts().users();
    try (WorkCrew crew = new WorkCrew("restoring users", THREADS)) {
      comparison
          .lines()
          .forEachUser(
              archive,
              range -> {
                BitSet begun = journal.announced(range.index());
                journal.announce(range.index(), missing(range));
                return user -> {
                  session.check();
                  UserChange.Action action = actions.of(range, begun, user.line());
                  tally.count(action);
                  Runnable task = task(user, action, range, begun);
                  crew.submit(
                      () -> {
                        task.run();
                        listener.onRestored(done.incrementAndGet(), total);
                      });
                };
              });
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
    Set<Part> differences = range.differences(line);
    return switch (action) {
      case CREATE -> () -> writer.create(person, begun.get((int) line - range.first()));
      case FINISH -> () -> writer.finish(person, differences);
      case UPDATE -> () -> writer.update(person, differences, range.newSub(line));
      case UNCHANGED ->
          begun.get((int) line - range.first()) ? () -> writer.settle(person) : () -> {};
      case KEEP, FEDERATED, SKIP -> () -> {};
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
