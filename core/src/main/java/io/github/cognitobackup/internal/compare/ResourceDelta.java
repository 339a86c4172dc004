package io.github.cognitobackup.internal.compare;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.resource.Clients;
import io.github.cognitobackup.internal.cognito.resource.JsonDifference;
import io.github.cognitobackup.internal.cognito.resource.Pairing;
import io.github.cognitobackup.internal.cognito.resource.Resource;
import io.github.cognitobackup.internal.cognito.resource.ResourceKind;
import io.github.cognitobackup.restore.ResourceChange;
import io.github.cognitobackup.restore.ResourceChange.Action;
import io.github.cognitobackup.restore.ResourceChange.MemberChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resource of the archive compared with the pool's.
 *
 * @param kind its kind
 * @param wanted the archive's
 * @param actual the pool's that answers to it, if any
 * @param differences what differs; empty when the pool has none
 */
public record ResourceDelta(
    ResourceKind kind, Resource wanted, Optional<Resource> actual, List<MemberChange> differences) {

  /** Whether nothing is to be done. What holds defaults only is as good as what is not there. */
  public boolean equal() {
    return differences.isEmpty() && (actual.isPresent() || holdsNothing());
  }

  private boolean holdsNothing() {
    ObjectNode nothing = JsonNodeFactory.instance.objectNode();
    return JsonDifference.between(kind.restorable(wanted.document()), nothing).isEmpty();
  }

  /** What has to be done for the resource; empty when it is equal. */
  public Optional<ResourceChange> change(boolean mayUpdate) {
    if (equal()) {
      return Optional.empty();
    }
    Action action = actual.isEmpty() ? Action.CREATE : mayUpdate ? Action.UPDATE : Action.KEEP;
    return Optional.of(new ResourceChange(kind.type(), kind.nameOf(wanted), action, differences));
  }

  /** Why nobody can do that, where it is known beforehand. */
  public Optional<String> obstacle() {
    return actual.map(now -> kind.obstacle(wanted, now)).orElseGet(() -> kind.obstacle(wanted));
  }

  /** The pool's document; an empty one where it has none. */
  public ObjectNode now() {
    return actual.map(Resource::document).orElseGet(JsonNodeFactory.instance::objectNode);
  }

  /** Compares all resources of some kinds, in the order of their references. */
  public static List<ResourceDelta> of(
      List<ResourceKind> kinds, List<Resource> archive, List<Resource> pool) {
    List<ResourceDelta> deltas = new ArrayList<>();
    Map<String, String> clientIds = new HashMap<>();
    for (ResourceKind kind : kinds) {
      List<ResourceDelta> ofKind = of(kind, archive, pool, clientIds);
      if (kind.type().equals(Clients.TYPE)) {
        ofKind.forEach(
            delta -> delta.actual().ifPresent(a -> clientIds.put(delta.wanted().id(), a.id())));
      }
      deltas.addAll(ofKind);
    }
    return deltas;
  }

  /**
   * Compares all resources of one kind.
   *
   * @param clientIds the ids of app clients, archive to pool
   */
  public static List<ResourceDelta> of(
      ResourceKind kind,
      List<Resource> archive,
      List<Resource> pool,
      Map<String, String> clientIds) {
    List<Resource> wanted =
        kind.select(archive).stream().map(each -> kind.inTarget(each, clientIds)).toList();
    Pairing pairing = kind.pair(wanted, kind.select(pool));
    List<ResourceDelta> deltas = new ArrayList<>();
    for (Resource resource : wanted) {
      Optional<Resource> actual = pairing.of(resource);
      List<MemberChange> differences =
          actual.map(other -> kind.differences(resource, other)).orElse(List.of());
      deltas.add(new ResourceDelta(kind, resource, actual, differences));
    }
    return deltas;
  }
}
