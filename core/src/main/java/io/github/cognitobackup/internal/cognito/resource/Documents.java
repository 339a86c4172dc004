package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Small work on documents that several kinds share. */
final class Documents {

  /** What every description has and no request takes. */
  static final List<String> DATES = List.of("CreationDate", "LastModifiedDate");

  private Documents() {}

  static ObjectNode without(ObjectNode document, List<String> members) {
    return document.deepCopy().without(members);
  }

  static String text(JsonNode document, String member) {
    JsonNode value = document.get(member);
    return value == null || value.isNull() ? "" : value.asText();
  }
}
