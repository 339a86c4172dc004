package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pools themselves: create, describe, replace, delete, list, and their own attributes. */
final class PoolOperations implements Handler.Family {

  /** What can be set at creation only and therefore outlives every UpdateUserPool. */
  private static final List<String> IMMUTABLE =
      List.of("AliasAttributes", "UsernameAttributes", "UsernameConfiguration");

  private static final int MOST_ATTRIBUTES_A_CALL = 25;

  private final Account account;
  private final Paging paging;

  PoolOperations(Account account, Paging paging) {
    this.account = account;
    this.paging = paging;
  }

  @Override
  public void register(Map<String, Handler> table) {
    table.put("CreateUserPool", this::create);
    table.put("DescribeUserPool", this::describe);
    table.put("UpdateUserPool", this::update);
    table.put("DeleteUserPool", this::delete);
    table.put("ListUserPools", this::list);
    table.put("AddCustomAttributes", this::addCustomAttributes);
  }

  private ObjectNode create(Params params) {
    String name = params.text("PoolName", 1, 128);
    ObjectNode settings = PoolDefaults.settings(params.tree());
    settings.put("Name", name);
    PoolRules.checkNew(settings);
    PoolRules.check(settings, false);
    Schema schema = new Schema();
    params.at("Schema").forEach(schema::define);
    String id = account.region + "_" + account.letters(9);
    Pool pool = new Pool(id, account.poolArn(id), settings, schema, account.codec, account.now());
    MfaOperations.takeOver(pool);
    account.pools.put(id, pool);
    return answer(pool);
  }

  private ObjectNode describe(Params params) {
    return answer(account.pool(params));
  }

  private ObjectNode update(Params params) {
    Pool pool = account.pool(params);
    ObjectNode settings = PoolDefaults.settings(params.tree());
    settings.put("Name", params.text("PoolName", pool.settings.path("Name").asText()));
    for (String member : IMMUTABLE) {
      settings.remove(member);
      if (pool.settings.has(member)) {
        settings.set(member, pool.settings.get(member));
      }
    }
    PoolRules.check(settings, MfaOperations.hasFactor(pool));
    pool.settings = settings;
    MfaOperations.takeOver(pool);
    pool.modified = account.now();
    return Json.object();
  }

  private ObjectNode delete(Params params) {
    Pool pool = account.pool(params);
    if (pool.settings.path("DeletionProtection").asText().equals("ACTIVE")) {
      throw ApiError.invalid(
          "The user pool cannot be deleted because deletion protection is activated. Deletion"
              + " protection must be inactivated first.");
    }
    if (account.domains.values().stream()
        .anyMatch(domain -> domain.path("UserPoolId").asText().equals(pool.id))) {
      throw ApiError.invalid(
          "User pool cannot be deleted. It has a domain configured that should be deleted first.");
    }
    account.pools.remove(pool.id);
    return Json.object();
  }

  private ObjectNode list(Params params) {
    if (!params.has("MaxResults")) {
      throw ApiError.constraint("MaxResults", null, "Member must not be null");
    }
    return paging.page(
        "ListUserPools",
        params,
        params.number("MaxResults", 60, 1, 60),
        "UserPools",
        account.pools,
        entry -> summary(entry.getValue()));
  }

  private static ObjectNode summary(Pool pool) {
    ObjectNode json = Json.object().put("Id", pool.id);
    json.set("Name", pool.settings.path("Name"));
    json.set("LambdaConfig", pool.settings.path("LambdaConfig"));
    Json.putTime(json, "CreationDate", pool.created);
    Json.putTime(json, "LastModifiedDate", pool.modified);
    return json;
  }

  private ObjectNode addCustomAttributes(Params params) {
    Pool pool = account.pool(params);
    JsonNode attributes = params.at("CustomAttributes");
    if (attributes.size() < 1 || attributes.size() > MOST_ATTRIBUTES_A_CALL) {
      throw ApiError.constraint(
          "CustomAttributes",
          Integer.toString(attributes.size()),
          "Member must have length between 1 and " + MOST_ATTRIBUTES_A_CALL);
    }
    attributes.forEach(pool.schema::addCustom);
    pool.modified = account.now();
    return Json.object();
  }

  private ObjectNode answer(Pool pool) {
    ObjectNode answer = Json.object();
    answer.set("UserPool", json(pool));
    return answer;
  }

  private ObjectNode json(Pool pool) {
    ObjectNode json = pool.settings.deepCopy();
    json.put("Id", pool.id).put("Arn", pool.arn);
    json.set("SchemaAttributes", pool.schema.json());
    Json.putTime(json, "CreationDate", pool.created);
    Json.putTime(json, "LastModifiedDate", pool.modified);
    @Nullable Long users = account.behaviour.estimate(pool.users.index().size());
    if (users != null) {
      json.put("EstimatedNumberOfUsers", users);
    }
    account.domains.forEach(
        (domain, description) -> {
          if (description.path("UserPoolId").asText().equals(pool.id)) {
            json.put(description.has("CustomDomainConfig") ? "CustomDomain" : "Domain", domain);
          }
        });
    return json;
  }
}
