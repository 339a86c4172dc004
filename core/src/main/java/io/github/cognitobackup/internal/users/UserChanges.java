package io.github.cognitobackup.internal.users;

import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.internal.compare.LineTable;
import io.github.cognitobackup.internal.compare.UserComparison;
import io.github.cognitobackup.internal.compare.Users;
import io.github.cognitobackup.internal.session.PoolJournal;
import io.github.cognitobackup.restore.UserChange;
import java.util.BitSet;
import java.util.function.Consumer;

/** Walks the users of an archive together with what is done to each. */
public final class UserChanges {

  private final Snapshot archive;
  private final UserComparison comparison;
  private final PoolJournal journal;
  private final UserAction actions;

  public UserChanges(
      Snapshot archive, UserComparison comparison, PoolJournal journal, UserAction actions) {
    this.archive = archive;
    this.comparison = comparison;
    this.journal = journal;
    this.actions = actions;
  }

  public void forEach(Consumer<UserChange> consumer) {
    comparison
        .lines()
        .forEachUser(
            archive,
            range -> {
              BitSet announced = journal.announced(range.index());
              return user -> consumer.accept(change(user, range, announced));
            });
  }

  private UserChange change(ArchivedUser user, LineTable.Range range, BitSet announced) {
    return new UserChange(
        user.line(),
        Users.sub(user.document()),
        actions.of(range, announced, user.line()),
        range.differences(user.line()));
  }
}
