package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.Operations;
import io.github.cognitobackup.internal.cognito.Pages;
import io.github.cognitobackup.internal.cognito.Pool;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListGroupsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateGroupRequest;

/** The groups of a pool. */
public final class Groups implements ResourceKind {

  /** The type of a group's document. */
  public static final String TYPE = "groups";

  private static final int PAGE = 60;
  private static final String ROLE = "RoleArn";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Set<String> readOperations() {
    return Set.of("ListGroups");
  }

  @Override
  public boolean essential() {
    return true;
  }

  @Override
  public Optional<String> idMember() {
    return Optional.of("GroupName");
  }

  @Override
  public void read(Pool pool, PoolOutline outline, Sink sink) {
    Pages.forEach(
        token -> {
          var answer =
              pool.ask(
                  ListGroupsRequest.builder()
                      .userPoolId(pool.id())
                      .limit(PAGE)
                      .nextToken(token)
                      .build(),
                  Operations.LIST_GROUPS);
          var groups = answer.response().groups();
          for (int i = 0; i < groups.size(); i++) {
            GroupType group = groups.get(i);
            JsonNode wire = answer.wire().path("Groups").path(i);
            sink.resource(Resource.described(TYPE, group.groupName(), group, wire));
          }
          return answer.response().nextToken();
        });
  }

  /**
   * Leaves out the groups that Cognito itself makes at the first federated sign-in: they bear the
   * pool's id in their names and come back by themselves.
   */
  @Override
  public List<Resource> select(List<Resource> snapshot) {
    return ResourceKind.super.select(snapshot).stream()
        .filter(group -> !isOfFederation(group))
        .toList();
  }

  /** Whether Cognito made the group for the users of an identity provider. */
  public static boolean isOfFederation(Resource group) {
    String pool = Documents.text(group.document(), "UserPoolId");
    return !pool.isEmpty() && group.id().startsWith(pool + "_");
  }

  @Override
  public Optional<SdkPojo> model() {
    return Optional.of(GroupType.builder());
  }

  @Override
  public ObjectNode restorable(ObjectNode document) {
    ObjectNode group = Documents.without(document, Documents.DATES);
    group.remove("UserPoolId");
    return group;
  }

  /** The role: without it a group gives no rights in AWS, and its members stay its members. */
  @Override
  public Optional<Concession> without(
      Pool pool, Resource wanted, ObjectNode now, SdkException refusal) {
    JsonNode role = wanted.document().get(ROLE);
    if (role == null || role.equals(now.get(ROLE))) {
      return Optional.empty();
    }
    ObjectNode group = wanted.document().deepCopy();
    group.remove(ROLE);
    if (now.has(ROLE)) {
      group.set(ROLE, now.get(ROLE));
    }
    return Optional.of(new Concession(List.of(ROLE), group));
  }

  @Override
  public String create(Pool pool, Resource wanted) {
    CreateGroupRequest request = pool.request(wanted.document(), CreateGroupRequest.builder());
    pool.callOnce(request, Operations.CREATE_GROUP);
    return wanted.id();
  }

  @Override
  public void update(Pool pool, Resource wanted, Resource actual) {
    UpdateGroupRequest request = pool.request(wanted.document(), UpdateGroupRequest.builder());
    pool.call(request, Operations.UPDATE_GROUP);
  }
}
