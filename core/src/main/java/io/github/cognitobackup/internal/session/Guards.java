package io.github.cognitobackup.internal.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.resource.PoolSettings;
import io.github.cognitobackup.internal.compare.ArchivedPool;
import io.github.cognitobackup.internal.compare.Users;
import io.github.cognitobackup.restore.RestoreRefusedException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What must hold before anything is written. */
public final class Guards {

  /** As many as a pool can have. */
  private static final int MOST_ATTRIBUTES = 50;

  private static final int LONGEST_ATTRIBUTE = 60;

  private Guards() {}

  /** Refuses a target into which the users of the archive cannot go. */
  public static void check(Snapshot archive, ArchivedPool archived, Pool target) {
    if (archived.hasSettings()) {
      checkUserNames(archived, PoolSettings.describe(target), target.id());
    } else {
      checkUsers(archive, archived.settings(), target.id());
    }
  }

  /**
   * Refuses a target whose users are named in another way: what is a user name in one pool is an
   * address in the other, and that cannot be changed after a pool's creation.
   */
  private static void checkUserNames(ArchivedPool archived, JsonNode target, String targetId) {
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
              + ", which cannot be changed after a pool is created; restore into a new pool",
          null);
    }
  }

  /**
   * Refuses a target into which the users of a foreign backup, which does not tell the settings of
   * their pool, cannot go: one where they would be named in another way, or which lacks attributes
   * that they have.
   */
  private static void checkUsers(Snapshot archive, JsonNode target, String targetId) {
    boolean byLogin = !usernameAttributes(target).isEmpty();
    Set<String> schema = new TreeSet<>();
    target.path("SchemaAttributes").forEach(each -> schema.add(each.path("Name").asText()));
    Set<String> missing = new TreeSet<>();
    try (Stream<ArchivedUser> users = archive.users()) {
      users
          .map(ArchivedUser::document)
          .filter(user -> !Users.federated(user))
          .forEach(
              user -> {
                String sub = Users.sub(user);
                if (!sub.isEmpty() && sub.equals(Users.username(user)) != byLogin) {
                  throw otherNames(byLogin, targetId);
                }
                for (String name : Users.writableAttributes(user).keySet()) {
                  boolean custom = name.startsWith("custom:") || name.startsWith("dev:");
                  if (custom && !schema.contains(name) && missing.size() < MOST_ATTRIBUTES) {
                    missing.add(printable(name));
                  }
                }
              });
    }
    if (!schema.isEmpty() && !missing.isEmpty()) {
      throw new RestoreRefusedException(
          "schema",
          "users of the foreign backup have attributes that pool "
              + targetId
              + " lacks: "
              + missing
              + "; add them to the pool first, which cannot be undone",
          null);
    }
  }

  private static String printable(String name) {
    return name.substring(0, Math.min(name.length(), LONGEST_ATTRIBUTE)).replaceAll("[^!-~]", "?");
  }

  private static RestoreRefusedException otherNames(boolean byLogin, String targetId) {
    String address = "an e-mail address or phone number";
    return new RestoreRefusedException(
        "user-names",
        "users of the foreign backup signed in with "
            + (byLogin ? "a user name" : address)
            + " and to pool "
            + targetId
            + " they sign in with "
            + (byLogin ? address : "a user name")
            + ", which cannot be changed after a pool is created; create a pool where they"
            + " sign in as before",
        null);
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
