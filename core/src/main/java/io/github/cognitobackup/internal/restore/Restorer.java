package io.github.cognitobackup.internal.restore;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.internal.cognito.CognitoCalls;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.resource.PoolSettings;
import io.github.cognitobackup.internal.compare.ArchivedPool;
import io.github.cognitobackup.internal.compare.Collisions;
import io.github.cognitobackup.internal.compare.Comparer;
import io.github.cognitobackup.internal.compare.PoolComparison;
import io.github.cognitobackup.internal.compare.UserModel;
import io.github.cognitobackup.internal.compare.Verdict;
import io.github.cognitobackup.internal.rewrite.Rewriting;
import io.github.cognitobackup.internal.session.FirstHundred;
import io.github.cognitobackup.internal.session.Guards;
import io.github.cognitobackup.internal.session.Journal;
import io.github.cognitobackup.internal.session.PoolJournal;
import io.github.cognitobackup.internal.session.RestoreContext;
import io.github.cognitobackup.internal.session.Session;
import io.github.cognitobackup.internal.session.Target;
import io.github.cognitobackup.internal.session.TargetPools;
import io.github.cognitobackup.internal.users.FederatedFinisher;
import io.github.cognitobackup.internal.users.UserAction;
import io.github.cognitobackup.internal.users.UserChanges;
import io.github.cognitobackup.internal.users.UserTally;
import io.github.cognitobackup.internal.users.UserWriter;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.restore.FederatedReport;
import io.github.cognitobackup.restore.ResourceChange;
import io.github.cognitobackup.restore.RestorePlan;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.restore.RewriteRules;
import io.github.cognitobackup.restore.UserChange;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Plans restores and carries them out. */
public final class Restorer {

  private final CognitoCalls calls;
  private final ArchiveRepository repository;
  private final BackupListener listener;

  /** Makes a restorer that keeps its journals in a repository unless a request says otherwise. */
  public Restorer(CognitoCalls calls, ArchiveRepository repository, BackupListener listener) {
    this.calls = calls;
    this.repository = repository;
    this.listener = listener;
  }

  /** Returns what a restore would do; hands over what it would do to each user. */
  public RestorePlan plan(RestoreRequest request, Snapshot archive, Consumer<UserChange> users) {
    RestoreContext context = context(request, archive);
    Journal journal = context.openJournal();
    TargetPools targets = TargetPools.of(context, journal);
    Optional<Target> existing = request.poolId().map(targets::existing);
    ArchivedPool archived =
        existing
            .map(target -> ArchivedPool.read(archive, Rewriting.of(request), target.pool()))
            .orElseGet(() -> ArchivedPool.readWithSettings(archive, Rewriting.of(request)));
    Optional<Target> target =
        existing.or(() -> targets.createdBefore(request.newPoolName().orElseThrow()));
    Optional<Pool> pool = target.map(Target::pool);
    pool.ifPresent(found -> Guards.check(archive, archived, found));
    PoolJournal told = target.map(Target::journal).orElseGet(journal::ofNoPool);
    Comparer comparer = Comparer.of(request, archive, archived, listener);
    JsonNode settings = pool.map(PoolSettings::describe).orElse(archived.settings());
    try (Collisions collisions = Collisions.between(archived.settings(), settings);
        PoolComparison compared = comparer.counting(collisions).compare(pool.orElse(null))) {
      List<ResourceChange> changes =
          compared.changes(request.updatesExisting() || target.map(Target::isOwn).orElse(false));
      UserTally tally = new UserTally();
      FirstHundred<UserChange> first = new FirstHundred<>();
      new UserChanges(archive, compared.users(), told, new UserAction(request))
          .forEach(
              change -> {
                tally.count(change.action());
                if (change.action() != UserChange.Action.UNCHANGED) {
                  first.add(change);
                }
                users.accept(change);
              });
      return new PlannedRestore(
          request.key(),
          archived.id(),
          pool.map(Pool::id),
          request.newPoolName(),
          changes,
          compared.resources().size() - changes.size(),
          tally.counts(),
          first.list(),
          compared.users().onlyInPool(),
          Losses.planned(request, archived, compared, told, pool.map(Pool::id).orElse("")),
          PlanNotes.forPlan(
              archive,
              archived,
              compared,
              collisions,
              request.newPoolName().isPresent(),
              pool.map(Pool::id).orElse("the pool")));
    }
  }

  /** Counts the users of identity providers who have signed in since and lack something. */
  public FederatedReport planFederated(RestoreRequest request, Snapshot archive) {
    Pool pool = new Pool(calls, request.poolId().orElseThrow());
    ArchivedPool archived = ArchivedPool.read(archive, Rewriting.NONE, pool);
    Guards.check(archive, archived, pool);
    try (PoolComparison compared =
        Comparer.of(request, archive, archived, listener).compare(pool)) {
      return report(request, archive, pool, compared, 0, List.of());
    }
  }

  /** Gives those users what they lack. */
  public FederatedReport finishFederated(RestoreRequest request, Snapshot archive) {
    RestoreContext context = context(request, archive);
    try (Session session = Session.begin(context);
        PoolComparison compared =
            Comparer.of(request, archive, session.archived(), listener).compare(session.pool())) {
      Pool pool = session.pool();
      UserModel model =
          UserModel.of(session.archived().settings(), session.archived().id().equals(pool.id()));
      UserWriter writer =
          new UserWriter(
              pool, model, request.passwords(), PoolSettings.describe(pool), session.failures());
      new FederatedFinisher(archive, compared.users()).finish(session, writer);
      return report(
          request, archive, pool, compared, session.failures().count(), session.failures().first());
    }
  }

  private static FederatedReport report(
      RestoreRequest request,
      Snapshot archive,
      Pool pool,
      PoolComparison compared,
      long failures,
      List<RestoreReport.Failure> first) {
    return new FederatedReport(
        failures == 0 ? Outcome.COMPLETE : Outcome.PARTIAL,
        request.key(),
        pool.id(),
        compared.users().count(Verdict.FEDERATED),
        compared.users().federatedMissing(),
        new FederatedFinisher(archive, compared.users()).unfinished(),
        failures,
        first);
  }

  /** Returns rules for the references of an archive. */
  public RewriteRules proposeRules(Snapshot archive, Optional<String> targetAccount) {
    String[] arn = Optional.ofNullable(archive.header().poolArn()).orElse("").split(":", -1);
    Rewriting.Place source =
        arn.length > 4 ? new Rewriting.Place(arn[4], arn[3]) : new Rewriting.Place("", "");
    return Rewriting.propose(
        ArchivedPool.resourcesOf(archive),
        source,
        new Rewriting.Place(targetAccount.orElse(""), calls.region().orElse("")));
  }

  /** Restores, and proves it. */
  public RestoreReport restore(RestoreRequest request, Snapshot archive) {
    RestoreContext context = context(request, archive);
    try (Session session = Session.begin(context)) {
      return new RestoreRun(context, session).run();
    }
  }

  private RestoreContext context(RestoreRequest request, Snapshot archive) {
    return new RestoreContext(
        request,
        archive,
        RestoreContext.idOf(request, archive),
        calls,
        request.journalStorage().map(repository::over).orElse(repository),
        listener);
  }
}
