package io.github.cognitobackup.emulator.internal.cognito;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes users as a grown pool has them, the same for the same seed: mostly confirmed, some in every
 * other state, with links, groups, odd texts and very long values here and there.
 */
final class UserGenerator {

  private static final String PROVIDER = "Google";

  private final Pool pool;
  private final SplittableRandom random;
  private final long now;
  private final String run;
  private final long phones;
  private int number;

  UserGenerator(Pool pool, long seed, long now) {
    this.pool = pool;
    this.random = new SplittableRandom(seed);
    this.now = now;
    this.run = Long.toString(seed & 0xffffffL, 36);
    this.phones = 400_000_000_000_000L + Math.floorMod(seed, 10_000_000) * 10_000_000L;
  }

  void addNext() {
    number++;
    String status = status();
    boolean external = status.equals("EXTERNAL_PROVIDER");
    String subject = Long.toString(random.nextLong(1L << 60, Long.MAX_VALUE));
    Map<String, String> attributes = attributes(status);
    @Nullable String link = null;
    if (external) {
      attributes.put("identities", identities(subject, true));
    } else if (!pool.providers.isEmpty() && random.nextInt(50) == 0) {
      attributes.put("identities", identities(subject, false));
      link = subject;
    }
    long created = now - random.nextLong(0, 3 * 365 * 86_400_000L);
    @Nullable String username =
        external
            ? PROVIDER + '_' + subject
            : pool.naming.byAttribute() ? null : "user-" + run + '-' + number;
    UUID sub = new UUID(uuidHigh(), uuidLow());
    User user = new User(username, sub, status, pool.codec.pack(attributes), created);
    user.modified = created + random.nextLong(0, now - created + 1);
    user.enabled = random.nextInt(25) != 0;
    if (!pool.users.add(user)) {
      throw new IllegalStateException("two users with one sub; choose another seed");
    }
    if (!external) {
      PasswordRules.set(pool, user, "Generated-1" + number, !status.startsWith("FORCE"));
    }
    if (link != null) {
      pool.users.link(PROVIDER, link, user);
    }
    join(user);
  }

  private String status() {
    int draw = random.nextInt(100);
    if (draw < 4) {
      return "UNCONFIRMED";
    }
    if (draw < 8) {
      return "FORCE_CHANGE_PASSWORD";
    }
    if (draw < 11) {
      return "RESET_REQUIRED";
    }
    return draw < 15 && pool.providers.containsKey(PROVIDER) ? "EXTERNAL_PROVIDER" : "CONFIRMED";
  }

  private Map<String, String> attributes(String status) {
    String given = SampleText.given(random);
    String family = SampleText.family(random);
    Map<String, String> result = new LinkedHashMap<>();
    result.put("email", "user." + run + '.' + number + "@example.com");
    result.put("email_verified", Boolean.toString(!status.equals("UNCONFIRMED")));
    result.put("given_name", given);
    result.put("family_name", family);
    result.put("name", random.nextInt(40) == 0 ? SampleText.odd(random) : given + ' ' + family);
    if (random.nextInt(3) == 0) {
      result.put("phone_number", phone());
      result.put("phone_number_verified", Boolean.toString(random.nextInt(2) == 0));
    }
    result.put("locale", random.nextBoolean() ? "en-GB" : "ja-JP");
    result.put("zoneinfo", random.nextBoolean() ? "Europe/London" : "Asia/Tokyo");
    result.put(
        "birthdate",
        String.format(
            Locale.ROOT,
            "19%02d-0%d-1%d",
            random.nextInt(50, 100),
            random.nextInt(1, 10),
            random.nextInt(10)));
    result.put("updated_at", Long.toString(now / 1000 - random.nextInt(10_000_000)));
    if (random.nextInt(500) == 0) {
      result.put("profile", SampleText.longest(random));
    } else if (random.nextInt(100) == 0) {
      result.put("address", SampleText.odd(random));
    }
    for (AttributeDefinition custom : pool.schema.all()) {
      if (custom.name().startsWith("custom:")) {
        custom(custom, result);
      }
    }
    return result;
  }

  /** Fifteen digits that no other user of this or another seed has. */
  private String phone() {
    return "+" + (phones + number % 10_000_000);
  }

  private void custom(AttributeDefinition custom, Map<String, String> result) {
    switch (custom.type()) {
      case "Number" -> result.put(custom.name(), Integer.toString(random.nextInt(1000)));
      case "Boolean" -> result.put(custom.name(), Boolean.toString(random.nextBoolean()));
      case "DateTime" -> result.put(custom.name(), "2026-01-01T00:00:00Z");
      default -> result.put(custom.name(), "v" + random.nextInt(1_000_000));
    }
  }

  private String identities(String subject, boolean primary) {
    return "[{\"userId\":\""
        + subject
        + "\",\"providerName\":\""
        + PROVIDER
        + "\",\"providerType\":\"Google\",\"issuer\":null,\"primary\":\""
        + primary
        + "\",\"dateCreated\":\""
        + now
        + "\"}]";
  }

  /** A quarter of the users is in one group, some in two. */
  private void join(User user) {
    if (pool.groups.isEmpty() || random.nextInt(4) != 0) {
      return;
    }
    List<Group> groups = new ArrayList<>(pool.groups.values());
    int joins = random.nextInt(5) == 0 ? 2 : 1;
    for (int i = 0; i < joins; i++) {
      Group group = groups.get(random.nextInt(groups.size()));
      if (!user.isIn(group)) {
        user.join(group);
        group.members.add(user);
      }
    }
  }

  private long uuidHigh() {
    return (random.nextLong() & ~0xf000L) | 0x4000L;
  }

  private long uuidLow() {
    return (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
  }
}
