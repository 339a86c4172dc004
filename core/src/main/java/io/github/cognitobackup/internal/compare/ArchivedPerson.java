package io.github.cognitobackup.internal.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A user to be written.
 *
 * @param line the line in the archive
 * @param document what the archive says of the user
 * @param groups the names of the user's groups
 */
public record ArchivedPerson(long line, JsonNode document, List<String> groups) {

  /** Names the user by what tells nothing. */
  public String name() {
    return name(Users.sub(document), line);
  }

  /** Names a user by what tells nothing. */
  public static String name(String sub, long line) {
    return "user " + sub + " (line " + line + ")";
  }

  @Override
  public String toString() {
    return name();
  }
}
