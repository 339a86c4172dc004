package io.github.cognitobackup.internal.restore;

import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.resource.PoolSettings;
import io.github.cognitobackup.internal.cognito.resource.ResourceKinds;
import io.github.cognitobackup.internal.plan.UserModel;
import io.github.cognitobackup.internal.plan.Verdict;
import io.github.cognitobackup.restore.Comparison;
import io.github.cognitobackup.restore.ResourceChange;
import io.github.cognitobackup.restore.ResourceChange.Action;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreReport.Outcome;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.restore.UserChange;
import io.github.cognitobackup.restore.UserCounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One restore into one pool: resources, users, what comes last, and the proof. */
final class RestoreRun {

  private static final int PROOFS = 4;

  private final RestoreRequest request;
  private final String restoreId;
  private final Snapshot archive;
  private final ArchivedPool archived;
  private final Journal journal;
  private final Lease lease;
  private final Pool pool;
  private final boolean created;
  private final boolean mayUpdate;
  private final BackupListener listener;
  private final Clock clock;
  private final Failures failures;
  private final Comparer comparer;
  private final UserModel model;

  RestoreRun(
      RestoreRequest request,
      String restoreId,
      Snapshot archive,
      ArchivedPool archived,
      Journal journal,
      Lease lease,
      Pool pool,
      boolean created,
      boolean mayUpdate,
      BackupListener listener,
      Clock clock) {
    this.request = request;
    this.restoreId = restoreId;
    this.archive = archive;
    this.archived = archived;
    this.journal = journal;
    this.lease = lease;
    this.pool = pool;
    this.created = created;
    this.mayUpdate = mayUpdate;
    this.listener = listener;
    this.clock = clock;
    this.failures = new Failures(listener);
    this.comparer = Comparer.of(request, archive, archived, listener);
    this.model = UserModel.of(archived.settings(), archived.id().equals(pool.id()));
  }

  RestoreReport run() {
    Instant start = clock.instant();
    archive
        .manifest()
        .gaps()
        .forEach(gap -> failures.add(gap.resource(), "not in the archive: " + gap.reason()));
    ResourceRestorer resources = new ResourceRestorer(pool, archived, mayUpdate, failures);
    List<ResourceChange> changes = new ArrayList<>();
    if (created) {
      String name = request.newPoolName().orElseThrow();
      changes.add(new ResourceChange(PoolSettings.TYPE, name, Action.CREATE, List.of()));
    }
    changes.addAll(resources.restore(ResourceKinds.BEFORE_USERS));
    long failuresBefore = failures.count();
    UserCounts users;
    try (Compared before = comparer.compare(Optional.of(pool))) {
      users = restoreUsers(before);
    }
    boolean usersFailed = failures.count() > failuresBefore;
    lease.check();
    changes.addAll(resources.restore(ResourceKinds.AFTER_USERS));
    boolean wrote =
        users.create() + users.finish() + users.update() > 0
            || changes.stream().anyMatch(c -> c.action() != Action.KEEP);
    try (Compared after = prove(users)) {
      Comparison comparison = comparison(after);
      Optional<String> identities = identities(after, wrote);
      Outcome outcome = outcome(comparison, users);
      if (!usersFailed && usersThere(comparison, users)) {
        journal.settleUsers();
      }
      if (outcome == Outcome.COMPLETE) {
        journal.complete();
      }
      return new RestoreReport(
          outcome,
          restoreId,
          request.key(),
          pool.id(),
          changes,
          users,
          failures.count(),
          failures.first(),
          after.clientIds(),
          comparison,
          identities,
          Notes.NEVER_RESTORED,
          archive.notProven(),
          Duration.between(start, clock.instant()));
    }
  }

  private UserCounts restoreUsers(Compared before) {
    UserWriter writer =
        new UserWriter(pool, model, request.passwords(), PoolSettings.describe(pool), failures);
    return new UserRestorer(
            archive, before.users(), new UserAction(request), journal, lease, writer, listener)
        .restore()
        .counts();
  }

  /** Compares again; a pool's lists lag behind its writes, so a bad result is looked at again. */
  private Compared prove(UserCounts users) {
    for (int attempt = 1; ; attempt++) {
      Compared after = comparer.compare(Optional.of(pool));
      if (attempt == PROOFS || losses(after, users) <= failures.count()) {
        return after;
      }
      after.close();
      pause(1L << (attempt - 1));
    }
  }

  private static long losses(Compared after, UserCounts users) {
    long different = Math.max(0, after.users().count(Verdict.DIFFERENT) - users.keep());
    return after.users().count(Verdict.MISSING) + different;
  }

  private void pause(long seconds) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkInterruptedException(
          "interrupted while comparing pool " + pool.id() + "; run the same again to compare");
    }
  }

  private Comparison comparison(Compared after) {
    List<ResourceChange> differences = after.changes(mayUpdate);
    List<UserChange> first = new ArrayList<>();
    if (after.users().count(Verdict.MISSING) + after.users().count(Verdict.DIFFERENT) > 0) {
      new UserChanges(archive, after.users(), journal, new UserAction(request))
          .forEach(
              change -> {
                if (isDifference(change.action()) && first.size() < Failures.KEPT) {
                  first.add(change);
                }
              });
    }
    return new Comparison(
        after.resources().size() - differences.size(),
        differences,
        after.users().count(Verdict.SAME),
        after.users().count(Verdict.DIFFERENT),
        after.users().count(Verdict.MISSING),
        after.users().count(Verdict.FEDERATED)
            + after.users().count(Verdict.SKIPPED)
            + after.users().count(Verdict.REPEATED),
        after.users().onlyInPool(),
        first);
  }

  private static boolean isDifference(UserChange.Action action) {
    return switch (action) {
      case CREATE, FINISH, UPDATE, KEEP -> true;
      case UNCHANGED, FEDERATED, SKIP -> false;
    };
  }

  private Optional<String> identities(Compared after, boolean wrote) {
    IdentityMap map = new IdentityMap(archive, after.users().lines(), model);
    Optional<String> written = journal.identityMap();
    if (!wrote && written.isPresent()) {
      request.identityConsumer().ifPresent(map::forEach);
      return written;
    }
    return map.write(journal, request.identityConsumer().orElse(mapping -> {}));
  }

  private static boolean usersThere(Comparison comparison, UserCounts users) {
    return comparison.usersMissing() == 0 && comparison.usersDifferent() <= users.keep();
  }

  /** What the request does not allow to change is no loss; all else that differs is. */
  private Outcome outcome(Comparison comparison, UserCounts users) {
    boolean resourcesThere =
        comparison.resourceDifferences().stream()
            .allMatch(change -> change.action() == Action.KEEP);
    if (failures.count() == 0 && resourcesThere && usersThere(comparison, users)) {
      return Outcome.COMPLETE;
    }
    boolean nothingThere =
        comparison.usersEqual() == 0
            && comparison.usersMissing() > 0
            && comparison.resourcesEqual() == 0;
    return nothingThere ? Outcome.FAILED : Outcome.PARTIAL;
  }
}
