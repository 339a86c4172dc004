package io.github.cognitobackup.internal.restore;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.internal.plan.Users;
import java.util.List;

/**
 * A user to be written.
 *
 * @param line the line in the archive
 * @param document what the archive says of the user
 * @param groups the names of the user's groups
 */
record ArchivedPerson(long line, JsonNode document, List<String> groups) {

  /** Names the user by what tells nothing. */
  String name() {
    return name(Users.sub(document), line);
  }

  /** Names a user by what tells nothing. */
  static String name(String sub, long line) {
    return "user " + sub + " (line " + line + ")";
  }

  @Override
  public String toString() {
    return name();
  }
}
