package io.github.cognitobackup.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.internal.receipt.ReceiptWriter;
import io.github.cognitobackup.storage.ForwardingStorage;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PruningTest {

  private static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Retention LAST = Retention.builder().keepLast(1).build();

  private final InMemoryStorage storage = new InMemoryStorage();
  private final Map<ArchiveKey, PruneDecision> decisions = new HashMap<>();

  private static ArchiveKey day(int day) {
    return Samples.key(NOW.minus(Duration.ofDays(20L - day)).toString());
  }

  private Receipt put(int day) {
    return put(storage, day(day));
  }

  private static Receipt put(Storage storage, ArchiveKey key) {
    Samples.putWithReceipt(storage, key);
    return Samples.receipt(key, Samples.content(key));
  }

  private void verified(int day) {
    new ReceiptWriter(storage).replace(put(day).verifiedAt(NOW));
  }

  private void suspicious(int day) {
    new ReceiptWriter(storage)
        .replace(put(day).withSuspicion(Optional.of(new Suspicion(day(1), 1000))));
  }

  private void partial(int day) {
    Receipt whole = put(day);
    new ReceiptWriter(storage).replace(partial(whole));
  }

  private static Receipt partial(Receipt whole) {
    return new Receipt(
        whole.key(),
        Outcome.PARTIAL,
        whole.counts(),
        whole.size(),
        whole.sha256(),
        whole.wrappingKey(),
        whole.suspicious(),
        whole.verified());
  }

  private void damage(ArchiveKey key) {
    byte[] content = Samples.content(key);
    content[0] ^= 1;
    storage.delete(key.toString());
    Samples.put(storage, key.toString(), content);
  }

  private PruneReport prune(Storage on, Retention retention) {
    decisions.clear();
    return pruning(on, retention).apply(decision -> decisions.put(decision.key(), decision));
  }

  private static Pruning pruning(Storage on, Retention retention) {
    return Pruning.of(on, retention).clock(CLOCK).trustReceipts();
  }

  private PruneReport prune(Retention retention) {
    return prune(storage, retention);
  }

  private List<ArchiveKey> left() {
    return Samples.keys(storage).stream()
        .flatMap(key -> ArchiveKey.parse(key).stream())
        .sorted(Comparator.comparing(ArchiveKey::created))
        .toList();
  }

  private Set<KeepReason> reasons(int day) {
    return decisions.get(day(day)).reasons();
  }

  @Test
  void deletesOldBackupsWithTheirReceiptsAndNothingElse() {
    put(1);
    put(2);
    put(3);
    List<String> others =
        List.of(
            day(1) + ".restores/0123456789abcdef/identities-0001.jsonl.enc",
            day(1) + ".restores/0123456789abcdef/completed-1.enc",
            day(1) + ".bak",
            Samples.POOL + "/notes.json",
            "readme.txt");
    others.forEach(key -> Samples.put(storage, key, new byte[1]));

    PruneReport report = prune(LAST);

    assertThat(left()).containsExactly(day(3));
    assertThat(Samples.keys(storage)).containsAll(others).hasSize(2 + others.size());
    assertThat(report.gone()).isEqualTo(2);
    assertThat(report.kept()).isEqualTo(1);
    assertThat(report.goneBytes())
        .isEqualTo(Samples.content(day(1)).length + Samples.content(day(2)).length);
    assertThat(report.pools().get(0).proven()).contains(day(3));
    assertThat(report.failures()).isZero();
    assertThat(reasons(3))
        .containsExactly(KeepReason.LAST, KeepReason.NEWEST, KeepReason.NEWEST_COMPLETE);
    assertThat(decisions.get(day(1)).goes()).isTrue();
    storage.checkNothingOpen();
  }

  @Test
  void withoutAKeyNothingIsProvenAndNothingGoes() {
    put(1);
    verified(2);
    put(3);
    Set<String> before = Samples.keys(storage);
    Pruning pruning = Pruning.of(storage, LAST).clock(CLOCK);
    List<PruneDecision> shown = new ArrayList<>();

    PruneReport dry = pruning.dryRun(shown::add);
    PruneReport report = pruning.apply(decision -> decisions.put(decision.key(), decision));

    assertThat(Samples.keys(storage)).isEqualTo(before);
    assertThat(reasons(1)).containsExactly(KeepReason.UNPROVEN);
    assertThat(report.gone()).isZero();
    assertThat(report.pools().get(0).proven()).isEmpty();
    assertThat(report.firstFailures()).singleElement().asString().contains("unproven", "receipts");
    assertThat(decisions.values()).containsExactlyInAnyOrderElementsOf(shown);
    assertThat(dry.firstFailures()).isEqualTo(report.firstFailures());
  }

  @Test
  void dryRunDeletesNothing() {
    put(1);
    put(2);
    Set<String> before = Samples.keys(storage);

    PruneReport report = pruning(storage, LAST).dryRun(decision -> {});

    assertThat(report.applied()).isFalse();
    assertThat(report.gone()).isEqualTo(1);
    assertThat(Samples.keys(storage)).isEqualTo(before);
  }

  @Test
  void aBackupGoesWithAllItsArchives() {
    ArchiveKey plain = new ArchiveKey(Samples.POOL, day(1).created(), 1, false);
    put(storage, plain);
    put(1);
    put(storage, day(1).nextRevision());
    put(2);

    prune(LAST);

    assertThat(left()).containsExactly(day(2));
    assertThat(Samples.keys(storage)).hasSize(2);
  }

  @Test
  void whatHasNoReceiptIsKeptAndCountsForNothing() {
    put(1);
    put(2);
    Samples.put(storage, day(3));
    Samples.put(storage, day(4));
    Samples.put(storage, Receipts.keyOf(day(4)), "{}".getBytes(StandardCharsets.UTF_8));

    prune(LAST);

    assertThat(left()).containsExactly(day(2), day(3), day(4));
    assertThat(reasons(3)).containsExactly(KeepReason.NO_RECEIPT);
    assertThat(reasons(4)).containsExactly(KeepReason.NO_RECEIPT);
  }

  @Test
  void aBackupOfWhichOneArchiveHasNoReceiptIsKept() {
    put(1);
    Samples.put(storage, new ArchiveKey(Samples.POOL, day(1).created(), 1, false));
    put(2);

    prune(LAST);

    assertThat(reasons(1)).containsExactly(KeepReason.NO_RECEIPT);
    assertThat(left()).hasSize(3);
  }

  @Test
  void theNewestVerifiedIsNeverDeleted() {
    put(1);
    verified(2);
    put(3);
    put(4);

    PruneReport report = prune(LAST);

    assertThat(left()).containsExactly(day(2), day(4));
    assertThat(reasons(2)).containsExactly(KeepReason.NEWEST_VERIFIED);
    assertThat(report.pools().get(0).proven()).contains(day(2));
  }

  @Test
  void oneThatIsNotWhatItsReceiptSaysDoesNotCountAsVerified() {
    put(1);
    verified(2);
    verified(3);
    put(4);
    damage(day(3));

    PruneReport report = prune(LAST);

    assertThat(left()).containsExactly(day(2), day(3), day(4));
    assertThat(reasons(3)).containsExactly(KeepReason.DAMAGED);
    assertThat(reasons(2)).containsExactly(KeepReason.NEWEST_VERIFIED);
    assertThat(report.pools().get(0).proven()).contains(day(2));
    assertThat(report.failures()).isEqualTo(1);
    assertThat(report.firstFailures().get(0)).contains(day(3).toString());
  }

  private void undigested(int day) {
    Receipt known = put(day);
    new ReceiptWriter(storage)
        .replace(known.forRevision(known.key(), known.size(), Optional.empty(), Optional.empty()));
  }

  @Test
  void oneWithoutADigestCountsButAnotherOneIsProven() {
    put(1);
    put(2);
    undigested(3);
    undigested(4);

    PruneReport report = prune(LAST);

    assertThat(report.pools().get(0).proven()).contains(day(2));
    assertThat(report.failures()).isZero();
    assertThat(reasons(4))
        .containsExactly(KeepReason.LAST, KeepReason.NEWEST, KeepReason.NEWEST_COMPLETE);
    assertThat(left()).containsExactly(day(2), day(4));
    assertThat(prune(LAST).gone()).isZero();
  }

  @Test
  void aPartialOneIsNoProofForWholeOnesWithoutADigest() {
    undigested(1);
    undigested(2);
    partial(3);
    Set<String> before = Samples.keys(storage);

    PruneReport report = prune(LAST);

    assertThat(Samples.keys(storage)).isEqualTo(before);
    assertThat(report.pools().get(0).proven()).isEmpty();
    assertThat(report.failures()).isOne();
  }

  @Test
  void aMarkOfSuspicionCountsAlsoWithoutADigest() {
    put(1);
    put(2);
    undigested(3);
    Receipt odd = Receipts.of(storage).find(day(3), Samples.content(day(3)).length).orElseThrow();
    new ReceiptWriter(storage).replace(odd.withSuspicion(Optional.of(new Suspicion(day(2), 1000))));

    prune(LAST);

    assertThat(left()).containsExactly(day(1), day(2), day(3));
    assertThat(reasons(1)).containsExactly(KeepReason.NEWER_IS_SUSPICIOUS);
  }

  @Test
  void whereNoneHasADigestNothingIsDeletedWithoutTheKey() {
    undigested(1);
    undigested(2);
    put(3);
    damage(day(3));
    Set<String> before = Samples.keys(storage);

    PruneReport report = prune(LAST);

    assertThat(Samples.keys(storage)).isEqualTo(before);
    assertThat(report.failures()).isPositive();
    assertThat(reasons(1)).containsExactly(KeepReason.NOTHING_PROVEN);
    assertThat(decisions.get(day(1)).detail().orElseThrow()).contains("verify --all");
  }

  @Test
  void whereNothingCanBeProvenNothingIsDeleted() {
    for (int day = 1; day <= 4; day++) {
      put(day);
      damage(day(day));
    }
    Set<String> before = Samples.keys(storage);

    PruneReport report = prune(LAST);

    assertThat(Samples.keys(storage)).isEqualTo(before);
    assertThat(report.gone()).isZero();
    assertThat(report.failures()).isPositive();
  }

  @Test
  void anOutageDuringTheProofDeletesNothingOfThatPoolAlone() {
    put(1);
    put(2);
    ArchiveKey oldOther =
        new ArchiveKey("us-east-1_Other1", NOW.minus(Duration.ofDays(9)), 1, true);
    ArchiveKey newOther =
        new ArchiveKey("us-east-1_Other1", NOW.minus(Duration.ofDays(3)), 1, true);
    put(storage, oldOther);
    put(storage, newOther);
    Storage failing =
        new ForwardingStorage(storage) {
          @Override
          public StoredObject open(String key) {
            if (key.equals(day(2).toString())) {
              throw new StorageUnavailableException(true, "no connection", null);
            }
            return super.open(key);
          }
        };

    PruneReport report = prune(failing, LAST);

    assertThat(left()).containsExactlyInAnyOrder(day(1), day(2), newOther);
    assertThat(reasons(1)).containsExactly(KeepReason.NOTHING_PROVEN);
    assertThat(decisions.get(day(1)).detail().orElseThrow()).contains("no connection");
    assertThat(report.failures()).isEqualTo(1);
  }

  @Test
  void partialBackupsTakeNoPlaceOfCompleteOnes() {
    put(1);
    put(2);
    partial(3);
    partial(4);

    prune(Retention.builder().keepLast(2).build());
    assertThat(left()).containsExactly(day(1), day(2), day(3), day(4));

    prune(LAST);
    assertThat(left()).containsExactly(day(2), day(4));
  }

  @Test
  void aPoolOfPartialBackupsAloneIsPrunedToo() {
    partial(1);
    partial(2);

    PruneReport report = prune(LAST);

    assertThat(left()).containsExactly(day(2));
    assertThat(report.pools().get(0).proven()).contains(day(2));
  }

  @Test
  void whileTheNewestAreSuspiciousAllThatAreOlderStay() {
    put(1);
    put(2);
    suspicious(3);
    suspicious(4);

    prune(LAST);
    assertThat(reasons(1)).containsExactly(KeepReason.NEWER_IS_SUSPICIOUS);
    assertThat(left()).containsExactly(day(1), day(2), day(4));

    put(5); // a new measure, or the pool is as it was
    prune(LAST);
    assertThat(left()).containsExactly(day(5));
  }

  @Test
  void aSuspiciousBackupThatNoRuleKeepsStaysToKeepTheOthers() {
    put(1);
    put(2);
    suspicious(3);

    for (int time = 1; time <= 2; time++) {
      prune(Retention.builder().keepWithin(Period.ofDays(1)).build());
      assertThat(left()).containsExactly(day(1), day(2), day(3));
    }
  }

  @Test
  void whatIsDatedInTheFutureIsKeptAndCountsForNothing() {
    put(1);
    put(2);
    ArchiveKey ahead = Samples.key(NOW.plus(Duration.ofMinutes(15)).toString());
    put(storage, ahead);
    ArchiveKey future = Samples.key(NOW.plus(Duration.ofMinutes(16)).toString());
    put(storage, future);
    verified(400);

    PruneReport report = prune(LAST);

    assertThat(left()).containsExactly(ahead, future, day(400));
    assertThat(decisions.get(future).reasons()).containsExactly(KeepReason.FROM_THE_FUTURE);
    assertThat(reasons(400)).containsExactly(KeepReason.FROM_THE_FUTURE);
    assertThat(decisions.get(ahead).reasons()).contains(KeepReason.LAST);
    assertThat(report.firstFailures())
        .hasSize(2)
        .allSatisfy(failure -> assertThat(failure).contains("dated in the future"));
  }

  @Test
  void whenBackupsHaveStoppedTheLastOnesStay() {
    verified(1);
    put(2);

    prune(Retention.builder().keepWithin(Period.ofDays(2)).build());

    assertThat(left()).containsExactly(day(1), day(2));
  }

  @Test
  void aBackupThatARestoreStillNeedsIsKept() {
    for (int day = 1; day <= 6; day++) {
      put(day);
    }
    String journal = ".restores/0123456789abcdef/";
    Samples.put(storage, day(1) + journal + "pool-1.enc", new byte[1]);
    Samples.put(storage, day(2) + journal + "users-0-000001-1.enc", new byte[1]);
    Samples.put(storage, day(3) + journal + "users-0-000001-1.enc", new byte[1]);
    Samples.put(storage, day(3) + journal + "settled-1.enc", new byte[1]);
    Samples.put(storage, day(4) + journal + "users-0-000001-1.enc", new byte[1]);
    Samples.put(storage, day(4) + journal + "completed-1.enc", new byte[1]);
    Samples.put(
        storage,
        "restore-leases/eu-west-1_Target1/0000000003.json",
        ("{\"archive\":\"" + day(5) + "\"}").getBytes(StandardCharsets.UTF_8));

    prune(LAST);

    assertThat(left()).containsExactly(day(1), day(2), day(5), day(6));
    assertThat(reasons(1)).containsExactly(KeepReason.RESTORE_UNFINISHED);
    assertThat(decisions.get(day(2)).detail().orElseThrow()).contains(day(2) + journal);
    assertThat(decisions.get(day(5)).detail().orElseThrow()).contains("restore-leases/");
  }

  @Test
  void aLeaseThatCannotBeReadMayBeOfAny() {
    put(1);
    put(2);
    Samples.put(storage, "restore-leases/x/0000000001.json", new byte[] {1});

    prune(LAST);

    assertThat(reasons(1)).containsExactly(KeepReason.RESTORE_UNFINISHED);
  }

  @Test
  void whatCannotBeDeletedIsToldAndTheOthersGoOn() {
    put(1);
    put(2);
    put(3);
    put(4);
    Storage locked =
        new ForwardingStorage(storage) {
          @Override
          public void delete(String key) {
            if (key.equals(day(2).toString())) {
              throw new StorageUnavailableException(false, "it is locked until 2030", null);
            }
            super.delete(key);
          }
        };

    PruneReport report = prune(locked, LAST);

    assertThat(left()).containsExactly(day(2), day(4));
    assertThat(reasons(2)).containsExactly(KeepReason.NOT_DELETABLE);
    assertThat(decisions.get(day(2)).detail()).contains("it is locked until 2030");
    assertThat(Samples.keys(storage)).contains(Receipts.keyOf(day(2)));
    assertThat(report.gone()).isEqualTo(2);
    assertThat(report.failures()).isEqualTo(1);
  }

  @Test
  void whatTheStorageLocksStaysAndIsToldUntilWhen() {
    put(1);
    put(2);
    put(3);
    put(4);
    Storage locked =
        new ForwardingStorage(storage) {
          @Override
          public Optional<Instant> lockedUntil(String key) {
            return key.equals(day(2).toString())
                ? Optional.of(Instant.parse("2030-01-01T00:00:00Z"))
                : key.equals(day(3).toString()) ? Optional.of(Instant.MAX) : Optional.empty();
          }
        };

    PruneReport report = prune(locked, LAST);

    assertThat(left()).containsExactly(day(2), day(3), day(4));
    assertThat(reasons(2)).containsExactly(KeepReason.LOCKED);
    assertThat(decisions.get(day(2)).detail())
        .contains("locked by the storage until 2030-01-01T00:00:00Z");
    assertThat(decisions.get(day(3)).detail())
        .hasValueSatisfying(detail -> assertThat(detail).contains("legal hold"));
    assertThat(report.gone()).isOne();
    assertThat(report.failures()).isZero();
  }

  @Test
  void receiptsOfArchivesThatAreGoneAreRemovedByAPruningThatDeletes() {
    put(1);
    put(2);
    storage.delete(day(1).toString());

    assertThat(pruning(storage, LAST).dryRun(decision -> {}).orphans()).isEqualTo(1);
    assertThat(Samples.keys(storage)).contains(Receipts.keyOf(day(1)));
    assertThat(prune(LAST).orphans()).isEqualTo(1);
    assertThat(Samples.keys(storage))
        .containsExactlyInAnyOrder(day(2).toString(), Receipts.keyOf(day(2)));
  }

  @Test
  void onePoolAloneIsPrunedWhereOneIsNamed() {
    put(1);
    put(2);
    ArchiveKey other = new ArchiveKey("us-east-1_Other1", NOW.minus(Duration.ofDays(9)), 1, true);
    ArchiveKey newer = new ArchiveKey("us-east-1_Other1", NOW.minus(Duration.ofDays(3)), 1, true);
    put(storage, other);
    put(storage, newer);

    pruning(storage, LAST).ofPool("us-east-1_Other1").apply(decision -> {});

    assertThat(left()).containsExactlyInAnyOrder(day(1), day(2), newer);
    assertThatIllegalArgumentException().isThrownBy(() -> Pruning.of(storage, LAST).ofPool("../x"));
  }

  /** Some storage, and what is known of it. */
  private static final class Scene {

    final InMemoryStorage storage = new InMemoryStorage();
    final TreeMap<Instant, ArchiveKey> verified = new TreeMap<>();
    final TreeMap<Instant, ArchiveKey> whole = new TreeMap<>();
    final TreeMap<Instant, ArchiveKey> sound = new TreeMap<>();
    final Set<ArchiveKey> withoutReceipt = new TreeSet<>(Comparator.comparing(Object::toString));
    final Set<ArchiveKey> provable = new HashSet<>();
    final Set<String> foreign = new TreeSet<>();
    int fromTheFuture;

    boolean hasProvable(Map<Instant, ArchiveKey> archives) {
      return archives.values().stream().anyMatch(provable::contains);
    }

    Scene(long seed, int count) {
      Random random = new Random(seed);
      for (int i = 0; i < count; i++) {
        ArchiveKey key =
            new ArchiveKey(
                Samples.POOL, NOW.minus(Duration.ofHours(random.nextInt(3000) - 60)), 1, true);
        if (storage.stat(key.toString()).isPresent()) {
          continue;
        }
        Samples.put(storage, key);
        int kind = random.nextInt(10);
        if (kind == 0) {
          withoutReceipt.add(key);
        } else {
          Receipt receipt = Samples.receipt(key, Samples.content(key));
          receipt = kind <= 2 ? partial(receipt) : receipt;
          boolean odd = kind == 3;
          receipt = odd ? receipt.withSuspicion(Optional.of(new Suspicion(key, 9))) : receipt;
          boolean isVerified = random.nextInt(4) == 0;
          receipt = isVerified ? receipt.verifiedAt(NOW) : receipt;
          if (!isVerified && random.nextInt(4) == 0) {
            receipt =
                receipt.forRevision(key, receipt.size(), Optional.empty(), receipt.wrappingKey());
          } else {
            provable.add(key);
          }
          new ReceiptWriter(storage).write(receipt);
          if (key.created().isAfter(NOW)) {
            fromTheFuture++;
          } else {
            sound.put(key.created(), key);
            if (isVerified) {
              verified.put(key.created(), key);
            }
            if (kind > 3) {
              whole.put(key.created(), key);
            }
          }
        }
        if (random.nextInt(5) == 0) {
          foreign.add(key + ".restores/a/identities-0001.jsonl");
        }
      }
      foreign.add(Samples.POOL + "/other.txt");
      foreign.forEach(key -> Samples.put(storage, key, new byte[1]));
    }
  }

  private static Retention someRetention(int rules, int count) {
    Retention.Builder builder = Retention.builder();
    if ((rules & 1) != 0) {
      builder.keepLast(count);
    }
    if ((rules & 2) != 0) {
      builder.keepDaily(count);
    }
    if ((rules & 4) != 0) {
      builder.keepWeekly(count);
    }
    return (rules & 7) == 0 ? builder.keepWithin(Period.ofDays(count)).build() : builder.build();
  }

  @Property(tries = 300)
  void keepsItsPromisesWhateverLiesThere(
      @ForAll long seed,
      @ForAll @IntRange(max = 40) int count,
      @ForAll @IntRange(max = 7) int rules,
      @ForAll @IntRange(min = 1, max = 5) int keep) {
    Scene scene = new Scene(seed, count);
    Retention retention = someRetention(rules, keep);
    Pruning pruning = pruning(scene.storage, retention);
    Set<String> before = Samples.keys(scene.storage);

    List<PruneDecision> shown = new ArrayList<>();
    PruneReport dry = pruning.dryRun(shown::add);
    assertThat(Samples.keys(scene.storage)).isEqualTo(before);

    List<PruneDecision> done = new ArrayList<>();
    PruneReport report = pruning.apply(done::add);
    assertThat(done).isEqualTo(shown);
    assertThat(report.pools()).isEqualTo(dry.pools());
    Optional<ArchiveKey> proven =
        report.pools().stream().flatMap(pool -> pool.proven().stream()).findFirst();
    proven.ifPresent(key -> assertThat(scene.provable).contains(key));
    assertThat(report.gone() == 0 || proven.isPresent()).as("a proof before any goes").isTrue();
    boolean pledged =
        scene.hasProvable(scene.verified)
            || scene.hasProvable(scene.whole.isEmpty() ? scene.sound : scene.whole);
    assertThat(report.failures() - scene.fromTheFuture).isLessThanOrEqualTo(pledged ? 0 : 1);
    assertThat(report.gone() == 0 || pledged).as("none goes without one to prove").isTrue();

    Set<String> gone = new TreeSet<>(before);
    gone.removeAll(Samples.keys(scene.storage));
    Set<String> expected = new TreeSet<>();
    for (PruneDecision decision : done) {
      if (decision.goes()) {
        expected.add(decision.key().toString());
        expected.add(Receipts.keyOf(decision.key()));
      }
    }
    assertThat(gone).isEqualTo(expected);
    assertThat(gone).doesNotContainAnyElementsOf(scene.foreign);
    scene.withoutReceipt.forEach(key -> assertThat(gone).doesNotContain(key.toString()));
    if (!scene.verified.isEmpty()) {
      assertThat(gone).doesNotContain(scene.verified.lastEntry().getValue().toString());
    }
    if (!scene.whole.isEmpty()) {
      assertThat(gone).doesNotContain(scene.whole.lastEntry().getValue().toString());
    }
    proven.ifPresent(key -> assertThat(gone).doesNotContain(key.toString()));
    // the rules alone, on what is sound and on what is whole: nothing that they keep is gone
    for (TreeMap<Instant, ArchiveKey> kind : List.of(scene.sound, scene.whole)) {
      List<ArchiveKey> newestFirst = new ArrayList<>(kind.descendingMap().values());
      List<Set<KeepReason>> kept =
          retention.apply(newestFirst.stream().map(ArchiveKey::created).toList(), NOW);
      for (int i = 0; i < newestFirst.size(); i++) {
        if (!kept.get(i).isEmpty()) {
          assertThat(gone).doesNotContain(newestFirst.get(i).toString());
        }
      }
    }
    assertThat(pruning.apply(decision -> {}).gone()).as("a second time").isZero();
    scene.storage.checkNothingOpen();
  }
}
