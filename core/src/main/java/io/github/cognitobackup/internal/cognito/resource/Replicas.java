package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.Pages;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.WireOperations;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/** The Regions in which a pool lives. Replicas are billed, so none is created by a restore. */
public final class Replicas extends Information {

  /** The type of the document, and its member. */
  public static final String TYPE = "replicas";

  public static final String LIST = "UserPoolReplicas";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Set<String> readOperations() {
    return Set.of(WireOperations.LIST_USER_POOL_REPLICAS);
  }

  @Override
  public void read(Pool pool, PoolOutline outline, Sink sink) {
    ArrayNode replicas = JsonNodeFactory.instance.arrayNode();
    try {
      Pages.forEach(
          token -> {
            ObjectNode request = JsonNodeFactory.instance.objectNode();
            if (token != null) {
              request.put("NextToken", token);
            }
            JsonNode answer = pool.wire(WireOperations.LIST_USER_POOL_REPLICAS, request);
            answer.path(LIST).forEach(replicas::add);
            return Documents.text(answer, "NextToken");
          });
    } catch (SdkException e) {
      if (pool.lacks(e)) {
        return; // an endpoint without replication
      }
      throw e;
    }
    if (!replicas.isEmpty()) {
      ObjectNode document = JsonNodeFactory.instance.objectNode();
      document.set(LIST, replicas);
      sink.resource(new Resource(TYPE, "", document));
    }
  }
}
