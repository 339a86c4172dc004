package io.github.cognitobackup.archive;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One user.
 *
 * @param line the running number of the user in the archive, from 1, over all parts
 * @param document the user, a JSON object
 */
public record ArchivedUser(long line, JsonNode document) {

  /** Names the line only: the document is personal data. */
  @Override
  public String toString() {
    return "ArchivedUser[line=" + line + "]";
  }
}
