package io.github.cognitobackup.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One document of a pool's configuration.
 *
 * @param type the type of the resource, such as {@code clients}, or the name of a single document,
 *     such as {@code user-pool}
 * @param fileId the identifier as far as the file name tells it; null for a single document and for
 *     an identifier so long that the file name is its digest: the document is the truth
 * @param path the path of the entry
 * @param document the document, a JSON object
 */
public record ArchivedResource(
    String type, @Nullable String fileId, String path, JsonNode document) {

  /**
   * Tells the identifier as far as the file name tells it.
   *
   * @return empty for a single document and for an identifier too long for a file name
   */
  public Optional<String> id() {
    return Optional.ofNullable(fileId);
  }
}
