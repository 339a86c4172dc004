package io.github.cognitobackup.internal.restore;

import io.github.cognitobackup.internal.cognito.CognitoErrors;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.resource.Clients;
import io.github.cognitobackup.internal.cognito.resource.Concession;
import io.github.cognitobackup.internal.cognito.resource.PoolOutline;
import io.github.cognitobackup.internal.cognito.resource.Resource;
import io.github.cognitobackup.internal.cognito.resource.ResourceKind;
import io.github.cognitobackup.internal.cognito.resource.ResourceKinds;
import io.github.cognitobackup.internal.cognito.resource.SdkLimits;
import io.github.cognitobackup.internal.cognito.resource.UnchangeableException;
import io.github.cognitobackup.internal.compare.ArchivedPool;
import io.github.cognitobackup.internal.compare.ResourceDelta;
import io.github.cognitobackup.internal.session.RestoreFailures;
import io.github.cognitobackup.internal.session.Session;
import io.github.cognitobackup.restore.ResourceChange;
import io.github.cognitobackup.restore.ResourceChange.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** Creates and updates the resources of a pool, in the order of their references. */
final class ResourceRestorer {

  private static final int ATTEMPTS = 5;

  /** How often a resource is tried again without something. */
  private static final int CONCESSIONS = 4;

  private final Pool pool;
  private final ArchivedPool archived;
  private final boolean mayUpdate;
  private final boolean ownPool;
  private final RestoreFailures failures;
  private final Map<String, String> clientIds = new HashMap<>();

  ResourceRestorer(Session session) {
    this.pool = session.pool();
    this.archived = session.archived();
    this.mayUpdate = session.mayUpdate();
    this.ownPool = session.ownPool();
    this.failures = session.failures();
  }

  /** Restores the resources of some kinds; gives what was done. */
  List<ResourceChange> restore(List<ResourceKind> kinds) {
    List<ResourceChange> done = new ArrayList<>();
    for (ResourceKind kind : kinds) {
      if (!kind.information() && !kind.select(archived.resources()).isEmpty()) {
        for (ResourceDelta delta : deltas(kind)) {
          delta.actual().ifPresent(actual -> know(delta, actual.id()));
          delta.change(mayUpdate).filter(change -> carryOut(change, delta)).ifPresent(done::add);
        }
      }
    }
    return done;
  }

  /** Keeps the id of an app client, to which documents of other kinds belong. */
  private void know(ResourceDelta delta, String id) {
    if (delta.kind().type().equals(Clients.TYPE)) {
      clientIds.put(delta.wanted().id(), id);
    }
  }

  /** Writes a resource; what of it is refused and may be missing is left out and named. */
  private boolean carryOut(ResourceChange change, ResourceDelta delta) {
    Resource wanted = delta.wanted();
    List<String> leftOut = new ArrayList<>();
    String reason = "";
    for (int attempt = 1; ; attempt++) {
      try {
        write(change.action(), delta, wanted);
        if (!leftOut.isEmpty()) {
          String deed = change.action() == Action.CREATE ? "created" : "updated";
          failures.resource(
              name(change), deed + " without " + String.join(", ", leftOut) + ": " + reason);
        }
        return true;
      } catch (SdkException e) {
        reason = CognitoErrors.reason(e);
        Optional<Concession> concession;
        try {
          concession =
              attempt > CONCESSIONS || !CognitoErrors.isRefusal(e)
                  ? Optional.empty()
                  : delta.kind().without(pool, wanted, delta.now(), e);
        } catch (SdkException | UnchangeableException why) {
          boolean known = why instanceof UnchangeableException;
          failures.resource(name(change), known ? reason + " (" + why.getMessage() + ')' : reason);
          return false;
        }
        if (concession.isEmpty()) {
          failures.resource(name(change), reason);
          return false;
        }
        leftOut.addAll(concession.get().leftOut());
        wanted = new Resource(wanted.type(), wanted.id(), concession.get().document());
      } catch (UnchangeableException e) {
        String without = leftOut.isEmpty() ? "" : " (without " + String.join(", ", leftOut) + ')';
        failures.resource(name(change), e.getMessage() + without);
        return false;
      }
    }
  }

  private void write(Action action, ResourceDelta delta, Resource wanted) {
    switch (action) {
      case CREATE -> create(delta, wanted);
      case UPDATE -> update(delta.kind(), wanted, delta.actual().orElseThrow());
      case KEEP -> {}
    }
  }

  private void update(ResourceKind kind, Resource wanted, Resource actual) {
    // in the restore's own pool an update can reset nothing but defaults
    SdkLimits.update(actual)
        .filter(reason -> !ownPool)
        .ifPresent(
            reason -> {
              throw new UnchangeableException(reason);
            });
    kind.update(pool, wanted, actual);
  }

  private void create(ResourceDelta delta, Resource wanted) {
    for (int attempt = 1; ; attempt++) {
      try {
        know(delta, delta.kind().create(pool, wanted));
        return;
      } catch (SdkException e) {
        boolean mayBeThere = CognitoErrors.isTransient(e) || CognitoErrors.isExists(e);
        if (!mayBeThere || attempt == ATTEMPTS) {
          throw e;
        }
        if (isThere(delta)) {
          return;
        }
      }
    }
  }

  private boolean isThere(ResourceDelta delta) {
    Optional<Resource> there =
        deltas(delta.kind()).stream()
            .filter(now -> now.wanted().equals(delta.wanted()))
            .flatMap(now -> now.actual().stream())
            .findFirst();
    there.ifPresent(actual -> know(delta, actual.id()));
    return there.isPresent();
  }

  private List<ResourceDelta> deltas(ResourceKind kind) {
    Reading reading = new Reading();
    try {
      // kinds without operations of their own are read from the pool's own document
      (kind.readOperations().isEmpty() ? ResourceKinds.SETTINGS : kind)
          .read(pool, new PoolOutline(pool), reading);
    } catch (SdkException e) {
      failures.resource(kind.type(), "the target's cannot be read: " + CognitoErrors.reason(e));
      return List.of();
    }
    return ResourceDelta.of(kind, archived.resources(), reading.resources, clientIds);
  }

  /** What failures call a resource. */
  static String name(ResourceChange change) {
    return change.name().isEmpty() ? change.type() : change.type() + '/' + change.name();
  }

  private final class Reading implements ResourceKind.Sink {
    private final List<Resource> resources = new ArrayList<>();

    @Override
    public void resource(Resource resource) {
      resources.add(resource);
    }

    @Override
    public void unreadable(String type, String id, SdkException cause) {
      failures.resource(
          type + '/' + id, "the target's cannot be read: " + CognitoErrors.reason(cause));
    }

    @Override
    public void incomplete(String type, String id, String reason) {
      // what it does not tell is not compared as equal
    }
  }
}
