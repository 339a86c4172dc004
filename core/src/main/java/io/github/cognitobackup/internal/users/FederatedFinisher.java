package io.github.cognitobackup.internal.users;

import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.internal.compare.ArchivedPerson;
import io.github.cognitobackup.internal.compare.LineTable;
import io.github.cognitobackup.internal.compare.UserComparison;
import io.github.cognitobackup.internal.compare.Verdict;
import io.github.cognitobackup.internal.reading.WorkCrew;
import io.github.cognitobackup.internal.session.Session;
import io.github.cognitobackup.restore.UserChange.Part;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finishes users of identity providers. No restore creates them: they come back at their next
 * sign-in, without groups and enabled. Doing it twice does no harm.
 */
public final class FederatedFinisher {

  private static final int THREADS = 8;

  private final Snapshot archive;
  private final UserComparison comparison;

  public FederatedFinisher(Snapshot archive, UserComparison comparison) {
    this.archive = archive;
    this.comparison = comparison;
  }

  /** How many have signed in and lack something. */
  public long unfinished() {
    AtomicLong unfinished = new AtomicLong();
    comparison
        .lines()
        .forEachRange(
            range -> {
              for (int i = 0; i < range.length(); i++) {
                if (!missing(range, range.first() + (long) i).isEmpty()) {
                  unfinished.incrementAndGet();
                }
              }
            });
    return unfinished.get();
  }

  /** Gives them what they lack. */
  public void finish(Session session, UserWriter writer) {
    List<String> groups = comparison.archive().groups();
    try (WorkCrew crew = new WorkCrew("finishing federated users", THREADS)) {
      comparison
          .lines()
          .forEachUser(
              archive,
              range ->
                  user -> {
                    session.check();
                    Set<Part> missing = missing(range, user.line());
                    if (!missing.isEmpty()) {
                      ArchivedPerson person = person(user, range, groups);
                      crew.submit(() -> writer.finishFederated(person, missing));
                    }
                  });
      crew.finish();
    }
  }

  private static ArchivedPerson person(
      ArchivedUser user, LineTable.Range range, List<String> groups) {
    return new ArchivedPerson(
        user.line(), user.document(), range.groups(user.line()).stream().map(groups::get).toList());
  }

  private static Set<Part> missing(LineTable.Range range, long line) {
    return range.verdict(line) == Verdict.FEDERATED ? range.differences(line) : Set.of();
  }
}
