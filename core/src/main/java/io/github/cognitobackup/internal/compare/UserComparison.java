package io.github.cognitobackup.internal.compare;

import io.github.cognitobackup.internal.spill.Buckets;
import io.github.cognitobackup.internal.spill.Digests;
import io.github.cognitobackup.internal.spill.SpillFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The users of an archive compared with those of a pool, in memory that does not grow with them.
 * Two listings come in unrelated orders, so both sides are thrown into buckets by keyed digests and
 * joined bucket by bucket.
 */
public final class UserComparison implements AutoCloseable {

  private static final int BUCKETS = 256;

  private final SpillFile spill = new SpillFile();
  private final Population archive;
  private final Population pool;
  private final LineTable lines;
  private final FederatedUsers federated = new FederatedUsers(spill);
  private final ComparisonRules rules;
  private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
  private long onlyInPool;

  /**
   * Prepares a comparison.
   *
   * @param model how users are told to be the same
   * @param rules what of them is compared
   * @param archivedUsers how many lines the archive has
   */
  public UserComparison(UserModel model, ComparisonRules rules, long archivedUsers) {
    Digests digests = new Digests();
    this.archive = new Population(model, rules, digests, spill);
    this.pool = new Population(model, rules, digests, spill);
    this.rules = rules;
    this.lines = new LineTable(Math.toIntExact(archivedUsers), spill);
  }

  /** The archive's side, to be filled. */
  public Population archive() {
    return archive;
  }

  /** The pool's side, to be filled. */
  public Population pool() {
    return pool;
  }

  /** Compares, once both sides are filled. */
  public void join() {
    Buckets wanted = new Buckets(BUCKETS, UserRecord.LENGTH, spill);
    Buckets actual = new Buckets(BUCKETS, UserRecord.LENGTH, spill);
    archive.join(
        new Population.Joined() {
          @Override
          public void user(UserRecord user, List<Integer> groups) {
            groups.forEach(group -> lines.group(user.line(), group));
            if (user.has(UserRecord.State.FEDERATED)) {
              verdict(user, Verdict.FEDERATED, 0);
              federated.archived(user);
            } else if (user.has(UserRecord.State.SKIPPED)) {
              verdict(user, Verdict.SKIPPED, 0);
            } else {
              wanted.add(Digests.bucket(user.identity(), BUCKETS), user.toBytes());
            }
          }

          @Override
          public void repeated(UserRecord user) {
            verdict(user, Verdict.REPEATED, 0);
          }
        });
    pool.join(
        new Population.Joined() {
          @Override
          public void user(UserRecord user, List<Integer> groups) {
            if (user.has(UserRecord.State.FEDERATED)) {
              federated.inPool(user);
            } else {
              actual.add(Digests.bucket(user.identity(), BUCKETS), user.toBytes());
            }
          }

          @Override
          public void repeated(UserRecord user) {
            // a listing may give a user twice
          }
        });
    match(wanted, actual);
    federated.match(
        (user, now) ->
            lines.verdict(
                user.line(),
                Verdict.FEDERATED,
                UserParts.unfinished(user, now),
                facts(user, false)));
  }

  private void match(Buckets wanted, Buckets actual) {
    Buckets wantedLeft = new Buckets(BUCKETS, UserRecord.LENGTH, spill);
    Buckets actualLeft = new Buckets(BUCKETS, UserRecord.LENGTH, spill);
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      Map<ByteBuffer, UserRecord> byIdentity = new HashMap<>();
      List<UserRecord> leftInPool = new ArrayList<>();
      actual.forEach(
          bucket,
          bytes -> {
            UserRecord user = UserRecord.read(bytes);
            if (Digests.isNothing(user.identity())
                || byIdentity.putIfAbsent(ByteBuffer.wrap(user.identity()), user) != null) {
              leftInPool.add(user);
            }
          });
      wanted.forEach(
          bucket,
          bytes -> {
            UserRecord user = UserRecord.read(bytes);
            UserRecord found =
                Digests.isNothing(user.identity())
                    ? null
                    : byIdentity.remove(ByteBuffer.wrap(user.identity()));
            if (found != null) {
              matched(user, found);
            } else if (Digests.isNothing(user.alternative())) {
              verdict(user, Verdict.MISSING, 0);
            } else {
              wantedLeft.add(Digests.bucket(user.alternative(), BUCKETS), user.toBytes());
            }
          });
      leftInPool.addAll(byIdentity.values());
      for (UserRecord user : leftInPool) {
        if (Digests.isNothing(user.alternative())) {
          onlyInPool++;
        } else {
          actualLeft.add(Digests.bucket(user.alternative(), BUCKETS), user.toBytes());
        }
      }
    }
    matchAlternatives(wantedLeft, actualLeft);
  }

  private void matchAlternatives(Buckets wanted, Buckets actual) {
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      Map<ByteBuffer, UserRecord> byAlternative = new HashMap<>();
      int[] inPool = {actual.size(bucket)};
      actual.forEach(
          bucket,
          bytes -> {
            UserRecord user = UserRecord.read(bytes);
            byAlternative.putIfAbsent(ByteBuffer.wrap(user.alternative()), user);
          });
      wanted.forEach(
          bucket,
          bytes -> {
            UserRecord user = UserRecord.read(bytes);
            UserRecord found = byAlternative.remove(ByteBuffer.wrap(user.alternative()));
            if (found != null) {
              inPool[0]--;
              matched(user, found);
            } else {
              verdict(user, Verdict.MISSING, 0);
            }
          });
      onlyInPool += inPool[0];
    }
  }

  private void matched(UserRecord wanted, UserRecord actual) {
    int differences = UserParts.different(wanted, actual, rules);
    verdict(
        wanted,
        differences == 0 ? Verdict.SAME : Verdict.DIFFERENT,
        differences,
        wanted.status() != actual.status());
    if (!Digests.isNothing(actual.sub())) {
      lines.sub(wanted.line(), actual.sub());
    }
  }

  private void verdict(UserRecord user, Verdict verdict, int differences) {
    verdict(user, verdict, differences, false);
  }

  private void verdict(UserRecord user, Verdict verdict, int differences, boolean statusChanged) {
    lines.verdict(user.line(), verdict, differences, facts(user, statusChanged));
    counts.merge(verdict, 1L, Long::sum);
  }

  private static Facts facts(UserRecord user, boolean statusChanged) {
    return new Facts(
        user.status(),
        user.has(UserRecord.State.MFA),
        user.has(UserRecord.State.ENABLED),
        statusChanged);
  }

  /** How many users of the archive have a verdict. */
  public long count(Verdict verdict) {
    return counts.getOrDefault(verdict, 0L);
  }

  /** How many users only the pool has; those of identity providers are not counted. */
  public long onlyInPool() {
    return onlyInPool;
  }

  /** How many users of identity providers the pool has not. */
  public long federatedMissing() {
    return federated.missing();
  }

  /** How many memberships of users of identity providers the pool has not. */
  public long federatedMemberships() {
    return federated.memberships();
  }

  /** How many users of identity providers are disabled in the archive and not in the pool. */
  public long federatedDisabled() {
    return federated.disabled();
  }

  /** The verdicts by line. */
  public LineTable lines() {
    return lines;
  }

  @Override
  public void close() {
    spill.close();
  }
}
