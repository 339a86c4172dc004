package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import java.util.Map;

/** Resource servers and their scopes. */
final class ResourceServerOperations implements Handler.Family {

  private final Account account;
  private final Paging paging;

  ResourceServerOperations(Account account, Paging paging) {
    this.account = account;
    this.paging = paging;
  }

  @Override
  public void register(Map<String, Handler> table) {
    table.put("CreateResourceServer", this::create);
    table.put("DescribeResourceServer", params -> answer(find(account.pool(params), params)));
    table.put("UpdateResourceServer", this::update);
    table.put("DeleteResourceServer", this::delete);
    table.put("ListResourceServers", this::list);
  }

  private ObjectNode create(Params params) {
    Pool pool = account.pool(params);
    String identifier = params.text("Identifier", 1, 256);
    params.text("Name", 1, 256);
    if (pool.resourceServers.containsKey(identifier)) {
      throw ApiError.invalid(identifier + " already exists in user pool " + pool.id + ".");
    }
    return store(pool, identifier, params);
  }

  private ObjectNode update(Params params) {
    Pool pool = account.pool(params);
    find(pool, params);
    params.text("Name", 1, 256);
    return store(pool, params.text("Identifier"), params);
  }

  private static ObjectNode store(Pool pool, String identifier, Params params) {
    ObjectNode server = params.tree().deepCopy();
    if (!server.has("Scopes")) {
      server.putArray("Scopes");
    }
    pool.resourceServers.put(identifier, server);
    return answer(server);
  }

  private static ObjectNode find(Pool pool, Params params) {
    String identifier = params.text("Identifier");
    ObjectNode server = pool.resourceServers.get(identifier);
    if (server == null) {
      throw ApiError.notFound("Resource server " + identifier + " does not exist.");
    }
    return server;
  }

  private ObjectNode delete(Params params) {
    Pool pool = account.pool(params);
    find(pool, params);
    pool.resourceServers.remove(params.text("Identifier"));
    return Json.object();
  }

  private ObjectNode list(Params params) {
    Pool pool = account.pool(params);
    return paging.page(
        "ListResourceServers " + pool.id,
        params,
        params.number("MaxResults", 50, 1, 50),
        "ResourceServers",
        pool.resourceServers,
        Map.Entry::getValue);
  }

  private static ObjectNode answer(ObjectNode server) {
    ObjectNode answer = Json.object();
    answer.set("ResourceServer", server);
    return answer;
  }
}
