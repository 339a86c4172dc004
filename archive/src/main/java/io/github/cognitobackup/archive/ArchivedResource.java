package io.github.cognitobackup.archive;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One document of a pool's configuration. Which resource it is the document alone says; the file
 * name is derived from it and proves nothing.
 *
 * @param type the type of the resource, such as {@code clients}, or the name of a single document,
 *     such as {@code user-pool}
 * @param path the path of the entry
 * @param document the document, a JSON object
 */
public record ArchivedResource(String type, String path, JsonNode document) {

  /**
   * Returns whether the file name is the one that a writer gives to an identifier.
   *
   * @param id the identifier that the document holds; of a single document its type
   * @return false for every other file name, and for an identifier that has none
   */
  public boolean isNamedAfter(String id) {
    try {
      return path.substring(path.lastIndexOf('/') + 1).equals(FileNames.of(id));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
