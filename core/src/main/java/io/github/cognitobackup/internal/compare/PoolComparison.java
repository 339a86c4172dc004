package io.github.cognitobackup.internal.compare;

import io.github.cognitobackup.internal.cognito.resource.Clients;
import io.github.cognitobackup.internal.cognito.resource.Resource;
import io.github.cognitobackup.internal.cognito.resource.ResourceKinds;
import io.github.cognitobackup.restore.ResourceChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An archive compared with a pool.
 *
 * @param resources each resource of the archive, with what differs
 * @param pool the pool's own resources
 * @param unreadable the kinds that cannot be read of the pool, with the reason
 * @param users the users
 */
public record PoolComparison(
    List<ResourceDelta> resources,
    List<Resource> pool,
    Map<String, String> unreadable,
    UserComparison users)
    implements AutoCloseable {

  /** The same, with the pool's settings compared anew. */
  public PoolComparison withSettings(ArchivedPool archived, List<Resource> now) {
    Stream<ResourceDelta> others =
        resources.stream().filter(delta -> delta.kind() != ResourceKinds.SETTINGS);
    Stream<ResourceDelta> settings =
        ResourceDelta.of(List.of(ResourceKinds.SETTINGS), archived.resources(), now).stream();
    return new PoolComparison(Stream.concat(settings, others).toList(), pool, unreadable, users);
  }

  /** What would have to be done to the resources. */
  public List<ResourceChange> changes(boolean mayUpdate) {
    return resources.stream()
        .map(delta -> delta.change(mayUpdate))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The ids of app clients, archive to pool, where they differ. */
  public Map<String, String> clientIds() {
    Map<String, String> ids = new LinkedHashMap<>();
    for (ResourceDelta delta : resources) {
      if (delta.kind().type().equals(Clients.TYPE)) {
        String wanted = delta.wanted().id();
        delta
            .actual()
            .map(Resource::id)
            .filter(id -> !id.equals(wanted))
            .ifPresent(id -> ids.put(wanted, id));
      }
    }
    return ids;
  }

  @Override
  public void close() {
    users.close();
  }
}
