package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What of a pool's document can be compared with an archive's: what the SDK can name, and what the
 * archive has. A member that neither knows is a newer Cognito's, with whatever is its default.
 */
final class KnownMembers {

  private KnownMembers() {}

  static ObjectNode of(Resource actual, ObjectNode wanted) {
    return actual.unnamed().isEmpty()
        ? actual.document()
        : of(actual.document(), actual.modelled(), wanted);
  }

  private static ObjectNode of(ObjectNode actual, JsonNode modelled, JsonNode wanted) {
    ObjectNode known = JsonNodeFactory.instance.objectNode();
    for (var member : actual.properties()) {
      String name = member.getKey();
      if (modelled.has(name)) {
        known.set(name, of(member.getValue(), modelled.get(name), wanted.path(name)));
      } else if (wanted.has(name)) {
        known.set(name, member.getValue());
      }
    }
    return known;
  }

  private static JsonNode of(JsonNode actual, JsonNode modelled, JsonNode wanted) {
    if (actual instanceof ObjectNode object) {
      return of(object, modelled, wanted);
    }
    if (actual.isArray()) {
      // which element answers to which is not known: what one of them has is compared in all
      ObjectNode any = JsonNodeFactory.instance.objectNode();
      wanted.forEach(
          element ->
              element
                  .properties()
                  .forEach(each -> any.putIfAbsent(each.getKey(), each.getValue())));
      ArrayNode known = JsonNodeFactory.instance.arrayNode();
      for (int i = 0; i < actual.size(); i++) {
        known.add(of(actual.get(i), modelled.path(i), any));
      }
      return known;
    }
    return actual;
  }
}
