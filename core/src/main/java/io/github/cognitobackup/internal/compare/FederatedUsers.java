package io.github.cognitobackup.internal.compare;

import io.github.cognitobackup.internal.spill.Buckets;
import io.github.cognitobackup.internal.spill.Digests;
import io.github.cognitobackup.internal.spill.SpillFile;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Users who exist only through an identity provider. No restore creates them, so that nothing of
 * them comes back before their next sign-in; their groups and a disabled flag do not come back even
 * then. Compared with the pool by the stored user name, which begins with the provider's.
 */
final class FederatedUsers {

  private static final int BUCKETS = 64;

  private final Buckets wanted;
  private final Buckets actual;
  private long missing;
  private long memberships;
  private long disabled;

  FederatedUsers(SpillFile spill) {
    wanted = new Buckets(BUCKETS, UserRecord.LENGTH, spill);
    actual = new Buckets(BUCKETS, UserRecord.LENGTH, spill);
  }

  void archived(UserRecord user) {
    wanted.add(Digests.bucket(user.username(), BUCKETS), user.toBytes());
  }

  void inPool(UserRecord user) {
    actual.add(Digests.bucket(user.username(), BUCKETS), user.toBytes());
  }

  /** Takes a user of the archive who has signed in to the pool since, with the pool's. */
  interface Found {
    void user(UserRecord wanted, UserRecord actual);
  }

  void match(Found found) {
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      Map<ByteBuffer, UserRecord> there = new HashMap<>();
      actual.forEach(
          bucket,
          bytes -> {
            UserRecord user = UserRecord.read(bytes);
            there.putIfAbsent(ByteBuffer.wrap(user.username()), user);
          });
      wanted.forEach(
          bucket,
          bytes -> {
            UserRecord user = UserRecord.read(bytes);
            UserRecord now = there.get(ByteBuffer.wrap(user.username()));
            count(user, now);
            if (now != null) {
              found.user(user, now);
            }
          });
    }
  }

  private void count(UserRecord user, @Nullable UserRecord found) {
    boolean enabled = found == null || found.has(UserRecord.State.ENABLED);
    if (found == null) {
      missing++;
    }
    if (found == null || found.groups() != user.groups()) {
      memberships += user.memberships();
    }
    if (enabled && !user.has(UserRecord.State.ENABLED)) {
      disabled++;
    }
  }

  /** How many of the archive the pool has not. */
  long missing() {
    return missing;
  }

  /** How many memberships of the archive's are with users whose groups differ in the pool. */
  long memberships() {
    return memberships;
  }

  /** How many are disabled in the archive and not in the pool. */
  long disabled() {
    return disabled;
  }
}
