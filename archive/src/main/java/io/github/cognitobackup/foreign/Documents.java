package io.github.cognitobackup.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.internal.format.Corruption;
import io.github.cognitobackup.internal.format.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the files of a foreign backup that fit into memory: settings of a pool, and groups. */
final class Documents {

  private Documents() {}

  /** Returns whether the first object of an array is a group. */
  static boolean beginsWithGroup(InputStream in, String name, ReadLimits limits)
      throws IOException {
    ObjectNode first = new JsonElements(in, name, limits).next();
    return first != null && !first.has("Username") && ForeignUser.groupName(first) != null;
  }

  /** Reads the settings of a pool, where they are what describes one. */
  static Optional<ObjectNode> settings(InputStream in, String where, ReadLimits limits)
      throws IOException {
    JsonNode document = read(in, where, limits);
    JsonNode pool = document.path("UserPool").isObject() ? document.path("UserPool") : document;
    if (!(pool instanceof ObjectNode object)
        || !pool.path("Name").isTextual()
        || pool.path("SchemaAttributes").isEmpty()) {
      return Optional.empty();
    }
    object.remove("ResultMetadata");
    ForeignUser.dropNulls(object);
    dropEmptyTexts(object);
    return Optional.of(object);
  }

  /** Reads the descriptions of groups, where they are such. */
  static Optional<List<ObjectNode>> groups(InputStream in, String where, ReadLimits limits)
      throws IOException {
    return groups(read(in, where, limits));
  }

  static Optional<List<ObjectNode>> groups(JsonNode document) {
    JsonNode array = document.path("Groups").isArray() ? document.path("Groups") : document;
    List<ObjectNode> groups = new ArrayList<>();
    if (array instanceof ArrayNode || array.isNull()) {
      for (JsonNode group : array) {
        if (!(group instanceof ObjectNode object) || ForeignUser.groupName(group) == null) {
          return Optional.empty();
        }
        ForeignUser.dropNulls(object);
        groups.add(object);
      }
      return Optional.of(groups);
    }
    return Optional.empty();
  }

  /** Reads a whole document, of which nothing but its size and soundness is expected. */
  static JsonNode read(InputStream in, String where, ReadLimits limits) throws IOException {
    byte[] bytes = in.readNBytes(limits.maxEntryBytes() + 1);
    if (bytes.length > limits.maxEntryBytes()) {
      throw Corruption.at(where, "is larger than " + limits.maxEntryBytes() + " bytes");
    }
    try {
      return new Json(limits.maxDepth(), limits.maxEntryBytes()).readAny(Text.utf8(bytes), where);
    } catch (CharacterCodingException e) {
      throw Corruption.at(where, "is not UTF-8, nor UTF-16 with a mark");
    }
  }

  /** What a tool leaves empty was not set. */
  private static void dropEmptyTexts(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .removeIf(
              member -> member.getValue().isTextual() && member.getValue().asText().isEmpty());
    }
    node.forEach(Documents::dropEmptyTexts);
  }
}
