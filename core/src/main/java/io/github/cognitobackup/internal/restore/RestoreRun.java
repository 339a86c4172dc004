package io.github.cognitobackup.internal.restore;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.internal.cognito.CognitoErrors;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.resource.PoolSettings;
import io.github.cognitobackup.internal.cognito.resource.ResourceKinds;
import io.github.cognitobackup.internal.cognito.resource.RestoreTag;
import io.github.cognitobackup.internal.cognito.resource.UnchangeableException;
import io.github.cognitobackup.internal.compare.ArchivedPool;
import io.github.cognitobackup.internal.compare.Comparer;
import io.github.cognitobackup.internal.compare.PoolComparison;
import io.github.cognitobackup.internal.compare.UserModel;
import io.github.cognitobackup.internal.session.PoolJournal;
import io.github.cognitobackup.internal.session.RestoreContext;
import io.github.cognitobackup.internal.session.RestoreFailures;
import io.github.cognitobackup.internal.session.Session;
import io.github.cognitobackup.internal.users.UserRestorer;
import io.github.cognitobackup.internal.users.UserWriter;
import io.github.cognitobackup.restore.ResourceChange;
import io.github.cognitobackup.restore.ResourceChange.Action;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.restore.UserCounts;
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

  private final RestoreContext context;
  private final Session session;
  private final RestoreRequest request;
  private final Snapshot archive;
  private final Pool pool;
  private final PoolJournal journal;
  private final ArchivedPool archived;
  private final RestoreFailures failures;
  private final Comparer comparer;
  private final UserModel model;

  RestoreRun(RestoreContext context, Session session) {
    this.context = context;
    this.session = session;
    this.request = context.request();
    this.archive = context.archive();
    this.pool = session.pool();
    this.journal = session.journal();
    this.archived = session.archived();
    this.failures = session.failures();
    this.comparer = Comparer.of(request, archive, archived, context.listener());
    this.model = UserModel.of(archived.settings(), archived.id().equals(pool.id()));
  }

  RestoreReport run() {
    Instant start = context.journals().clock().instant();
    archive
        .manifest()
        .gaps()
        .forEach(gap -> failures.resource(gap.resource(), "not in the archive: " + gap.reason()));
    ResourceRestorer resources = new ResourceRestorer(session);
    List<ResourceChange> changes = new ArrayList<>();
    if (session.target().created()) {
      String name = request.newPoolName().orElseThrow();
      changes.add(new ResourceChange(PoolSettings.TYPE, name, Action.CREATE, List.of()));
    }
    changes.addAll(resources.restore(ResourceKinds.BEFORE_USERS));
    UserCounts users;
    try (PoolComparison before = comparer.compare(pool)) {
      users = restoreUsers(before);
    }
    session.check();
    changes.addAll(resources.restore(ResourceKinds.AFTER_USERS));
    boolean wrote =
        users.create() + users.finish() + users.update() > 0
            || changes.stream().anyMatch(c -> c.action() != Action.KEEP);
    try (PoolComparison after = compareAgain()) {
      boolean ended = journal.completed();
      RestoreProof proof = proof(ended ? withoutTag(after, true) : after);
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
      return new CompletedRestore(
          outcome,
          context.restoreId(),
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
          Duration.between(start, context.journals().clock().instant()));
    }
  }

  /**
   * Takes the restore's tag, where there is one, from the pool, which is its owner's from here on,
   * and compares the settings again, now with all tags.
   *
   * @param ended whether it is the owner's since an earlier run
   */
  private PoolComparison withoutTag(PoolComparison after, boolean ended) {
    if (!session.target().tagged()) {
      return after;
    }
    String reason;
    try {
      RestoreTag.remove(pool, session.whole().settings(), ended);
      return after.withSettings(session.whole(), List.of(PoolSettings.read(pool)));
    } catch (SdkException e) {
      reason = CognitoErrors.reason(e);
    } catch (UnchangeableException e) {
      reason = "the pool " + e.getMessage();
    }
    failures.resource(
        PoolSettings.TYPE,
        "everything is restored, but the tag "
            + RestoreTag.KEY
            + " is not removed ("
            + reason
            + "); run the same command again");
    return after.withSettings(session.whole(), after.pool());
  }

  private UserCounts restoreUsers(PoolComparison before) {
    UserWriter writer =
        new UserWriter(pool, model, request.passwords(), PoolSettings.describe(pool), failures);
    return new UserRestorer(context, session, before.users(), writer).restore().counts();
  }

  /** Compares again; a pool's lists lag behind its writes, so a bad result is looked at again. */
  private PoolComparison compareAgain() {
    for (int attempt = 1; ; attempt++) {
      PoolComparison after = comparer.compare(pool);
      if (attempt == PROOFS || !proof(after).mayLag()) {
        return after;
      }
      after.close();
      pause(1L << (attempt - 1));
    }
  }

  private RestoreProof proof(PoolComparison after) {
    return new RestoreProof(context, session, after);
  }

  private void pause(long seconds) {
    try {
      context.calls().patience().pause(TimeUnit.SECONDS.toMillis(seconds));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkInterruptedException(
          "interrupted while comparing pool "
              + pool.id()
              + "; run the same command again to compare");
    }
  }

  private Optional<String> identities(PoolComparison after, boolean wrote) {
    IdentityMap map = new IdentityMap(archive, after.users().lines(), model);
    Optional<String> written = journal.identityMap();
    if (!wrote && written.isPresent()) {
      request.identityConsumer().ifPresent(map::forEach);
      return written;
    }
    return map.write(journal, request.identityConsumer().orElse(mapping -> {}));
  }
}
