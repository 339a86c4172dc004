package io.github.cognitobackup.transfer;

import static io.github.cognitobackup.transfer.SampleArchives.POOL;
import static io.github.cognitobackup.transfer.SampleArchives.archiveOf;
import static io.github.cognitobackup.transfer.StoredContent.get;
import static io.github.cognitobackup.transfer.StoredContent.keys;
import static io.github.cognitobackup.transfer.StoredContent.put;
import static io.github.cognitobackup.transfer.StoredContent.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.internal.vault.Vault;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.transfer.TransferResult.Status;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RewrapTest extends RewrapScene {

  private static final String R3 = POOL + "/20261123T101530.123Z.r3.tar.gz.enc";

  private byte[] opened(String name) {
    return get(Vault.of(storage).sealedBy(key).objects(), name);
  }

  @Test
  void movesToTheNewKeyAndLeavesTheBodyAsItIs() {
    seal(BASE, random(3_000_000));
    seal(SECOND, random(17));
    byte[] before = get(storage, BASE);

    TransferReport report = rewrap();

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.counts()).isEqualTo(Map.of(Status.REWRAPPED, 2L));
    assertThat(report.removed()).isEqualTo(2);
    assertThat(keys(storage)).containsExactly(R2, SECOND.replace(".tar", ".r2.tar"));
    assertThat(opened(R2)).isEqualTo(random(3_000_000));
    byte[] after = get(storage, R2);
    assertThat(Arrays.copyOfRange(after, after.length - 3_000_016, after.length))
        .isEqualTo(Arrays.copyOfRange(before, before.length - 3_000_016, before.length));
    assertThat(old.calls).hasValue(2);
    assertThat(key.calls).hasValue(3);
  }

  @ParameterizedTest
  @CsvSource({
    "old/users.json.enc, old/users.r2.json.enc",
    "b.tgz.enc, b.r2.tgz.enc",
    "b.r9.tar.gz.enc, b.r10.tar.gz.enc",
    "b.r10.tar.gz.enc, b.r11.tar.gz.enc"
  })
  void findsANameForTheNextRevisionOfAnyBackup(String name, String next) {
    seal(name, random(100));

    assertThat(rewrap().counts()).isEqualTo(Map.of(Status.REWRAPPED, 1L));

    assertThat(keys(storage)).containsExactly(next);
    assertThat(opened(next)).isEqualTo(random(100));
  }

  @Test
  void saysWhyANameHasNoNextRevision() {
    seal("backup.enc", random(100));
    seal("b.r999999.tgz.enc", random(100));

    assertThat(rewrap.listener(told).run(Selection.key("backup.enc")).outcome())
        .isEqualTo(Outcome.FAILED);
    assertThat(told.only().detail()).contains("copy it under a name");
    assertThat(rewrap.run(Selection.key("b.r999999.tgz.enc")).outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void doesNothingTwice() {
    seal(BASE, random(100));
    rewrap();

    TransferReport again = rewrap.listener(told).run(Selection.key(BASE));

    assertThat(again.counts()).isEqualTo(Map.of(Status.UNCHANGED, 1L));
    assertThat(rewrap.run(Selection.all()).counts()).isEqualTo(Map.of(Status.UNCHANGED, 1L));
    assertThat(keys(storage)).containsExactly(R2);
  }

  @Test
  void keepsTheOldOneUntilTold() {
    seal(BASE, random(100));

    rewrap.keepOld().run(Selection.all());
    assertThat(keys(storage)).containsExactlyInAnyOrder(BASE, R2);
    assertThat(rewrap.keepOld().run(Selection.all()).counts())
        .isEqualTo(Map.of(Status.UNCHANGED, 1L));
    TransferReport last = rewrap.run(Selection.all());

    assertThat(last.counts()).isEqualTo(Map.of(Status.UNCHANGED, 1L));
    assertThat(last.removed()).isEqualTo(1);
    assertThat(keys(storage)).containsExactly(R2);
  }

  @Test
  void removesAllOlderRevisionsThatAreTheSame() {
    seal(BASE, random(100));
    rewrap.keepOld().run(Selection.all());
    KeyService third = new KeyService("THIRD");

    TransferReport report =
        Rewrap.of(storage, third.rewrapperFrom("OLD", "a new key of another length"))
            .run(Selection.all());

    assertThat(report.removed()).isEqualTo(2);
    assertThat(keys(storage)).containsExactly(R3);
    assertThat(get(Vault.of(storage).sealedBy(third).objects(), R3)).isEqualTo(random(100));
  }

  @Test
  void keepsOlderRevisionsThatAreSomethingElse() {
    seal(BASE, random(100));
    seal(R2, random(100));

    assertThat(rewrap().outcome()).isEqualTo(Outcome.FAILED);

    assertThat(told.only().status()).isEqualTo(Status.CONFLICT);
    assertThat(told.only().detail()).contains(BASE);
    assertThat(keys(storage)).containsExactlyInAnyOrder(BASE, R2, R3);
  }

  @Test
  void keepsOlderRevisionsWhoseBodyWasChanged() {
    seal(BASE, random(100));
    rewrap.keepOld().run(Selection.all());
    byte[] changed = get(storage, R2);
    changed[changed.length - 20]++;
    storage.delete(R2);
    put(storage, R2, changed);

    assertThat(rewrap().counts()).isEqualTo(Map.of(Status.CONFLICT, 1L));
    assertThat(keys(storage)).contains(BASE, R2);
  }

  @Test
  void opensWhatIsUnderTheNewKeyWhenToldTo() {
    seal(BASE, random(100));
    byte[] damaged = get(storage, BASE);
    damaged[damaged.length - 20]++;
    storage.delete(BASE);
    put(storage, BASE, damaged);
    seal(SECOND, archiveOf(SECOND, 2));
    String rolledBack = POOL + "/20261125T101530.123Z.tar.gz.enc";
    put(storage, rolledBack, get(storage, SECOND));

    TransferReport report = rewrap.verifyWith(key).listener(told).run(Selection.all());

    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(told.statuses())
        .isEqualTo(
            Map.of(BASE, Status.CONFLICT, SECOND, Status.REWRAPPED, rolledBack, Status.CONFLICT));
    assertThat(keys(storage)).contains(BASE, rolledBack).doesNotContain(SECOND);
  }

  @Test
  void goesOnPastWhatIsUnderAnUnknownKeyAndWhatIsDamaged() {
    for (int day = 10; day < 20; day++) {
      put(
          Vault.of(storage).sealedBy(new KeyService("STRANGE")).objects(),
          POOL + "/202610" + day + "T101530.123Z.tar.gz.enc",
          random(10));
    }
    put(storage, POOL + "/20261020T101530.123Z.tar.gz.enc", "no envelope");
    seal(BASE, random(100));

    TransferReport report = rewrap();

    assertThat(report.counts())
        .isEqualTo(Map.of(Status.FAILED, 10L, Status.DAMAGED, 1L, Status.REWRAPPED, 1L));
    assertThat(report.stopped()).isEmpty();
  }

  @Test
  void endsWhenTheKeyIsRefusedAgainAndAgain() {
    for (int day = 10; day < 20; day++) {
      seal(POOL + "/202610" + day + "T101530.123Z.tar.gz.enc", random(10));
    }
    key.disabled = true;

    TransferReport report = rewrap();

    assertThat(report.stopped()).isPresent();
    assertThat(key.calls).hasValue(3);
    assertThat(keys(storage)).hasSize(10);
  }

  @Test
  void skipsPlainArchives() {
    put(storage, POOL + "/20261123T101530.123Z.tar.gz", "plain");
    put(storage, "config.json", "{}");

    assertThat(rewrap().outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(told.only().status()).isEqualTo(Status.SKIPPED);
    assertThat(told.only().detail()).contains("migrate");
    assertThat(rewrap.run(Selection.key("config.json")).outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void aDryRunAsksTheKeyAndDoesNothing() {
    seal(BASE, random(100));

    TransferReport report = rewrap.dryRun().listener(told).run(Selection.all());

    assertThat(told.only().target()).isEqualTo(R2);
    assertThat(report.counts()).isEqualTo(Map.of(Status.REWRAPPED, 1L));
    assertThat(keys(storage)).containsExactly(BASE);
  }

  @Test
  void letsTheStorageCopyTheBody() {
    seal(BASE, random(100));
    Storage copying = new CopyingStorage(storage, 0);

    TransferReport report =
        Rewrap.of(copying, key.rewrapperFrom("OLD")).listener(told).run(Selection.all());

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(told.only().detail()).contains("copied by the storage itself");
    assertThat(opened(R2)).isEqualTo(random(100));
  }

  @Test
  void noticesWhenTheStorageCopiesTooLittle() {
    seal(BASE, random(100));
    Storage copying = new CopyingStorage(storage, 1);

    TransferReport report = Rewrap.of(copying, key.rewrapperFrom("OLD")).run(Selection.all());

    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(keys(storage)).contains(BASE);
  }
}
