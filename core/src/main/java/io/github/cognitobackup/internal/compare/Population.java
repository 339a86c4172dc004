package io.github.cognitobackup.internal.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.internal.spill.Buckets;
import io.github.cognitobackup.internal.spill.Digests;
import io.github.cognitobackup.internal.spill.SpillFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The users and memberships of one side of a comparison, thrown in in any order and joined in
 * buckets, so that the heap holds a small part of them at a time. Adding is thread-safe.
 */
public final class Population {

  /** Takes a user with their groups, as numbers into {@link #groups()}. */
  interface Joined {
    void user(UserRecord user, List<Integer> groups);

    /** A line that repeats a user whom an earlier one gave. */
    void repeated(UserRecord user);
  }

  private static final int BUCKETS = 256;
  private static final int MEMBERSHIP = Digests.LENGTH + Integer.BYTES;

  private final UserModel model;
  private final ComparisonRules rules;
  private final Digests digests;
  private final Buckets users;
  private final Buckets memberships;
  private final Map<String, Integer> groupNumbers = new HashMap<>();
  private final List<String> groups = new ArrayList<>();
  private long membershipsOfNobody;

  Population(UserModel model, ComparisonRules rules, Digests digests, SpillFile spill) {
    this.model = model;
    this.rules = rules;
    this.digests = digests;
    this.users = new Buckets(BUCKETS, UserRecord.LENGTH, spill);
    this.memberships = new Buckets(BUCKETS, MEMBERSHIP, spill);
  }

  /**
   * Adds a user.
   *
   * @param user the document
   * @param line the user's line in the archive; 0 of a user in the pool
   */
  public void user(JsonNode user, int line) {
    byte[] username = digests.of(Users.username(user));
    UserRecord userRecord =
        new UserRecord(
            username,
            model.identity(user).map(digests::of).orElseGet(Population::nothing),
            model.alternative(user).map(digests::of).orElseGet(Population::nothing),
            attributes(user),
            links(user),
            0,
            state(user),
            Status.of(user),
            0,
            line,
            sub(user));
    users.add(Digests.bucket(username, BUCKETS), userRecord.toBytes());
  }

  /** Adds a membership. */
  public void membership(String group, String username) {
    byte[] digest = digests.of(username);
    byte[] bytes = ByteBuffer.allocate(MEMBERSHIP).put(digest).putInt(number(group)).array();
    memberships.add(Digests.bucket(digest, BUCKETS), bytes);
  }

  /** The names of the groups that have members. */
  public synchronized List<String> groups() {
    return List.copyOf(groups);
  }

  /** How many memberships are of users that are not there; known after the join. */
  public long membershipsOfNobody() {
    return membershipsOfNobody;
  }

  /** Joins users and memberships. */
  void join(Joined into) {
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      Map<ByteBuffer, TreeSet<Integer>> groupsOf = new HashMap<>();
      memberships.forEach(
          bucket,
          bytes -> {
            byte[] username = new byte[Digests.LENGTH];
            bytes.get(username);
            groupsOf
                .computeIfAbsent(ByteBuffer.wrap(username), key -> new TreeSet<>())
                .add(bytes.getInt());
          });
      Map<ByteBuffer, Integer> seen = new HashMap<>();
      users.forEach(
          bucket,
          bytes -> {
            UserRecord user = UserRecord.read(bytes);
            ByteBuffer username = ByteBuffer.wrap(user.username());
            if (seen.putIfAbsent(username, user.line()) != null) {
              into.repeated(user);
              return;
            }
            List<Integer> numbers = List.copyOf(groupsOf.getOrDefault(username, new TreeSet<>()));
            into.user(user.withGroups(digest(numbers), numbers.size()), numbers);
          });
      groupsOf.keySet().removeAll(seen.keySet());
      membershipsOfNobody += groupsOf.values().stream().mapToLong(TreeSet::size).sum();
    }
  }

  private long digest(List<Integer> numbers) {
    return numbers.isEmpty()
        ? 0
        : digests.shortOf(new TreeSet<>(numbers.stream().map(this::name).toList()));
  }

  private synchronized String name(int number) {
    return groups.get(number);
  }

  private synchronized int number(String group) {
    return groupNumbers.computeIfAbsent(
        group,
        name -> {
          groups.add(name);
          return groups.size() - 1;
        });
  }

  private long attributes(JsonNode user) {
    List<String> texts = new ArrayList<>();
    model
        .comparableAttributes(user)
        .forEach(
            (name, value) -> {
              texts.add(name);
              texts.add(value);
            });
    return digests.shortOf(texts);
  }

  private long links(JsonNode user) {
    List<String> texts = new ArrayList<>();
    for (Users.Link link : Users.links(user)) {
      texts.add(link.provider() + '\n' + link.userId());
    }
    texts.sort(null);
    return texts.isEmpty() ? 0 : digests.shortOf(texts);
  }

  private byte state(JsonNode user) {
    int state = Users.enabled(user) ? UserRecord.State.ENABLED : 0;
    if (SecondFactors.of(user).totp()) {
      state |= UserRecord.State.MFA;
    }
    if (Users.federated(user)) {
      state |= UserRecord.State.FEDERATED;
    }
    if (rules.skipUnconfirmed() && Users.unconfirmed(user)) {
      state |= UserRecord.State.SKIPPED;
    }
    return (byte) state;
  }

  private static byte[] sub(JsonNode user) {
    try {
      UUID sub = UUID.fromString(Users.sub(user));
      return ByteBuffer.allocate(Digests.LENGTH)
          .putLong(sub.getMostSignificantBits())
          .putLong(sub.getLeastSignificantBits())
          .array();
    } catch (IllegalArgumentException e) {
      return nothing();
    }
  }

  private static byte[] nothing() {
    return new byte[Digests.LENGTH];
  }
}
