package io.github.cognitobackup.internal.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts users who bear a name or a {@code sub} that an earlier one bears, in memory that does not
 * grow with them. Not thread-safe.
 */
public final class Repetitions implements AutoCloseable {

  private static final int BUCKETS = 256;

  private final SpillFile spill = new SpillFile();
  private final Digests digests = new Digests();
  private final Buckets usernames = new Buckets(BUCKETS, Digests.LENGTH, spill);
  private final Buckets subs = new Buckets(BUCKETS, Digests.LENGTH, spill);

  /** Makes an empty count. */
  public Repetitions() {}

  /** Adds a user. */
  public void add(JsonNode user) {
    add(usernames, Users.username(user));
    String sub = Users.sub(user);
    if (!sub.isEmpty()) {
      add(subs, sub);
    }
  }

  /** How many user names were there before. */
  public long ofUsernames() {
    return count(usernames);
  }

  /** How many values of {@code sub} were there before. */
  public long ofSubs() {
    return count(subs);
  }

  private void add(Buckets buckets, String text) {
    byte[] digest = digests.of(text);
    buckets.add(Digests.bucket(digest, BUCKETS), digest);
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
