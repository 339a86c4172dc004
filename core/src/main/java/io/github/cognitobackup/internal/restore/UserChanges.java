package io.github.cognitobackup.internal.restore;

import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.internal.plan.LineTable;
import io.github.cognitobackup.internal.plan.UserComparison;
import io.github.cognitobackup.internal.plan.Users;
import io.github.cognitobackup.restore.UserChange;
import java.util.BitSet;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Walks the users of an archive together with what is done to each. */
final class UserChanges {

  private final Snapshot archive;
  private final UserComparison comparison;
  private final PoolJournal journal;
  private final UserAction actions;

  UserChanges(
      Snapshot archive, UserComparison comparison, PoolJournal journal, UserAction actions) {
    this.archive = archive;
    this.comparison = comparison;
    this.journal = journal;
    this.actions = actions;
  }

  void forEach(Consumer<UserChange> consumer) {
    LineTable lines = comparison.lines();
    try (Stream<ArchivedUser> stream = archive.users()) {
      Iterator<ArchivedUser> users = stream.iterator();
      for (int index = 0; index < lines.ranges() && users.hasNext(); index++) {
        LineTable.Range range = lines.load(index);
        BitSet announced = journal.announced(index);
        for (int i = 0; i < range.length() && users.hasNext(); i++) {
          ArchivedUser user = users.next();
          consumer.accept(
              new UserChange(
                  user.line(),
                  Users.sub(user.document()),
                  actions.of(range, announced, user.line()),
                  UserAction.parts(range.differences(user.line()))));
        }
      }
    }
  }
}
