package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.emulator.scenario.SentMessage;
import io.github.cognitobackup.emulator.scenario.TriggerCall;
import io.github.cognitobackup.emulator.scenario.UserState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts users into pools and looks at them, past the operations and their rules. */
public final class Seeding {

  /** Users that are generated before others may have the lock. */
  private static final int BATCH = 1000;

  private final Account account;
  private final ReadWriteLock lock;

  Seeding(Account account, ReadWriteLock lock) {
    this.account = account;
    this.lock = lock;
  }

  /** The ids of all pools. */
  public List<String> poolIds() {
    return read(() -> List.copyOf(account.pools.keySet()));
  }

  /** Puts a user and returns the stored name. */
  public String put(String poolId, SeedUser seed) {
    return write(() -> put(account.pool(poolId), seed).username);
  }

  /** Names a Region as that of a pool's replica. */
  public void replicate(String poolId, String region) {
    write(
        () -> {
          Pool pool = account.pool(poolId);
          pool.replicas
              .addObject()
              .put("RegionName", region)
              .put("Role", "SECONDARY")
              .put("Status", "ACTIVE")
              .put("UserPoolArn", pool.arn.replace(':' + account.region + ':', ':' + region + ':'));
          return region;
        });
  }

  /** Generates users, the same for the same seed. */
  public void generate(String poolId, int count, long seed) {
    Pool pool = read(() -> account.pool(poolId));
    UserGenerator generator = new UserGenerator(pool, seed, account.now());
    for (int done = 0; done < count; done += BATCH) {
      int batch = Math.min(BATCH, count - done);
      write(
          () -> {
            for (int i = 0; i < batch; i++) {
              generator.addNext();
            }
            return batch;
          });
    }
  }

  /** The number of users in a pool. */
  public int count(String poolId) {
    return read(() -> account.pool(poolId).users.index().size());
  }

  /** A user by name, {@code sub} or alias. */
  public Optional<UserState> find(String poolId, String name) {
    return read(
        () -> {
          Pool pool = account.pool(poolId);
          return Optional.ofNullable(pool.users.resolve(name)).map(user -> state(pool, user));
        });
  }

  /** Whether this is the user's password. */
  public boolean passwordMatches(String poolId, String name, String password) {
    return read(() -> PasswordRules.matches(account.pool(poolId).user(name), password));
  }

  /** The messages that would have been sent. */
  public List<SentMessage> messages() {
    return account.outbox.messages();
  }

  /** The functions that would have been called. */
  public List<TriggerCall> triggers() {
    return account.outbox.triggers();
  }

  /** Forgets messages and function calls. */
  public void clearOutbox() {
    account.outbox.clear();
  }

  private User put(Pool pool, SeedUser seed) {
    Map<String, String> attributes = seed.attributes();
    String sub = attributes.remove("sub");
    @Nullable String username = seed.username();
    if (pool.naming.byAttribute() && !seed.status().equals("EXTERNAL_PROVIDER")) {
      pool.naming.checkNew(seed.username(), attributes);
      username = null;
    }
    User user =
        new User(
            username,
            sub == null ? account.newSub() : UUID.fromString(sub),
            seed.status().intern(),
            pool.codec.pack(attributes),
            account.now());
    user.enabled = seed.enabled();
    if ((username != null && pool.users.named(username) != null) || !pool.users.add(user)) {
      throw new IllegalArgumentException("a user of this name or sub is in the pool already");
    }
    String password = seed.password();
    if (password != null) {
      PasswordRules.set(pool, user, password, true);
    }
    for (String name : seed.groups()) {
      Group group = pool.groups.computeIfAbsent(name, key -> new Group(key, account.now()));
      user.join(group);
      group.members.add(user);
    }
    for (JsonNode identity : Json.tree(attributes.getOrDefault("identities", "[]"))) {
      if (!identity.path("primary").asBoolean()) {
        pool.users.link(
            identity.path("providerName").asText(), identity.path("userId").asText(), user);
      }
    }
    return user;
  }

  private static UserState state(Pool pool, User user) {
    return new UserState(
        user.username,
        user.sub(),
        user.status,
        user.enabled,
        pool.codec.unpack(user.attributes),
        Arrays.stream(user.groups).map(group -> group.name).sorted().toList(),
        user.passwords.length > 0,
        user.passwordPermanent,
        user.passwords.length,
        UserJson.mfaSettings(user),
        user.preferredMfa == 0 ? null : UserJson.factorName(user.preferredMfa));
  }

  private <T> T read(Supplier<T> work) {
    lock.readLock().lock();
    try {
      return work.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  private <T> T write(Supplier<T> work) {
    lock.writeLock().lock();
    try {
      return work.get();
    } finally {
      lock.writeLock().unlock();
    }
  }
}
