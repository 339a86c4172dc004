package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** App clients and their secrets. */
final class ClientOperations implements Handler.Family {

  private static final Pattern SECRET = Pattern.compile("[\\w+]{24,64}");

  /** Where the ids of a client's secrets are kept, first to last; no answer shows them. */
  private static final String SECRETS = "ClientSecretIds";

  private static final int MOST_SECRETS = 2;
  private static final List<String> KEPT =
      List.of("UserPoolId", "ClientId", "ClientSecret", SECRETS, "CreationDate");

  private final Account account;
  private final Paging paging;

  ClientOperations(Account account, Paging paging) {
    this.account = account;
    this.paging = paging;
  }

  @Override
  public void register(Map<String, Handler> table) {
    table.put("CreateUserPoolClient", this::create);
    table.put("DescribeUserPoolClient", this::describe);
    table.put("UpdateUserPoolClient", this::update);
    table.put("DeleteUserPoolClient", this::delete);
    table.put("ListUserPoolClients", this::list);
    table.put("ListUserPoolClientSecrets", this::listSecrets);
    table.put("AddUserPoolClientSecret", this::addSecret);
    table.put("DeleteUserPoolClientSecret", this::deleteSecret);
  }

  private ObjectNode create(Params params) {
    Pool pool = account.pool(params);
    params.text("ClientName", 1, 128);
    ClientRules.check(pool, params.tree(), "creating");
    String secret = secret(params);
    ObjectNode client = ClientRules.complete(params.tree());
    client.put("UserPoolId", pool.id).put("ClientId", account.lowerLetters(26));
    if (!secret.isEmpty()) {
      client.put("ClientSecret", secret);
      addEntry(client);
    }
    Json.putTime(client, "CreationDate", account.now());
    Json.putTime(client, "LastModifiedDate", account.now());
    pool.clients.put(client.get("ClientId").asText(), client);
    return answer(client);
  }

  private String secret(Params params) {
    String given = params.text("ClientSecret", "");
    if (given.isEmpty()) {
      return params.flag("GenerateSecret") ? account.lowerLetters(51) : "";
    }
    if (params.flag("GenerateSecret")) {
      throw ApiError.invalid("ClientSecret and GenerateSecret cannot be used together");
    }
    if (!SECRET.matcher(given).matches()) {
      throw ApiError.constraint(
          "ClientSecret", "***", "Member must satisfy regular expression pattern: [\\w+]{24,64}");
    }
    return given;
  }

  private ObjectNode describe(Params params) {
    return answer(account.pool(params).client(params.text("ClientId")));
  }

  private ObjectNode update(Params params) {
    Pool pool = account.pool(params);
    ObjectNode old = pool.client(params.text("ClientId"));
    ClientRules.check(pool, params.tree(), "updating");
    ObjectNode client = ClientRules.complete(params.tree());
    for (String member : KEPT) {
      if (old.has(member)) {
        client.set(member, old.get(member));
      }
    }
    if (!client.has("ClientName")) {
      client.set("ClientName", old.get("ClientName"));
    }
    Json.putTime(client, "LastModifiedDate", account.now());
    pool.clients.put(client.get("ClientId").asText(), client);
    return answer(client);
  }

  private ObjectNode delete(Params params) {
    Pool pool = account.pool(params);
    pool.client(params.text("ClientId"));
    pool.clients.remove(params.text("ClientId"));
    return Json.object();
  }

  private ObjectNode list(Params params) {
    Pool pool = account.pool(params);
    return paging.page(
        "ListUserPoolClients " + pool.id,
        params,
        params.number("MaxResults", 60, 1, 60),
        "UserPoolClients",
        pool.clients,
        entry -> {
          ObjectNode json =
              Json.object().put("ClientId", entry.getKey()).put("UserPoolId", pool.id);
          json.set("ClientName", entry.getValue().path("ClientName"));
          return json;
        });
  }

  private ObjectNode listSecrets(Params params) {
    ObjectNode answer = Json.object();
    answer.set("ClientSecrets", secrets(account.pool(params).client(params.text("ClientId"))));
    return answer;
  }

  private ObjectNode addSecret(Params params) {
    ObjectNode client = account.pool(params).client(params.text("ClientId"));
    String given = params.text("ClientSecret", "");
    if (secrets(client).size() == MOST_SECRETS) {
      throw new ApiError("LimitExceededException", "A client has at most two secrets");
    }
    String value = given.isEmpty() ? account.lowerLetters(51) : given;
    if (secrets(client).isEmpty()) {
      client.put("ClientSecret", value);
    }
    ObjectNode descriptor = addEntry(client).deepCopy();
    if (given.isEmpty()) {
      descriptor.put("ClientSecretValue", value);
    }
    ObjectNode answer = Json.object();
    answer.set("ClientSecretDescriptor", descriptor);
    return answer;
  }

  /** With the first secret goes what the description shows; it never shows another one. */
  private ObjectNode deleteSecret(Params params) {
    ObjectNode client = account.pool(params).client(params.text("ClientId"));
    String id = params.text("ClientSecretId");
    ArrayNode secrets = secrets(client);
    if (secrets.size() == 1) {
      throw ApiError.invalid("The last secret of a client cannot be deleted");
    }
    for (int i = 0; i < secrets.size(); i++) {
      if (secrets.get(i).path("ClientSecretId").asText().equals(id)) {
        secrets.remove(i);
        if (i == 0) {
          client.remove("ClientSecret");
        }
        return Json.object();
      }
    }
    throw ApiError.notFound("Client secret " + id + " does not exist.");
  }

  private static ArrayNode secrets(ObjectNode client) {
    return client.withArrayProperty(SECRETS);
  }

  /** Ids are as distinct as Cognito's, which has seconds in them. */
  private ObjectNode addEntry(ObjectNode client) {
    ArrayNode secrets = secrets(client);
    ObjectNode entry = secrets.addObject();
    Json.putTime(entry, "ClientSecretCreateDate", account.now());
    long second = entry.get("ClientSecretCreateDate").asLong();
    for (JsonNode other : secrets) {
      String id = other.path("ClientSecretId").asText("");
      if (!id.isEmpty()) {
        second = Math.max(second, Long.parseLong(id.substring(id.lastIndexOf('-') + 1)) + 1);
      }
    }
    return entry.put("ClientSecretId", client.path("ClientId").asText() + "--" + second);
  }

  private static ObjectNode answer(ObjectNode client) {
    ObjectNode answer = Json.object();
    answer.set("UserPoolClient", client.deepCopy().without(SECRETS));
    return answer;
  }
}
