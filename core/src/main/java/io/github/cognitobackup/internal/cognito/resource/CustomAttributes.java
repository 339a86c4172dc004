package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.Operations;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.SdkJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AddCustomAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;

/**
 * The custom attributes of a pool's schema. They can be added and never be removed or changed; they
 * lie in the pool's own document.
 */
public final class CustomAttributes implements ResourceKind {

  /** The type of a custom attribute. */
  public static final String TYPE = "custom-attributes";

  private static final String UNCHANGEABLE =
      "a custom attribute cannot be changed once it is in a pool's schema";

  /** How many a pool may have. */
  public static final int MOST = 50;

  @Override
  public String type() {
    return TYPE;
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
    List<Resource> attributes = new ArrayList<>();
    for (Resource resource : snapshot) {
      if (resource.type().equals(PoolSettings.TYPE)) {
        for (JsonNode attribute : resource.document().path("SchemaAttributes")) {
          if (Schema.isCustom(attribute)) {
            attributes.add(
                new Resource(type(), Documents.text(attribute, "Name"), attribute.deepCopy()));
          }
        }
      }
    }
    return attributes;
  }

  @Override
  public ObjectNode restorable(ObjectNode document) {
    return document.deepCopy();
  }

  @Override
  public Optional<String> obstacle(Resource wanted) {
    return Schema.obstacle(wanted.document());
  }

  @Override
  public Optional<String> obstacle(Resource wanted, Resource actual) {
    return Optional.of(UNCHANGEABLE);
  }

  @Override
  public String create(Pool pool, Resource wanted) {
    Schema.obstacle(wanted.document())
        .ifPresent(
            reason -> {
              throw new UnchangeableException(
                  "not added, because that could not be undone: " + reason);
            });
    SchemaAttributeType attribute =
        SdkJson.read(Schema.bare(wanted.document()), SchemaAttributeType.builder()).build();
    pool.callOnce(
        AddCustomAttributesRequest.builder()
            .userPoolId(pool.id())
            .customAttributes(attribute)
            .build(),
        Operations.ADD_CUSTOM_ATTRIBUTES);
    return wanted.id();
  }

  @Override
  public void update(Pool pool, Resource wanted, Resource actual) {
    throw new UnchangeableException(UNCHANGEABLE);
  }
}
