package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.Pool;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What several kinds need to know of one pool, read once and when it is asked for. */
public final class PoolOutline {

  private final Pool pool;
  private @Nullable ObjectNode settings;
  private @Nullable List<String> clientIds;

  public PoolOutline(Pool pool) {
    this.pool = pool;
  }

  /** Keeps the pool's own document, which was read. */
  void settings(ObjectNode document) {
    settings = document;
  }

  /** The pool's own document. */
  ObjectNode settings() {
    if (settings == null) {
      settings = PoolSettings.describe(pool);
    }
    return settings;
  }

  /** The ids of all app clients. */
  List<String> clientIds() {
    if (clientIds == null) {
      clientIds = List.copyOf(Clients.ids(pool));
    }
    return clientIds;
  }

  /** What stands for all app clients, and then the id of each. */
  List<String> allAndEachClient() {
    List<String> clients = new ArrayList<>(List.of(OfClients.ALL));
    clients.addAll(clientIds());
    return clients;
  }

  /** The names of the pool's domains. */
  List<String> domains() {
    return List.of("Domain", "CustomDomain").stream()
        .map(member -> Documents.text(settings(), member))
        .filter(name -> !name.isEmpty())
        .toList();
  }
}
