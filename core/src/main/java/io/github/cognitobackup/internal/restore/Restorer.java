package io.github.cognitobackup.internal.restore;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.internal.cognito.CognitoCalls;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.resource.PoolSettings;
import io.github.cognitobackup.internal.plan.Collisions;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.restore.ResourceChange;
import io.github.cognitobackup.restore.RestorePlan;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.restore.UserChange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Plans restores and carries them out. */
public final class Restorer {

  private static final int FIRST = 100;
  private static final int ID_LENGTH = 16;

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
    String restoreId = restoreId(request, archive);
    Journal journal = Journal.open(journals(request), request.key(), restoreId);
    TargetPools targets = new TargetPools(calls, journal, restoreId);
    Optional<Target> existing = request.poolId().map(targets::existing);
    ArchivedPool archived =
        existing
            .map(target -> ArchivedPool.read(archive, request.arnRules(), target.pool()))
            .orElseGet(() -> ArchivedPool.readWithSettings(archive, request.arnRules()));
    Optional<Target> target =
        existing.or(() -> targets.createdBefore(request.newPoolName().orElseThrow()));
    Optional<Pool> pool = target.map(Target::pool);
    pool.ifPresent(found -> checkGuards(archive, archived, found));
    PoolJournal told = target.map(Target::journal).orElseGet(journal::ofNoPool);
    Comparer comparer = Comparer.of(request, archive, archived, listener);
    try (Collisions collisions = collisions(archived, pool);
        Compared compared = comparer.counting(collisions).compare(pool)) {
      List<ResourceChange> changes =
          compared.changes(request.updatesExisting() || target.map(Target::isOwn).orElse(false));
      UserTally tally = new UserTally();
      List<UserChange> first = new ArrayList<>();
      new UserChanges(archive, compared.users(), told, new UserAction(request))
          .forEach(
              change -> {
                tally.count(change.action());
                if (change.action() != UserChange.Action.UNCHANGED && first.size() < FIRST) {
                  first.add(change);
                }
                users.accept(change);
              });
      return new RestorePlan(
          request.key(),
          archived.id(),
          pool.map(Pool::id),
          request.newPoolName(),
          changes,
          compared.resources().size() - changes.size(),
          tally.counts(),
          first,
          compared.users().onlyInPool(),
          Losses.planned(request, archived, compared, told, pool.map(Pool::id)),
          Notes.forPlan(
              archive,
              archived,
              compared,
              collisions,
              request.newPoolName().isPresent(),
              pool.map(Pool::id).orElse("the pool")));
    }
  }

  private static Collisions collisions(ArchivedPool archived, Optional<Pool> pool) {
    JsonNode target = pool.map(PoolSettings::describe).orElse(archived.settings());
    return Collisions.between(archived.settings(), target);
  }

  /** Restores, and proves it. */
  public RestoreReport restore(RestoreRequest request, Snapshot archive) {
    String restoreId = restoreId(request, archive);
    ArchiveRepository journals = journals(request);
    String name = request.poolId().orElse("new-" + restoreId);
    try (Lease lease = Lease.take(journals.storage(), name, request.key(), journals.clock())) {
      Journal journal = Journal.open(journals, request.key(), restoreId);
      TargetPools targets = new TargetPools(calls, journal, restoreId);
      if (request.poolId().isPresent()) {
        Target target = targets.existing(name);
        ArchivedPool archived = ArchivedPool.read(archive, request.arnRules(), target.pool());
        checkGuards(archive, archived, target.pool());
        return run(request, restoreId, archive, archived, lease, target);
      }
      ArchivedPool archived = ArchivedPool.readWithSettings(archive, request.arnRules());
      String newName = request.newPoolName().orElseThrow();
      Target target =
          targets
              .createdBefore(newName)
              .orElseGet(() -> targets.create(archived.withRoomForTag().settings(), newName));
      target.journal().created();
      try (Lease ofPool =
          Lease.take(journals.storage(), target.pool().id(), request.key(), journals.clock())) {
        return run(request, restoreId, archive, archived, ofPool, target);
      }
    }
  }

  private RestoreReport run(
      RestoreRequest request,
      String restoreId,
      Snapshot archive,
      ArchivedPool archived,
      Lease lease,
      Target target) {
    return new RestoreRun(
            request, restoreId, archive, archived, lease, target, listener, repository.clock())
        .run();
  }

  private static void checkGuards(Snapshot archive, ArchivedPool archived, Pool target) {
    if (archived.hasSettings()) {
      Guards.checkUserNames(archived, PoolSettings.describe(target), target.id());
    } else {
      Guards.checkUsers(archive, archived.settings(), target.id());
    }
  }

  private ArchiveRepository journals(RestoreRequest request) {
    return request.journalStorage().map(repository::over).orElse(repository);
  }

  /**
   * The same for the same archive and target, so that a second run knows the first one's work; and
   * another for another archive, though it lie under the same key of another storage.
   */
  private static String restoreId(RestoreRequest request, Snapshot archive) {
    String target =
        request.poolId().map(id -> "pool " + id).orElse("new " + request.newPoolName().orElse(""));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((request.key() + '\n' + target).getBytes(StandardCharsets.UTF_8));
      archive
          .manifest()
          .entries()
          .forEach(entry -> digest.update(entry.sha256().getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest()).substring(0, ID_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
