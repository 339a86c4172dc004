package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.SdkJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/**
 * One readable piece of a pool: of its configuration, or a user.
 *
 * @param type the kind's {@link ResourceKind#type()}
 * @param id what tells it from others of its kind; empty where the pool has just one
 * @param document as Cognito described it
 * @param modelled the same without the members that the SDK in use cannot name
 * @param unnamed the paths of those members
 */
public record Resource(
    String type, String id, ObjectNode document, ObjectNode modelled, List<String> unnamed) {

  /** A resource that holds nothing which the SDK cannot name. */
  public Resource(String type, String id, ObjectNode document) {
    this(type, id, document, document, List.of());
  }

  /** A resource as the SDK understood it, with what it passed over of the wire's JSON. */
  public static Resource described(String type, String id, SdkPojo model, JsonNode wire) {
    List<String> unnamed = SdkJson.unnamed(wire, model);
    ObjectNode modelled = SdkJson.toJson(model);
    ObjectNode document = unnamed.isEmpty() ? modelled : SdkJson.toJson(model, wire);
    return new Resource(type, id, document, modelled, unnamed);
  }

  /**
   * A resource that the SDK may have no model of, as it came; dates are in ISO-8601.
   *
   * @param members the members that are known
   */
  static Resource known(String type, String id, JsonNode wire, Set<String> members) {
    ObjectNode document = wire.deepCopy();
    for (String date : Documents.DATES) {
      if (document.path(date).isNumber()) {
        long millis = document.get(date).decimalValue().movePointRight(3).longValue();
        document.put(date, Instant.ofEpochMilli(millis).toString());
      }
    }
    List<String> unnamed = new ArrayList<>();
    document.fieldNames().forEachRemaining(unnamed::add);
    unnamed.removeAll(members);
    return new Resource(
        type, id, document, document.deepCopy().without(unnamed), List.copyOf(unnamed));
  }

  /** The same without the members that the SDK in use cannot name. */
  public Resource withoutUnnamed() {
    return new Resource(type, id, modelled);
  }

  /** The same under another id. */
  Resource withId(String other) {
    return new Resource(type, other, document, modelled, unnamed);
  }

  /** The same with a member more, of which all is known. */
  public Resource with(String member, JsonNode value) {
    ObjectNode known = modelled.deepCopy().set(member, value);
    ObjectNode whole = unnamed.isEmpty() ? known : document.deepCopy().set(member, value);
    return new Resource(type, id, whole, known, unnamed);
  }
}
