package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.Pool;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/**
 * The settings of a pool that take effect on restored users if they come too early, and so come
 * last: Lambda triggers and deletion protection.
 */
public final class PoolActivation implements ResourceKind {

  static final List<String> MEMBERS = List.of("LambdaConfig", "DeletionProtection");

  @Override
  public String type() {
    return "pool-activation";
  }

  @Override
  public Set<String> readOperations() {
    return Set.of();
  }

  @Override
  public void read(Pool pool, PoolOutline outline, Sink sink) {
    // PoolSettings has read the document
  }

  @Override
  public List<Resource> select(List<Resource> snapshot) {
    return snapshot.stream().filter(r -> r.type().equals(PoolSettings.TYPE)).toList();
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
    ObjectNode members = members(document);
    if (Documents.text(members, "DeletionProtection").equals("INACTIVE")) {
      members.remove("DeletionProtection");
    }
    return members;
  }

  /** The triggers: the deletion protection does not depend on them. */
  @Override
  public Optional<Concession> without(
      Pool pool, Resource wanted, ObjectNode now, SdkException refusal) {
    JsonNode triggers = PoolSettings.describe(pool).path("LambdaConfig");
    ObjectNode members = wanted.document().deepCopy();
    if (members.path("LambdaConfig").isEmpty() || members.path("LambdaConfig").equals(triggers)) {
      return Optional.empty();
    }
    members.remove("LambdaConfig");
    if (!triggers.isMissingNode()) {
      members.set("LambdaConfig", triggers);
    }
    return Optional.of(new Concession(List.of("LambdaConfig"), members));
  }

  @Override
  public String create(Pool pool, Resource wanted) {
    throw new IllegalStateException("a pool is created before its resources are");
  }

  @Override
  public void update(Pool pool, Resource wanted, Resource actual) {
    ObjectNode now = PoolSettings.describe(pool);
    ObjectNode settings = PoolSettings.unchanged(now).without(MEMBERS);
    settings.setAll(members(wanted.document()));
    PoolSettings.put(pool, settings, now);
  }

  private static ObjectNode members(ObjectNode document) {
    ObjectNode settled = document.deepCopy();
    Twins.settle(settled);
    return settled.retain(MEMBERS);
  }
}
