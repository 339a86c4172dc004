package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.Pool;
import java.util.List;
import java.util.Set;

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
  public void read(Pool pool, Sink sink) {
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
  public ObjectNode restorable(ObjectNode document) {
    ObjectNode members = document.deepCopy().retain(MEMBERS);
    if (Documents.text(members, "DeletionProtection").equals("INACTIVE")) {
      members.remove("DeletionProtection");
    }
    return members;
  }

  @Override
  public void create(Pool pool, Resource wanted) {
    throw new IllegalStateException("a pool is created before its resources are");
  }

  @Override
  public void update(Pool pool, Resource wanted, Resource actual) {
    ObjectNode now = PoolSettings.describe(pool);
    ObjectNode settings = now.deepCopy().without(MEMBERS);
    if (settings.has("VerificationMessageTemplate")) {
      settings.remove(PoolSettings.SUPERSEDED_BY_TEMPLATE);
    }
    if (settings.get("AdminCreateUserConfig") instanceof ObjectNode config) {
      config.remove("UnusedAccountValidityDays");
    }
    settings.setAll(wanted.document().deepCopy().retain(MEMBERS));
    PoolSettings.put(pool, settings, now);
  }
}
