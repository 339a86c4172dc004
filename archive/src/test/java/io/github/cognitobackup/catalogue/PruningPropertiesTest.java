package io.github.cognitobackup.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.internal.receipt.ReceiptWriter;
import io.github.cognitobackup.storage.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
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

/** What holds of a pruning whatever lies there. */
class PruningPropertiesTest extends PruningScene {

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
          receipt =
              odd ? receipt.withShrinkWarning(Optional.of(new ShrinkWarning(key, 9))) : receipt;
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
