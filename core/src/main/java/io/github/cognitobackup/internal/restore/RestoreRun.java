package io.github.cognitobackup.internal.restore;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.internal.cognito.CognitoErrors;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.resource.PoolSettings;
import io.github.cognitobackup.internal.cognito.resource.ResourceKinds;
import io.github.cognitobackup.internal.cognito.resource.RestoreTag;
import io.github.cognitobackup.internal.cognito.resource.UnchangeableException;
import io.github.cognitobackup.internal.plan.UserModel;
import io.github.cognitobackup.restore.ResourceChange;
import io.github.cognitobackup.restore.ResourceChange.Action;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.restore.UserCounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;

/** One restore into one pool: resources, users, what comes last, and the proof. */
final class RestoreRun {

  private static final int PROOFS = 4;

  private final RestoreRequest request;
  private final String restoreId;
  private final Snapshot archive;
  private final ArchivedPool whole;
  private final ArchivedPool archived;
  private final Lease lease;
  private final Target target;
  private final Pool pool;
  private final PoolJournal journal;
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
      Lease lease,
      Target target,
      BackupListener listener,
      Clock clock) {
    this.request = request;
    this.restoreId = restoreId;
    this.archive = archive;
    this.whole = archived;
    this.archived = target.tagged() ? archived.withRoomForTag() : archived;
    this.lease = lease;
    this.target = target;
    this.pool = target.pool();
    this.journal = target.journal();
    this.mayUpdate = request.updatesExisting() || target.isOwn();
    this.listener = listener;
    this.clock = clock;
    this.failures = new Failures(listener);
    this.comparer = Comparer.of(request, archive, this.archived, listener);
    this.model = UserModel.of(archived.settings(), archived.id().equals(pool.id()));
  }

  RestoreReport run() {
    Instant start = clock.instant();
    archive
        .manifest()
        .gaps()
        .forEach(gap -> failures.resource(gap.resource(), "not in the archive: " + gap.reason()));
    ResourceRestorer resources =
        new ResourceRestorer(pool, archived, mayUpdate, target.isOwn(), failures);
    List<ResourceChange> changes = new ArrayList<>();
    if (target.created()) {
      String name = request.newPoolName().orElseThrow();
      changes.add(new ResourceChange(PoolSettings.TYPE, name, Action.CREATE, List.of()));
    }
    changes.addAll(resources.restore(ResourceKinds.BEFORE_USERS));
    UserCounts users;
    try (Compared before = comparer.compare(Optional.of(pool))) {
      users = restoreUsers(before);
    }
    lease.check();
    changes.addAll(resources.restore(ResourceKinds.AFTER_USERS));
    boolean wrote =
        users.create() + users.finish() + users.update() > 0
            || changes.stream().anyMatch(c -> c.action() != Action.KEEP);
    try (Compared after = compareAgain()) {
      boolean ended = journal.completed();
      Proof proof = proof(ended ? withoutTag(after, true) : after);
      proof.explain();
      Optional<String> identities = identities(after, wrote);
      Outcome outcome = proof.outcome();
      if (proof.usersThere()) {
        journal.settleUsers();
      }
      if (outcome == Outcome.COMPLETE) {
        journal.complete();
        if (!ended) {
          proof = proof(withoutTag(after, false));
          proof.explain();
          outcome = proof.outcome();
        }
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
          proof.comparison(),
          identities,
          Losses.restored(request, archived, after, journal, changes, pool.id()),
          archive.notProven(),
          Duration.between(start, clock.instant()));
    }
  }

  /**
   * Takes the restore's tag, where there is one, from the pool, which is its owner's from here on,
   * and compares the settings again, now with all tags.
   *
   * @param ended whether it is the owner's since an earlier run
   */
  private Compared withoutTag(Compared after, boolean ended) {
    if (!target.tagged()) {
      return after;
    }
    String reason;
    try {
      RestoreTag.remove(pool, whole.settings(), ended);
      return after.withSettings(whole, List.of(PoolSettings.read(pool)));
    } catch (SdkException e) {
      reason = CognitoErrors.reason(e);
    } catch (UnchangeableException e) {
      reason = "the pool " + e.getMessage();
    }
    failures.resource(
        PoolSettings.TYPE,
        "all is restored, but the tag "
            + RestoreTag.KEY
            + " is not removed ("
            + reason
            + "); run the same again");
    return after.withSettings(whole, after.pool());
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
  private Compared compareAgain() {
    for (int attempt = 1; ; attempt++) {
      Compared after = comparer.compare(Optional.of(pool));
      if (attempt == PROOFS || !proof(after).mayLag()) {
        return after;
      }
      after.close();
      pause(1L << (attempt - 1));
    }
  }

  private Proof proof(Compared after) {
    return new Proof(after, mayUpdate, archive, request, journal, failures);
  }

  private void pause(long seconds) {
    try {
      pool.calls().patience().pause(TimeUnit.SECONDS.toMillis(seconds));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkInterruptedException(
          "interrupted while comparing pool " + pool.id() + "; run the same again to compare");
    }
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
}
