package io.github.cognitobackup.internal.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.internal.spill.Buckets;
import io.github.cognitobackup.internal.spill.Digests;
import io.github.cognitobackup.internal.spill.SpillFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts the users of an archive of whom a pool can hold only one: those whose names differ by case
 * alone where the pool does not tell case apart, and those with one address where the address is
 * the user name. The heap holds a small part of the names at a time, as digests. Adding is
 * thread-safe.
 */
public final class Collisions implements AutoCloseable {

  private static final int BUCKETS = 256;
  private static final int RECORD = 2 * Digests.LENGTH + 1;
  private static final byte ARCHIVED = 0;
  private static final byte IN_POOL = 1;
  private static final List<String> CONTACTS = List.of("email", "phone_number");

  private final UserModel model;
  private final boolean folding;
  private final List<String> aliases;
  private final Digests digests = new Digests();
  private final SpillFile spill = new SpillFile();
  private final Buckets names = new Buckets(BUCKETS, RECORD, spill);
  private final Buckets aliasValues = new Buckets(BUCKETS, RECORD, spill);

  private Collisions(UserModel model, boolean folding, List<String> aliases) {
    this.model = model;
    this.folding = folding;
    this.aliases = aliases;
  }

  /**
   * Prepares the count.
   *
   * @param archived the description of the pool that was saved
   * @param target that of another pool into which its users go; the same where one is created
   */
  public static Collisions between(JsonNode archived, JsonNode target) {
    UserModel model = UserModel.of(archived, false);
    boolean folding = model.caseSensitive() && !UserModel.of(target, false).caseSensitive();
    List<String> aliases = new ArrayList<>();
    if (folding) {
      target.path("AliasAttributes").forEach(alias -> aliases.add(alias.asText()));
    }
    return new Collisions(model, folding, List.copyOf(aliases));
  }

  /** Adds a user of the archive. */
  public void archived(JsonNode user) {
    if (!Users.federated(user)) {
      add(user, ARCHIVED);
    }
  }

  /** Adds a user of the pool. */
  public void inPool(JsonNode user) {
    add(user, IN_POOL);
  }

  private void add(JsonNode user, byte side) {
    String owner = Users.username(user);
    if (!model.byLogin() && folding) {
      add(names, owner, owner, side);
    } else if (model.byLogin()) {
      model.creationName(user).ifPresent(name -> add(names, name, owner, side));
    }
    for (String alias : aliases) {
      alias(user, alias).ifPresent(value -> add(aliasValues, alias + '\n' + value, owner, side));
    }
  }

  /** A contact is an alias only once it is verified. */
  private static Optional<String> alias(JsonNode user, String attribute) {
    boolean active =
        !CONTACTS.contains(attribute)
            || Users.attribute(user, attribute + "_verified").filter("true"::equals).isPresent();
    return active ? Users.attribute(user, attribute) : Optional.empty();
  }

  private void add(Buckets into, String name, String owner, byte side) {
    boolean fold = folding || !model.caseSensitive();
    byte[] key = digests.of(fold ? name.toLowerCase(Locale.ROOT) : name);
    byte[] bytes = ByteBuffer.allocate(RECORD).put(key).put(digests.of(owner)).put(side).array();
    into.add(Digests.bucket(key, BUCKETS), bytes);
  }

  /** Whether the pool tells less apart by case than the archive's did. */
  public boolean byCase() {
    return folding;
  }

  /** How many users of the archive have no name left. */
  public long ofNames() {
    return count(names);
  }

  /** How many users of the archive cannot have an alias that they had. */
  public long ofAliases() {
    return count(aliasValues);
  }

  private long count(Buckets buckets) {
    long count = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      Map<ByteBuffer, Set<ByteBuffer>> archived = new HashMap<>();
      Map<ByteBuffer, Set<ByteBuffer>> inPool = new HashMap<>();
      buckets.forEach(
          bucket,
          bytes -> {
            ByteBuffer key = next(bytes);
            ByteBuffer owner = next(bytes);
            (bytes.get() == ARCHIVED ? archived : inPool)
                .computeIfAbsent(key, name -> new HashSet<>(2))
                .add(owner);
          });
      for (Map.Entry<ByteBuffer, Set<ByteBuffer>> name : archived.entrySet()) {
        Set<ByteBuffer> holders = inPool.getOrDefault(name.getKey(), Set.of());
        long there = name.getValue().stream().filter(holders::contains).count();
        boolean oneFits = holders.isEmpty() || model.byLogin();
        count += name.getValue().size() - Math.max(there, oneFits ? 1 : 0);
      }
    }
    return count;
  }

  private static ByteBuffer next(ByteBuffer bytes) {
    byte[] digest = new byte[Digests.LENGTH];
    bytes.get(digest);
    return ByteBuffer.wrap(digest);
  }

  @Override
  public void close() {
    spill.close();
  }
}
