package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Reading users: one, a pool's, a group's. */
final class UserReadOperations implements Handler.Family {

  private static final int FULL_PAGE = 60;

  private final Account account;

  UserReadOperations(Account account) {
    this.account = account;
  }

  @Override
  public void register(Map<String, Handler> table) {
    table.put("ListUsers", this::list);
    table.put("ListUsersInGroup", this::listInGroup);
    table.put("AdminGetUser", this::get);
  }

  private ObjectNode get(Params params) {
    Pool pool = account.pool(params);
    User user = pool.user(params.text("Username"));
    ObjectNode json = UserJson.write(pool, user, "UserAttributes", name -> true);
    if (user.mfa != 0) {
      json.set("UserMFASettingList", Json.texts(UserJson.mfaSettings(user)));
    }
    if (user.preferredMfa != 0) {
      json.put("PreferredMfaSetting", UserJson.factorName(user.preferredMfa));
    }
    return json;
  }

  private ObjectNode list(Params params) {
    Pool pool = account.pool(params);
    String filter = params.text("Filter", "");
    JsonNode attributes = params.at("AttributesToGet");
    return page(
        pool,
        pool.users.index(),
        params,
        UserFilter.parse(pool, filter, account.behaviour.subPrefixFilter()),
        "ListUsers " + pool.id + ' ' + filter + ' ' + attributes,
        "PaginationToken",
        attributes);
  }

  private ObjectNode listInGroup(Params params) {
    Pool pool = account.pool(params);
    Group group = pool.group(params.text("GroupName"));
    return page(
        pool,
        group.members,
        params,
        user -> true,
        "ListUsersInGroup " + pool.id + ' ' + group.name,
        "NextToken",
        params.at("AttributesToGet"));
  }

  private ObjectNode page(
      Pool pool,
      UserIndex index,
      Params params,
      Predicate<User> wanted,
      String scope,
      String tokenMember,
      JsonNode attributes) {
    int given = params.number("Limit", FULL_PAGE, 0, FULL_PAGE);
    int limit = account.behaviour.cut(given == 0 ? FULL_PAGE : given);
    String token = params.find(tokenMember);
    long from = token == null ? 0 : Long.parseUnsignedLong(account.tokens.open(scope, token), 16);
    long visibleBefore = account.now() - account.behaviour.listLagMillis();
    List<User> found = new ArrayList<>(limit + 1);
    index.scan(
        from,
        user -> {
          if (user.created <= visibleBefore && wanted.test(user)) {
            found.add(user);
          }
          return found.size() <= limit;
        });
    ObjectNode answer = Json.object();
    if (found.size() > limit) {
      String next = Long.toHexString(UserIndex.key(found.remove(limit)));
      answer.put(tokenMember, account.tokens.issue(scope, next));
    }
    Predicate<String> attributeWanted = attributeFilter(pool, found, attributes);
    ArrayNode users = answer.putArray("Users");
    found.forEach(user -> users.add(UserJson.write(pool, user, "Attributes", attributeWanted)));
    return answer;
  }

  private static Predicate<String> attributeFilter(
      Pool pool, List<User> users, JsonNode attributes) {
    if (!attributes.isArray()) {
      return name -> true;
    }
    Set<String> names = new HashSet<>();
    attributes.forEach(name -> names.add(name.asText()));
    for (String name : names) {
      if (users.stream().anyMatch(user -> pool.attribute(user, name) == null)) {
        throw ApiError.invalid("One or more requested attributes do not exist.");
      }
    }
    return names::contains;
  }
}
