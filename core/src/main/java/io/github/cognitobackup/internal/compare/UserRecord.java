package io.github.cognitobackup.internal.compare;

import io.github.cognitobackup.internal.spill.Digests;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * All that a comparison keeps of a user: digests, state, and place.
 *
 * @param username digest of the stored user name
 * @param identity digest of what tells the user from others; zero where nothing does
 * @param alternative digest of the second choice; zero where there is none
 * @param attributes digest of the attributes that can be given back
 * @param links digest of the linked identities
 * @param groups digest of the groups; 0 until they are known
 * @param state bits of {@link State}
 * @param status the status
 * @param memberships the number of groups; 0 until they are known
 * @param line the user's line in the archive; 0 of a user in the pool
 * @param sub the user's {@code sub}, a UUID's 128 bits; zero where it is none
 */
@SuppressWarnings("ArrayRecordComponent") // records are never compared as wholes
record UserRecord(
    byte[] username,
    byte[] identity,
    byte[] alternative,
    long attributes,
    long links,
    long groups,
    byte state,
    Status status,
    int memberships,
    int line,
    byte[] sub) {

  static final int LENGTH = 4 * Digests.LENGTH + 3 * Long.BYTES + 2 + 2 * Integer.BYTES;

  /** The bits of {@link #state()}. */
  static final class State {
    static final int ENABLED = 1;
    static final int MFA = 2;
    static final int FEDERATED = 4;
    static final int SKIPPED = 8;

    private State() {}
  }

  UserRecord withGroups(long digest, int number) {
    return new UserRecord(
        username,
        identity,
        alternative,
        attributes,
        links,
        digest,
        state,
        status,
        number,
        line,
        sub);
  }

  /** Whether both are one and the same account, which no restore has created in between. */
  boolean sameAccount(UserRecord other) {
    return !Digests.isNothing(sub) && Arrays.equals(sub, other.sub);
  }

  boolean has(int bit) {
    return (state & bit) != 0;
  }

  byte[] toBytes() {
    return ByteBuffer.allocate(LENGTH)
        .put(username)
        .put(identity)
        .put(alternative)
        .putLong(attributes)
        .putLong(links)
        .putLong(groups)
        .put(state)
        .put(status.code())
        .putInt(memberships)
        .putInt(line)
        .put(sub)
        .array();
  }

  static UserRecord read(ByteBuffer from) {
    return new UserRecord(
        bytes(from),
        bytes(from),
        bytes(from),
        from.getLong(),
        from.getLong(),
        from.getLong(),
        from.get(),
        Status.ofCode(from.get()),
        from.getInt(),
        from.getInt(),
        bytes(from));
  }

  private static byte[] bytes(ByteBuffer from) {
    byte[] bytes = new byte[Digests.LENGTH];
    from.get(bytes);
    return bytes;
  }
}
