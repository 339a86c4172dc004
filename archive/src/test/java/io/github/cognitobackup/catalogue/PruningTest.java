package io.github.cognitobackup.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.ForwardingStorage;
import io.github.cognitobackup.storage.Storage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What goes, what stays, and what is told of it. */
class PruningTest extends PruningScene {

  @Test
  void deletesForeignBackupsWithTheirReceiptsAndNothingElse() {
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
    assertThat(report.firstFailures())
        .singleElement()
        .asString()
        .contains("no archive was opened", "receipts");
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
}
