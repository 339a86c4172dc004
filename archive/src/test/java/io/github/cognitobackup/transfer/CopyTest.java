package io.github.cognitobackup.transfer;

import static io.github.cognitobackup.transfer.StoredContent.get;
import static io.github.cognitobackup.transfer.StoredContent.keys;
import static io.github.cognitobackup.transfer.StoredContent.put;
import static io.github.cognitobackup.transfer.StoredContent.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.storage.ForwardingStorage;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import io.github.cognitobackup.transfer.TransferListener.Phase;
import io.github.cognitobackup.transfer.TransferResult.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CopyTest {

  private static final String POOL = "eu-west-1_AbCdEfGhI";
  private static final String SEALED = POOL + "/20261123T101530.123Z.tar.gz.enc";
  private static final String REVISION = POOL + "/20261123T101530.123Z.r2.tar.gz.enc";
  private static final String PLAIN = POOL + "/20261124T101530.123Z.tar.gz";
  private static final String OTHER_POOL = "eu-west-1_Other/20261123T101530.123Z.tar.gz.enc";
  private static final String OLD_SEALED = "old/users.json.enc";

  private final InMemoryStorage from = new InMemoryStorage();
  private final InMemoryStorage to = new InMemoryStorage();
  private final Told told = new Told();

  @AfterEach
  void nothingStaysOpen() {
    from.checkNothingOpen();
    to.checkNothingOpen();
  }

  private TransferReport copy(Selection selection) {
    return Copy.between(from, to).listener(told).run(selection);
  }

  @Test
  void copiesArchivesAndReceiptsAsTheyAreAndNothingElse() {
    for (String key : new String[] {SEALED, REVISION, PLAIN, OTHER_POOL, OLD_SEALED}) {
      put(from, key, random(key.length() * 1000));
    }
    put(from, SEALED + ".json", "{\"a\":1}");
    put(from, "old/users.json", "[]");
    put(from, "config.yaml", "x");
    put(from, SEALED + ".restores/1/pool-1", "p");
    put(from, "restore-leases/a/1", "{}");

    TransferReport report = copy(Selection.all());

    assertThat(keys(to))
        .containsExactlyInAnyOrder(
            SEALED, REVISION, PLAIN, OTHER_POOL, OLD_SEALED, SEALED + ".json");
    for (String key : keys(to)) {
      assertThat(get(to, key)).as(key).isEqualTo(get(from, key));
    }
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.counts()).isEqualTo(Map.of(Status.COPIED, 5L));
    assertThat(report.bytes())
        .isEqualTo(told.results.stream().mapToLong(TransferResult::size).sum());
    assertThat(report.removed()).isZero();
  }

  @Test
  void copiesAgainOnlyWhatIsMissing() {
    put(from, SEALED, random(100));
    copy(Selection.all());
    put(from, PLAIN, random(200));
    put(from, SEALED + ".json", "{}");

    TransferReport report = copy(Selection.all());

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.counts()).isEqualTo(Map.of(Status.COPIED, 1L, Status.UNCHANGED, 1L));
    assertThat(keys(to)).contains(SEALED + ".json");
  }

  @Test
  void neverOverwritesAndGoesOn() {
    put(from, SEALED, random(100));
    put(from, REVISION, random(100));
    put(from, PLAIN, random(200));
    put(to, SEALED, random(99));
    byte[] sameSize = random(100);
    sameSize[50]++;
    put(to, REVISION, sameSize);

    TransferReport report = copy(Selection.all());

    assertThat(told.statuses())
        .isEqualTo(
            Map.of(SEALED, Status.CONFLICT, REVISION, Status.CONFLICT, PLAIN, Status.COPIED));
    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(get(to, SEALED)).isEqualTo(random(99));
    assertThat(get(to, REVISION)).isEqualTo(sameSize);
  }

  @Test
  void takesOnePoolOrOneKey() {
    put(from, SEALED, random(1));
    put(from, OTHER_POOL, random(2));
    put(from, "old/users.json", "[]");

    copy(Selection.pool(POOL));
    assertThat(keys(to)).containsExactly(SEALED);
    copy(Selection.key("old/users.json"));
    assertThat(keys(to)).contains("old/users.json").doesNotContain(OTHER_POOL);
  }

  @Test
  void aMissingKeyIsAFailure() {
    TransferReport report = copy(Selection.key(SEALED));

    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(told.only().detail()).contains(SEALED);
  }

  @Test
  void copiesWhatRestoresLeftWhenAskedTo() {
    put(from, SEALED, random(1));
    put(from, SEALED + ".restores/1/identity-map", random(2));
    put(from, "restore-leases/a/1", "{}");

    Copy.between(from, to).withRestores().run(Selection.all());

    assertThat(keys(to)).containsExactlyInAnyOrder(SEALED, SEALED + ".restores/1/identity-map");
  }

  @Test
  void aDryRunWritesNothing() {
    put(from, SEALED, random(100));
    put(from, PLAIN, random(100));
    put(to, PLAIN, random(100));

    TransferReport report = Copy.between(from, to).dryRun().listener(told).run(Selection.all());

    assertThat(told.statuses()).isEqualTo(Map.of(SEALED, Status.COPIED, PLAIN, Status.UNCHANGED));
    assertThat(report.dryRun()).isTrue();
    assertThat(keys(to)).containsExactly(PLAIN);
  }

  @Test
  void tellsHowFarItIs() {
    put(from, SEALED, random(3 << 20));

    copy(Selection.all());

    assertThat(told.progress).isEqualTo(Map.of(Phase.WRITING, 3L << 20, Phase.PROVING, 3L << 20));
  }

  @Test
  void aListenerThatFailsDisturbsNothing() {
    put(from, SEALED, random(100));
    TransferListener failing =
        new TransferListener() {
          @Override
          public void onArchive(TransferResult result) {
            throw new IllegalStateException("broken");
          }
        };

    assertThat(Copy.between(from, to).listener(failing).run(Selection.all()).outcome())
        .isEqualTo(Outcome.COMPLETE);
  }

  @Test
  void aCopyThatReadsOtherwiseIsAFailure() {
    put(from, SEALED, random(100));
    Storage rotten =
        new ForwardingStorage(to) {
          @Override
          public ObjectWriter create(String key) {
            ObjectWriter writer = super.create(key);
            return new Writer(writer) {
              @Override
              public OutputStream stream() {
                return new OutputStream() {
                  @Override
                  public void write(int b) throws IOException {
                    writer.stream().write(b ^ 1);
                  }
                };
              }
            };
          }
        };

    TransferReport report = Copy.between(from, rotten).listener(told).run(Selection.all());

    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(told.only().detail()).contains("reads otherwise");
    assertThat(copy(Selection.all()).count(Status.CONFLICT)).isEqualTo(1);
  }

  @Test
  void letsTheStorageCopyByItselfAndSaysWhatThatProves() {
    put(from, SEALED, random(100));
    Storage copying =
        new ForwardingStorage(to) {
          @Override
          public ObjectWriter create(String key) {
            ObjectWriter writer = super.create(key);
            return new Writer(writer) {
              @Override
              public boolean canCopy(StoredObject source) {
                return true;
              }

              @Override
              public void append(StoredObject source, long position) {
                writer.append(source, position);
              }
            };
          }
        };

    Copy.between(from, copying).listener(told).run(Selection.all());

    assertThat(told.only().detail()).contains("by the storage itself");
    assertThat(get(to, SEALED)).isEqualTo(random(100));
  }

  @Test
  void anInterruptionEndsItBetweenArchives() {
    put(from, SEALED, random(100));
    put(from, PLAIN, random(100));
    TransferListener interrupting =
        new TransferListener() {
          @Override
          public void onArchive(TransferResult result) {
            Thread.currentThread().interrupt();
          }
        };

    assertThatExceptionOfType(WorkInterruptedException.class)
        .isThrownBy(() -> Copy.between(from, to).listener(interrupting).run(Selection.all()));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(keys(to)).hasSize(1);
    assertThat(copy(Selection.all()).counts())
        .isEqualTo(Map.of(Status.COPIED, 1L, Status.UNCHANGED, 1L));
  }

  /** Hands on to another writer. */
  private static class Writer implements ObjectWriter {

    private final ObjectWriter writer;

    Writer(ObjectWriter writer) {
      this.writer = writer;
    }

    @Override
    public OutputStream stream() {
      return writer.stream();
    }

    @Override
    public void commit() {
      writer.commit();
    }

    @Override
    public void close() {
      writer.close();
    }
  }
}
