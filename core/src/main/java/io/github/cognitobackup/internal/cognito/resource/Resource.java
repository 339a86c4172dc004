package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.SdkJson;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One readable piece of a pool's configuration.
 *
 * @param type the kind's {@link ResourceKind#type()}
 * @param id what tells it from others of its kind; empty where the pool has just one
 * @param document as Cognito described it
 * @param unnamed the paths of members that were there and that the SDK in use cannot name
 */
public record Resource(String type, String id, ObjectNode document, List<String> unnamed) {

  /** A resource that holds nothing which the SDK cannot name. */
  public Resource(String type, String id, ObjectNode document) {
    this(type, id, document, List.of());
  }

  /** A resource as the SDK understood it, with what it passed over of the wire's JSON. */
  static Resource described(String type, String id, SdkPojo model, JsonNode wire) {
    return new Resource(type, id, SdkJson.toJson(model), SdkJson.unnamed(wire, model));
  }
}
