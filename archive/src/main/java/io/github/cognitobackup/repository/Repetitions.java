package io.github.cognitobackup.repository;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.internal.spill.Buckets;
import io.github.cognitobackup.internal.spill.Digests;
import io.github.cognitobackup.internal.spill.SpillFile;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts users who have the name or the {@code sub} of an earlier one, in memory that does not grow
 * with them. Not thread-safe.
 */
final class Repetitions implements AutoCloseable {

  private static final int BUCKETS = 256;

  private final SpillFile spill = new SpillFile();
  private final Digests digests = new Digests();
  private final Buckets usernames = new Buckets(BUCKETS, Digests.LENGTH, spill);
  private final Buckets subs = new Buckets(BUCKETS, Digests.LENGTH, spill);

  /** Adds a user. */
  void add(JsonNode user) {
    add(usernames, user.path("Username").asText());
    String sub = attribute(user, "sub");
    if (!sub.isEmpty()) {
      add(subs, sub);
    }
  }

  /** How many user names were there before. */
  long ofUsernames() {
    return count(usernames);
  }

  /** How many values of {@code sub} were there before. */
  long ofSubs() {
    return count(subs);
  }

  private void add(Buckets buckets, String text) {
    byte[] digest = digests.of(text);
    buckets.add(Digests.bucket(digest, BUCKETS), digest);
  }

  private static String attribute(JsonNode user, String name) {
    for (JsonNode attribute : user.path("Attributes")) {
      if (attribute.path("Name").asText().equals(name)) {
        return attribute.path("Value").asText();
      }
    }
    return "";
  }

  private static long count(Buckets buckets) {
    long[] repeated = {0};
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      Set<ByteBuffer> seen = new HashSet<>();
      buckets.forEach(
          bucket,
          bytes -> {
            byte[] digest = new byte[Digests.LENGTH];
            bytes.get(digest);
            if (!seen.add(ByteBuffer.wrap(digest))) {
              repeated[0]++;
            }
          });
    }
    return repeated[0];
  }

  @Override
  public void close() {
    spill.close();
  }
}
