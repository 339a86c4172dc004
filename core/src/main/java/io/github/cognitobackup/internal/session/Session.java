package io.github.cognitobackup.internal.session;

import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.compare.ArchivedPool;
import io.github.cognitobackup.internal.rewrite.Rewriting;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A restore's hold on its target while it runs: the leases by which no other run writes to the
 * pool, the pool itself with its journal, what the archive has for it, and what of that failed.
 */
public final class Session implements AutoCloseable {

  private final Deque<Lease> leases;
  private final Target target;
  private final ArchivedPool whole;
  private final ArchivedPool archived;
  private final RestoreFailures failures;
  private final boolean ownPool;
  private final boolean mayUpdate;

  private Session(RestoreContext context, Deque<Lease> leases, Target target, ArchivedPool whole) {
    this.leases = leases;
    this.target = target;
    this.whole = whole;
    this.archived = target.tagged() ? whole.withRoomForTag() : whole;
    this.failures = new RestoreFailures(context.listener());
    this.ownPool = target.isOwn();
    this.mayUpdate = context.request().updatesExisting() || ownPool;
  }

  /** Takes the lease, and finds the target or creates it. */
  public static Session begin(RestoreContext context) {
    Deque<Lease> leases = new ArrayDeque<>();
    try {
      return context.request().poolId().isPresent()
          ? intoExisting(context, context.request().poolId().get(), leases)
          : intoNew(context, context.request().newPoolName().orElseThrow(), leases);
    } catch (RuntimeException | Error e) {
      try {
        giveUp(leases);
      } catch (RuntimeException | Error another) {
        e.addSuppressed(another);
      }
      throw e;
    }
  }

  /** Gives all leases up, the last one first, also where one fails. */
  private static void giveUp(Deque<Lease> leases) {
    if (!leases.isEmpty()) {
      try {
        leases.pop().close();
      } finally {
        giveUp(leases);
      }
    }
  }

  private static Session intoExisting(RestoreContext context, String id, Deque<Lease> leases) {
    leases.push(context.takeLease(id));
    Target target = TargetPools.of(context, context.openJournal()).existing(id);
    ArchivedPool archived =
        ArchivedPool.read(context.archive(), Rewriting.of(context.request()), target.pool());
    Guards.check(context.archive(), archived, target.pool());
    return new Session(context, leases, target, archived);
  }

  private static Session intoNew(RestoreContext context, String name, Deque<Lease> leases) {
    leases.push(context.takeLease("new-" + context.restoreId()));
    TargetPools targets = TargetPools.of(context, context.openJournal());
    ArchivedPool archived =
        ArchivedPool.readWithSettings(context.archive(), Rewriting.of(context.request()));
    Target target =
        targets
            .createdBefore(name)
            .orElseGet(() -> targets.create(archived.withRoomForTag().settings(), name));
    target.journal().created();
    leases.push(context.takeLease(target.pool().id()));
    return new Session(context, leases, target, archived);
  }

  /** Throws when another run may write to the pool. */
  public void check() {
    leases.getFirst().check();
  }

  public Target target() {
    return target;
  }

  public Pool pool() {
    return target.pool();
  }

  public PoolJournal journal() {
    return target.journal();
  }

  /** What the archive has, and the owner of the pool gets in the end. */
  public ArchivedPool whole() {
    return whole;
  }

  /** What is restored as long as the pool has the restore's tag. */
  public ArchivedPool archived() {
    return archived;
  }

  /** Whether the pool was the restore's own when it began, so that it may set it anew. */
  public boolean ownPool() {
    return ownPool;
  }

  /** Whether what differs is updated: in the restore's own pool, or by the caller's leave. */
  public boolean mayUpdate() {
    return mayUpdate;
  }

  /** What was not restored. */
  public RestoreFailures failures() {
    return failures;
  }

  @Override
  public void close() {
    giveUp(leases);
  }
}
