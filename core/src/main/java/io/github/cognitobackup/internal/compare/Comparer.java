package io.github.cognitobackup.internal.compare;

import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.Membership;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.resource.Resource;
import io.github.cognitobackup.internal.cognito.resource.ResourceKinds;
import io.github.cognitobackup.internal.reading.PoolReader;
import io.github.cognitobackup.restore.PasswordStrategy;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.restore.UnconfirmedUsers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares an archive with a pool: for the plan, for a re-run, and for the proof. */
public final class Comparer {

  private final Snapshot archive;
  private final ArchivedPool archived;
  private final ComparisonRules rules;
  private final BackupListener listener;
  private final boolean knowsMemberships;
  private @Nullable Collisions collisions;

  private Comparer(
      Snapshot archive, ArchivedPool archived, ComparisonRules rules, BackupListener listener) {
    this.archive = archive;
    this.archived = archived;
    this.rules = rules;
    this.listener = listener;
    this.knowsMemberships = knowsMemberships(archive);
  }

  public static Comparer of(
      RestoreRequest request, Snapshot archive, ArchivedPool archived, BackupListener listener) {
    return new Comparer(
        archive,
        archived,
        new ComparisonRules(
            request.passwords() == PasswordStrategy.RANDOM_PERMANENT,
            request.unconfirmedUsers() == UnconfirmedUsers.SKIP),
        listener);
  }

  /** Has users counted who collide, while they are compared. */
  public Comparer counting(Collisions users) {
    this.collisions = users;
    return this;
  }

  /** Compares; without a pool everything is missing. */
  public PoolComparison compare(@Nullable Pool pool) {
    if (pool == null) {
      return compare(null, "");
    }
    PoolReader reader = PoolReader.of(pool);
    try {
      return compare(reader, pool.id());
    } catch (PoolReader.SnapshotIncompleteException e) {
      return compare(reader.inOneChain(), pool.id());
    }
  }

  private PoolComparison compare(@Nullable PoolReader reader, String poolId) {
    UserModel model = UserModel.of(archived.settings(), archived.id().equals(poolId));
    UserComparison users = new UserComparison(model, rules, archive.manifest().counts().users());
    try {
      fillArchive(users);
      PoolSide target = new PoolSide(users, poolId);
      List<Resource> resources =
          reader == null ? List.of() : reader.readRestorableResources(target);
      if (reader != null) {
        reader.readUsers(target);
      }
      users.join();
      List<ResourceDelta> deltas =
          ResourceDelta.of(ResourceKinds.restorable(), archived.resources(), resources);
      return new PoolComparison(deltas, resources, target.gaps, users);
    } catch (RuntimeException | Error e) {
      users.close();
      throw e;
    }
  }

  private void fillArchive(UserComparison users) {
    try (Stream<ArchivedUser> stream = archive.users()) {
      stream.forEach(
          user -> {
            users.archive().user(user.document(), (int) user.line());
            if (collisions != null) {
              collisions.archived(user.document());
            }
          });
    }
    try (Stream<Membership> stream = archive.memberships()) {
      stream
          .filter(membership -> !archived.isOfFederation(membership.group()))
          .forEach(each -> users.archive().membership(each.group(), each.username()));
    }
  }

  /** A foreign backup without any does not say that there were none. */
  private static boolean knowsMemberships(Snapshot archive) {
    return archive.notProven().isEmpty() || archive.manifest().counts().memberships() > 0;
  }

  private final class PoolSide implements PoolReader.Sink {

    private final UserComparison users;
    private final String poolId;
    private final Map<String, String> gaps = new LinkedHashMap<>();
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong memberships = new AtomicLong();

    PoolSide(UserComparison users, String poolId) {
      this.users = users;
      this.poolId = poolId;
    }

    @Override
    public void resource(Resource resource) {
      listener.onResource(resource.type(), resource.id());
    }

    @Override
    public void gap(String resource, String reason) {
      gaps.put(resource, reason);
    }

    @Override
    public void incomplete(String resource, String reason) {
      // what it does not tell is not compared as equal
    }

    @Override
    public void user(Resource user) {
      users.pool().user(user.document(), 0);
      if (collisions != null) {
        collisions.inPool(user.document());
      }
      listener.onUsers(read.incrementAndGet());
    }

    @Override
    public void membership(String group, String username) {
      if (knowsMemberships && !group.startsWith(poolId + "_")) {
        users.pool().membership(group, username);
        listener.onMemberships(memberships.incrementAndGet());
      }
    }
  }
}
