package io.github.cognitobackup.internal.restore;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.error.RestoreRefusedException;
import java.util.Set;
import java.util.TreeSet;

/** What must hold before anything is written. */
final class Guards {

  private Guards() {}

  /**
   * Refuses a target whose users are named in another way: what is a user name in one pool is an
   * address in the other, and that cannot be changed after a pool's creation.
   */
  static void checkUserNames(ArchivedPool archived, JsonNode target, String targetId) {
    Set<String> wanted = usernameAttributes(archived.settings());
    Set<String> actual = usernameAttributes(target);
    if (!wanted.equals(actual)) {
      throw new RestoreRefusedException(
          "user-names",
          "users sign in to pool "
              + archived.id()
              + " with "
              + named(wanted)
              + " and to pool "
              + targetId
              + " with "
              + named(actual)
              + ", which is fixed at a pool's creation; restore into a new pool",
          null);
    }
  }

  private static Set<String> usernameAttributes(JsonNode userPool) {
    Set<String> attributes = new TreeSet<>();
    userPool.path("UsernameAttributes").forEach(attribute -> attributes.add(attribute.asText()));
    return attributes;
  }

  private static String named(Set<String> attributes) {
    return attributes.isEmpty() ? "a user name" : String.join(" or ", attributes);
  }
}
