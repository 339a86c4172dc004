package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Groups and who is in them. */
final class GroupOperations implements Handler.Family {

  private static final int MOST_GROUPS = 10_000;
  private static final int MOST_GROUPS_OF_A_USER = 100;
  private static final Pattern ROLE =
      Pattern.compile("arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:([\\w+=/,.@-]*)?:[0-9]+:[\\w+=/,.@-]+");

  private final Account account;
  private final Paging paging;

  GroupOperations(Account account, Paging paging) {
    this.account = account;
    this.paging = paging;
  }

  @Override
  public void register(Map<String, Handler> table) {
    table.put("CreateGroup", this::create);
    table.put("GetGroup", this::get);
    table.put("UpdateGroup", this::update);
    table.put("DeleteGroup", this::delete);
    table.put("ListGroups", this::list);
    table.put("AdminListGroupsForUser", this::listForUser);
    table.put("AdminAddUserToGroup", this::addUser);
    table.put("AdminRemoveUserFromGroup", this::removeUser);
  }

  private ObjectNode create(Params params) {
    Pool pool = account.pool(params);
    String name = params.text("GroupName", 1, 128);
    if (name.chars().anyMatch(Character::isWhitespace)) {
      throw ApiError.constraint(
          "GroupName",
          name,
          "Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+");
    }
    if (pool.groups.containsKey(name)) {
      throw new ApiError("GroupExistsException", "A group with the name already exists.");
    }
    if (pool.groups.size() >= MOST_GROUPS) {
      throw new ApiError("LimitExceededException", "The user pool has too many groups.");
    }
    Group group = new Group(name, account.now());
    group.settings = settings(params);
    pool.groups.put(name, group);
    return answer(pool, group);
  }

  private static ObjectNode settings(Params params) {
    params.text("Description", "");
    if (params.at("Precedence").asInt(0) < 0) {
      throw ApiError.constraint(
          "Precedence",
          params.text("Precedence"),
          "Member must have value greater than or equal to 0");
    }
    if (params.text("Description", "").length() > 2048) {
      throw ApiError.constraint(
          "Description", "...", "Member must have length less than or equal to 2048");
    }
    String role = params.text("RoleArn", "");
    if (!role.isEmpty() && !ROLE.matcher(role).matches()) {
      throw ApiError.constraint(
          "RoleArn", role, "Member must satisfy regular expression pattern: " + ROLE.pattern());
    }
    ObjectNode settings = params.tree().deepCopy();
    settings.remove("UserPoolId");
    settings.remove("GroupName");
    return settings;
  }

  private ObjectNode get(Params params) {
    Pool pool = account.pool(params);
    return answer(pool, pool.group(params.text("GroupName")));
  }

  private ObjectNode update(Params params) {
    Pool pool = account.pool(params);
    Group group = pool.group(params.text("GroupName"));
    group.settings.setAll(settings(params));
    group.modified = account.now();
    return answer(pool, group);
  }

  private ObjectNode delete(Params params) {
    Pool pool = account.pool(params);
    Group group = pool.group(params.text("GroupName"));
    group.members.scan(
        0,
        user -> {
          user.leave(group);
          return true;
        });
    pool.groups.remove(group.name);
    return Json.object();
  }

  private ObjectNode list(Params params) {
    Pool pool = account.pool(params);
    return paging.page(
        "ListGroups " + pool.id,
        params,
        limit(params),
        "Groups",
        pool.groups,
        entry -> entry.getValue().json(pool.id));
  }

  private ObjectNode listForUser(Params params) {
    Pool pool = account.pool(params);
    User user = pool.user(params.text("Username"));
    TreeMap<String, Group> groups = new TreeMap<>();
    for (Group group : user.groups) {
      groups.put(group.name, group);
    }
    return paging.page(
        "AdminListGroupsForUser " + pool.id + ' ' + user.username,
        params,
        limit(params),
        "Groups",
        groups,
        entry -> entry.getValue().json(pool.id));
  }

  private ObjectNode addUser(Params params) {
    Pool pool = account.pool(params);
    User user = pool.user(params.text("Username"));
    Group group = pool.group(params.text("GroupName"));
    if (!user.isIn(group)) {
      if (user.groups.length >= MOST_GROUPS_OF_A_USER) {
        throw new ApiError("LimitExceededException", "The user is in too many groups.");
      }
      user.join(group);
      group.members.add(user);
    }
    return Json.object();
  }

  private ObjectNode removeUser(Params params) {
    Pool pool = account.pool(params);
    User user = pool.user(params.text("Username"));
    Group group = pool.group(params.text("GroupName"));
    user.leave(group);
    group.members.remove(user);
    return Json.object();
  }

  private static int limit(Params params) {
    int limit = params.number("Limit", 60, 0, 60);
    return limit == 0 ? 60 : limit;
  }

  private static ObjectNode answer(Pool pool, Group group) {
    ObjectNode answer = Json.object();
    answer.set("Group", group.json(pool.id));
    return answer;
  }
}
