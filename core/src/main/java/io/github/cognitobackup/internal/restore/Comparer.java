package io.github.cognitobackup.internal.restore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.Membership;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.resource.Resource;
import io.github.cognitobackup.internal.cognito.resource.ResourceKinds;
import io.github.cognitobackup.internal.plan.Collisions;
import io.github.cognitobackup.internal.plan.ComparisonRules;
import io.github.cognitobackup.internal.plan.ResourceDelta;
import io.github.cognitobackup.internal.plan.UserComparison;
import io.github.cognitobackup.internal.plan.UserModel;
import io.github.cognitobackup.internal.reading.PoolReader;
import io.github.cognitobackup.restore.PasswordStrategy;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.restore.UnconfirmedUsers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Holds an archive against a pool: for the plan, for a re-run, and for the proof. */
final class Comparer {

  private final Snapshot archive;
  private final ArchivedPool archived;
  private final ComparisonRules rules;
  private final BackupListener listener;
  private final boolean knowsMemberships;
  private Optional<Collisions> collisions = Optional.empty();

  private Comparer(
      Snapshot archive, ArchivedPool archived, ComparisonRules rules, BackupListener listener) {
    this.archive = archive;
    this.archived = archived;
    this.rules = rules;
    this.listener = listener;
    this.knowsMemberships = knowsMemberships(archive);
  }

  static Comparer of(
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
  Comparer counting(Collisions users) {
    this.collisions = Optional.of(users);
    return this;
  }

  /** Compares; without a pool everything is missing. */
  Compared compare(Optional<Pool> pool) {
    if (pool.isEmpty()) {
      return compare(Optional.empty(), "");
    }
    PoolReader reader = PoolReader.of(pool.get());
    try {
      return compare(Optional.of(reader), pool.get().id());
    } catch (PoolReader.SnapshotIncompleteException e) {
      return compare(Optional.of(reader.inOneChain()), pool.get().id());
    }
  }

  private Compared compare(Optional<PoolReader> reader, String poolId) {
    UserModel model = UserModel.of(archived.settings(), archived.id().equals(poolId));
    UserComparison users = new UserComparison(model, rules, archive.manifest().counts().users());
    try {
      fillArchive(users);
      Target target = new Target(users, poolId);
      List<Resource> resources = reader.map(pool -> pool.readResources(target)).orElse(List.of());
      reader.ifPresent(pool -> pool.readUsers(target));
      users.join();
      List<ResourceDelta> deltas =
          ResourceKinds.all().stream()
              .flatMap(kind -> ResourceDelta.of(kind, archived.resources(), resources).stream())
              .toList();
      return new Compared(deltas, resources, target.gaps, users);
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
            collisions.ifPresent(count -> count.archived(user.document()));
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

  private final class Target implements PoolReader.Sink {

    private final UserComparison users;
    private final String poolId;
    private final Map<String, String> gaps = new LinkedHashMap<>();
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong memberships = new AtomicLong();

    Target(UserComparison users, String poolId) {
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
    public void user(ObjectNode user) {
      users.pool().user(user, 0);
      collisions.ifPresent(count -> count.inPool(user));
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
