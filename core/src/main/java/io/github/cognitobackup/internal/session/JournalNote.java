package io.github.cognitobackup.internal.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;

/**
 * Where a note of a journal belongs. The note says it itself, sealed, so that whoever can write to
 * the storage, but not seal, cannot make one place's note another's.
 *
 * @param restoreId the restore that wrote it
 * @param entry its name in that restore's journal
 * @param poolId the pool that it is about
 */
public record JournalNote(String restoreId, String entry, String poolId) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RESTORE = "restore";
  private static final String ENTRY = "entry";
  private static final String POOL = "pool";
  private static final String LINES = "lines";

  /** Whether a content, of which the first JSON value counts, says that it belongs here. */
  boolean isSaidBy(byte[] content) {
    return parse(content)
        .map(
            said ->
                new JournalNote(
                    said.path(RESTORE).asText(),
                    said.path(ENTRY).asText(),
                    said.path(POOL).asText()))
        .filter(this::equals)
        .isPresent();
  }

  /** Adds to an object that it belongs here. */
  public ObjectNode sayIn(ObjectNode content) {
    return content.put(RESTORE, restoreId).put(ENTRY, entry).put(POOL, poolId);
  }

  /** Spells a note that holds nothing else. */
  byte[] toJson() {
    return bytes(sayIn(JSON.createObjectNode()));
  }

  /** Spells a note that holds lines of users. */
  byte[] toJson(BitSet lines) {
    return bytes(sayIn(JSON.createObjectNode()).put(LINES, lines.toByteArray()));
  }

  /** The lines that a note holds; empty where it holds none. */
  static Optional<BitSet> lines(byte[] content) {
    return parse(content).map(note -> note.path(LINES)).flatMap(JournalNote::decoded);
  }

  private static Optional<BitSet> decoded(JsonNode lines) {
    try {
      return lines.isTextual()
          ? Optional.of(BitSet.valueOf(lines.binaryValue()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<JsonNode> parse(byte[] content) {
    try {
      return Optional.of(JSON.readTree(content));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(ObjectNode content) {
    try {
      return JSON.writeValueAsBytes(content);
    } catch (IOException e) {
      throw new IllegalStateException("an object of strings can be written", e);
    }
  }
}
