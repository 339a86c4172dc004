package io.github.cognitobackup.internal.reading;

import io.github.cognitobackup.internal.cognito.CognitoErrors;
import io.github.cognitobackup.internal.cognito.NextStep;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.resource.Groups;
import io.github.cognitobackup.internal.cognito.resource.PoolOutline;
import io.github.cognitobackup.internal.cognito.resource.PoolSettings;
import io.github.cognitobackup.internal.cognito.resource.Resource;
import io.github.cognitobackup.internal.cognito.resource.ResourceKind;
import io.github.cognitobackup.internal.cognito.resource.ResourceKinds;
import io.github.cognitobackup.internal.log.Log;
import io.github.cognitobackup.pool.PoolUnreadableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/** Reads a live pool as a snapshot: resources, then users, then memberships. */
public final class PoolReader {

  /** Takes a snapshot. Users and memberships come from several threads. */
  public interface Sink {
    void resource(Resource resource);

    void gap(String resource, String reason);

    /** Names what a resource that was handed over does not tell. */
    void incomplete(String resource, String reason);

    void user(Resource user);

    void membership(String group, String username);
  }

  /** The chains of a parallel listing left users out: read again with {@link #inOneChain()}. */
  public static final class SnapshotIncompleteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SnapshotIncompleteException(RuntimeException cause) {
      super(cause);
    }
  }

  private static final Log LOG = Log.of(PoolReader.class);

  private final Pool pool;
  private final boolean chains;
  private final boolean secondFactors;
  private final List<Resource> resources = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private final List<String> fewUsernames = Collections.synchronizedList(new ArrayList<>());

  private PoolReader(Pool pool, boolean chains, boolean secondFactors) {
    this.pool = pool;
    this.chains = chains;
    this.secondFactors = secondFactors;
  }

  /** A reader that lists users in parallel chains where it can. */
  public static PoolReader of(Pool pool) {
    return new PoolReader(pool, true, false);
  }

  /** A reader of the same pool that lists users in one chain. */
  public PoolReader inOneChain() {
    return new PoolReader(pool, false, secondFactors);
  }

  /** A reader of the same pool that asks for each user's second factors. */
  public PoolReader withSecondFactors() {
    return new PoolReader(pool, chains, true);
  }

  /** Reads the resources; what cannot be read becomes a gap, unless there is no pool without it. */
  public List<Resource> readResources(Sink sink) {
    return read(ResourceKinds.all(), sink);
  }

  /** Reads those of them that a restore can give back. */
  public List<Resource> readRestorableResources(Sink sink) {
    return read(ResourceKinds.all().stream().filter(kind -> !kind.information()).toList(), sink);
  }

  private List<Resource> read(List<ResourceKind> kinds, Sink sink) {
    PoolOutline outline = new PoolOutline(pool);
    for (ResourceKind kind : kinds) {
      ResourceKind.Sink into = new Collector(sink);
      try {
        kind.read(pool, outline, into);
      } catch (SdkException e) {
        if (kind.essential()) {
          throw unreadable(kind.type(), e);
        }
        sink.gap(kind.type(), CognitoErrors.reason(e));
      }
    }
    return List.copyOf(resources);
  }

  /** Reads the users, then the memberships; the resources must have been read before. */
  public void readUsers(Sink sink) {
    List<String> groups =
        resources.stream()
            .filter(resource -> resource.type().equals(Groups.TYPE))
            .map(Resource::id)
            .toList();
    AtomicLong users = new AtomicLong();
    try {
      UserListing listing = new UserListing(pool, estimatedUsers());
      FactorReading factors = new FactorReading(pool, sink::gap);
      Consumer<Resource> take =
          user -> {
            if (users.incrementAndGet() <= groups.size()) {
              fewUsernames.add(user.id());
            }
            sink.user(secondFactors ? factors.complete(user) : user);
          };
      if (chains) {
        listing.inChains(take);
      } else {
        listing.inOneChain(take);
      }
    } catch (UserListing.ChainsIncompleteException e) {
      LOG.warn("pool {}: {}; it is listed again in one chain", pool.id(), e.getMessage());
      throw new SnapshotIncompleteException(e);
    } catch (SdkException e) {
      throw unreadable("users", e);
    }
    try {
      MembershipListing memberships = new MembershipListing(pool);
      if (users.get() < groups.size()) {
        memberships.ofUsers(List.copyOf(fewUsernames), sink::membership);
      } else {
        memberships.ofGroups(groups, sink::membership);
      }
    } catch (SdkException e) {
      throw unreadable("group memberships", e);
    }
  }

  /** Returns about how many users the pool has, where its settings told; 0 else. */
  public long estimatedUsers() {
    return resources.stream()
        .filter(resource -> resource.type().equals(PoolSettings.TYPE))
        .mapToLong(resource -> resource.document().path("EstimatedNumberOfUsers").asLong(0))
        .findFirst()
        .orElse(0);
  }

  private PoolUnreadableException unreadable(String what, SdkException cause) {
    return new PoolUnreadableException(
        pool.id(),
        "user pool "
            + pool.id()
            + ": "
            + what
            + " cannot be read ("
            + CognitoErrors.reason(cause)
            + "); "
            + NextStep.after(cause, pool),
        cause);
  }

  private final class Collector implements ResourceKind.Sink {
    private final Sink sink;

    Collector(Sink sink) {
      this.sink = sink;
    }

    @Override
    public void resource(Resource resource) {
      if (known.add(resource.type() + '/' + resource.id())) { // a listing may give one twice
        resources.add(resource);
        sink.resource(resource);
      }
    }

    @Override
    public void unreadable(String type, String id, SdkException cause) {
      sink.gap(type + '/' + id, CognitoErrors.reason(cause));
    }

    @Override
    public void incomplete(String type, String id, String reason) {
      sink.incomplete(type + '/' + id, reason);
    }
  }
}
