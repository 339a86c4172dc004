package io.github.cognitobackup.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.internal.receipt.ReceiptWriter;
import io.github.cognitobackup.storage.ForwardingStorage;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nothing goes before one that stays was proven to be whole. */
class PruningProofTest extends PruningScene {

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
    new ReceiptWriter(storage)
        .replace(odd.withShrinkWarning(Optional.of(new ShrinkWarning(day(2), 1000))));

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
}
