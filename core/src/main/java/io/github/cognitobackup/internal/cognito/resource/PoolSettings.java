package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.Operations;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.SdkJson;
import io.github.cognitobackup.restore.ResourceChange.MemberChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/**
 * The pool itself, but for its custom attributes ({@link CustomAttributes}), its MFA ({@link
 * MfaSettings}) and what must come last ({@link PoolActivation}).
 */
public final class PoolSettings implements ResourceKind {

  /** The type of the pool's own document. */
  public static final String TYPE = "user-pool";

  private static final List<String> READ_ONLY =
      List.of(
          "Id",
          "Name",
          "Arn",
          "Status",
          "CreationDate",
          "LastModifiedDate",
          "EstimatedNumberOfUsers",
          "Domain",
          "CustomDomain",
          "SmsConfigurationFailure",
          "EmailConfigurationFailure",
          "MfaConfiguration");

  private static final List<String> FIXED_AT_CREATION =
      List.of("AliasAttributes", "UsernameAttributes", "UsernameConfiguration");

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Set<String> readOperations() {
    return Set.of("DescribeUserPool");
  }

  @Override
  public boolean essential() {
    return true;
  }

  @Override
  public void read(Pool pool, PoolOutline outline, Sink sink) {
    Resource settings = read(pool);
    outline.settings(settings.document());
    sink.resource(settings);
  }

  /** Reads the pool as it is now. */
  public static Resource read(Pool pool) {
    var answer =
        pool.ask(
            DescribeUserPoolRequest.builder().userPoolId(pool.id()).build(),
            Operations.DESCRIBE_USER_POOL);
    return Resource.described(
        TYPE, "", answer.response().userPool(), answer.wire().path("UserPool"));
  }

  /** Describes the pool as it is now. */
  public static ObjectNode describe(Pool pool) {
    return SdkJson.toJson(
        pool.call(
                DescribeUserPoolRequest.builder().userPoolId(pool.id()).build(),
                Operations.DESCRIBE_USER_POOL)
            .userPool());
  }

  /** The attributes that can be given to a user only at their creation. */
  public static Set<String> immutableAttributes(JsonNode userPool) {
    Set<String> names = new HashSet<>();
    for (JsonNode attribute : userPool.path("SchemaAttributes")) {
      if (!attribute.path("Mutable").asBoolean(true)) {
        names.add(Documents.text(attribute, "Name"));
      }
    }
    return Set.copyOf(names);
  }

  @Override
  public String nameOf(Resource resource) {
    return Documents.text(resource.document(), "Name");
  }

  @Override
  public Optional<SdkPojo> model() {
    return Optional.of(UserPoolType.builder());
  }

  @Override
  public ObjectNode restorable(ObjectNode document) {
    ObjectNode settings = Documents.without(document, READ_ONLY);
    settings.remove(PoolActivation.MEMBERS);
    Twins.settle(settings);
    if (!settings.has("UsernameConfiguration")) {
      settings.putObject("UsernameConfiguration").put("CaseSensitive", true);
    }
    if (settings.get("UserPoolTags") instanceof ObjectNode tags) {
      tags.remove(RestoreTag.KEY);
      tags.properties().removeIf(tag -> tag.getKey().startsWith("aws:"));
    }
    if (settings.get("SchemaAttributes") instanceof ArrayNode schema) {
      settings.set("SchemaAttributes", Schema.restorableStandard(schema));
    }
    return settings;
  }

  /**
   * The request that creates the pool, still without triggers, MFA and deletion protection; and
   * without custom attributes, for here a name that a standard attribute has would change that one.
   */
  public CreateUserPoolRequest createRequest(ObjectNode document, String name, String restoreId) {
    ObjectNode wanted = restorable(document);
    JsonNode standardAttributes = wanted.remove("SchemaAttributes");
    wanted.put("PoolName", name);
    wanted.put("MfaConfiguration", "OFF");
    for (String member : FIXED_AT_CREATION) {
      if (wanted.path(member).isEmpty()) {
        wanted.remove(member);
      }
    }
    if (standardAttributes != null && !standardAttributes.isEmpty()) {
      wanted.set("Schema", standardAttributes);
    }
    wanted.withObject("/UserPoolTags").put(RestoreTag.KEY, restoreId);
    return SdkJson.read(wanted, CreateUserPoolRequest.builder()).build();
  }

  @Override
  public Optional<String> obstacle(Resource wanted, Resource actual) {
    List<String> members = new ArrayList<>(FIXED_AT_CREATION);
    members.add("SchemaAttributes");
    List<String> fixed =
        JsonDifference.between(
                restorable(wanted.document()).retain(members),
                restorable(actual.document()).retain(members))
            .stream()
            .map(MemberChange::path)
            .toList();
    return fixed.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(", ", fixed) + " is fixed at a pool's creation");
  }

  @Override
  public String create(Pool pool, Resource wanted) {
    throw new IllegalStateException("a pool is created before its resources are");
  }

  /** Replaces the settings; what the update would reset to a default is sent as it is now. */
  @Override
  public void update(Pool pool, Resource wanted, Resource actual) {
    ObjectNode now = describe(pool);
    ObjectNode settings = restorable(wanted.document());
    for (String member : PoolActivation.MEMBERS) {
      keep(now, member, settings);
    }
    keep(now, "MfaConfiguration", settings);
    if (now.get("UserPoolTags") instanceof ObjectNode tags) {
      // the target's own tags, among them the restore's, would be deleted by their absence
      ObjectNode wantedTags = settings.withObject("/UserPoolTags");
      tags.properties().stream()
          .filter(tag -> !wantedTags.has(tag.getKey()) && !tag.getKey().startsWith("aws:"))
          .forEach(tag -> wantedTags.set(tag.getKey(), tag.getValue()));
    }
    put(pool, settings, now);
  }

  /** The settings of a pool as an update that changes none of them has to send them. */
  static ObjectNode unchanged(ObjectNode now) {
    ObjectNode settings = now.deepCopy();
    Twins.settle(settings);
    if (settings.get("UserPoolTags") instanceof ObjectNode tags) {
      tags.properties().removeIf(tag -> tag.getKey().startsWith("aws:"));
    }
    return settings;
  }

  /** Sends a whole configuration: {@code UpdateUserPool} resets every member that is left out. */
  static void put(Pool pool, ObjectNode settings, ObjectNode now) {
    settings.set("PoolName", now.get("Name"));
    UpdateUserPoolRequest request = pool.request(settings, UpdateUserPoolRequest.builder());
    pool.call(request, Operations.UPDATE_USER_POOL);
  }

  private static void keep(ObjectNode from, String member, ObjectNode to) {
    if (from.has(member)) {
      to.set(member, from.get(member));
    }
  }
}
