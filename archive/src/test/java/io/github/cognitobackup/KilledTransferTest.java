package io.github.cognitobackup;

import static io.github.cognitobackup.transfer.StoredContent.get;
import static io.github.cognitobackup.transfer.StoredContent.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.Catalogue;
import io.github.cognitobackup.catalogue.CatalogueEntry;
import io.github.cognitobackup.catalogue.Receipt;
import io.github.cognitobackup.internal.receipt.ReceiptWriter;
import io.github.cognitobackup.internal.vault.Vault;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.transfer.Copy;
import io.github.cognitobackup.transfer.KeyService;
import io.github.cognitobackup.transfer.Migration;
import io.github.cognitobackup.transfer.Rewrap;
import io.github.cognitobackup.transfer.SampleArchives;
import io.github.cognitobackup.transfer.Selection;
import io.github.cognitobackup.transfer.StoredContent;
import io.github.cognitobackup.transfer.TransferReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Killed at any step, or disturbed by another run, work on archives loses none of them. */
class KilledTransferTest {

  private static final int ARCHIVES = 3;

  private final KeyService key = new KeyService("K");
  private final KeyService next = new KeyService("NEXT");

  private static String plain(int number) {
    return SampleArchives.POOL + "/2026112" + number + "T101530.123Z.tar.gz";
  }

  private static List<String> archives(Storage storage) {
    return StoredContent.keys(storage).stream().filter(name -> !name.endsWith(".json")).toList();
  }

  private InMemoryStorage filled(boolean sealed) {
    InMemoryStorage storage = new InMemoryStorage();
    for (int i = 1; i <= ARCHIVES; i++) {
      if (sealed) {
        put(
            Vault.of(storage).sealedBy(key).objects(),
            plain(i) + ".enc",
            SampleArchives.archiveOf(plain(i), i));
      } else {
        put(storage, plain(i), SampleArchives.archiveOf(plain(i), i));
      }
      String name = plain(i) + (sealed ? ".enc" : "");
      new ReceiptWriter(storage)
          .write(
              new Receipt(
                  ArchiveKey.parse(name).orElseThrow(),
                  Outcome.COMPLETE,
                  new Manifest.Counts(i, 0, Map.of()),
                  storage.stat(name).orElseThrow().size(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty()));
    }
    return storage;
  }

  /** Every archive is there in some form, and each form that is there is whole. */
  private void assertNothingLost(Storage storage, String where) {
    for (int i = 1; i <= ARCHIVES; i++) {
      String stem = plain(i).replace(".tar.gz", "");
      List<String> forms =
          archives(storage).stream().filter(name -> name.startsWith(stem)).toList();
      assertThat(forms).as("%s: archive %d", where, i).isNotEmpty();
      for (String form : forms) {
        Storage opening =
            !form.endsWith(".enc")
                ? storage
                : Vault.of(storage).sealedBy(form.contains(".r2.") ? next : key).objects();
        assertThat(get(opening, form))
            .as("%s: %s", where, form)
            .isEqualTo(SampleArchives.archiveOf(plain(i), i));
      }
    }
  }

  /** Each archive that is left has a receipt, and no other one is there. */
  private static void assertReceiptsCame(Storage storage, String where) {
    try (Stream<CatalogueEntry> entries = Catalogue.of(storage).archives()) {
      assertThat(entries.flatMap(entry -> entry.receipt().stream()))
          .as(where)
          .extracting(receipt -> receipt.counts().users())
          .containsExactlyInAnyOrder(1L, 2L, 3L);
    }
    assertThat(StoredContent.keys(storage)).as(where).hasSize(2 * ARCHIVES);
  }

  private void killEverywhere(
      Supplier<InMemoryStorage> start,
      BiFunction<MortalProcess, Storage, TransferReport> work,
      List<String> end) {
    MortalProcess whole = MortalProcess.immortal();
    InMemoryStorage undisturbed = start.get();
    assertThat(work.apply(whole, undisturbed).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(whole.steps()).isGreaterThan(ARCHIVES);
    assertThat(archives(undisturbed)).isEqualTo(end);
    for (int step = 1; step <= whole.steps(); step++) {
      for (boolean done : new boolean[] {false, true}) {
        String where = "killed " + (done ? "after" : "before") + " step " + step;
        InMemoryStorage storage = start.get();
        MortalProcess process = new MortalProcess(step, done);
        try {
          TransferReport unused = work.apply(process, storage);
        } catch (MortalProcess.Death e) {
          assertThat(process.isDead()).as(where).isTrue();
        }
        assertNothingLost(storage, where);

        TransferReport report = work.apply(MortalProcess.immortal(), storage);

        assertThat(report.outcome()).as(where).isEqualTo(Outcome.COMPLETE);
        assertThat(archives(storage)).as(where).isEqualTo(end);
        assertNothingLost(storage, where);
        assertReceiptsCame(storage, where);
      }
    }
  }

  private static List<String> all(String from, String to) {
    return IntStream.rangeClosed(1, ARCHIVES).mapToObj(i -> plain(i).replace(from, to)).toList();
  }

  @Test
  void aMigrationGoesOnWhereverItIsKilled() {
    killEverywhere(
        () -> filled(false),
        (process, storage) -> Migration.of(process.storage(storage), key).run(Selection.all()),
        all(".gz", ".gz.enc"));
  }

  @Test
  void aRewrapGoesOnWhereverItIsKilled() {
    killEverywhere(
        () -> filled(true),
        (process, storage) ->
            Rewrap.of(process.storage(storage), next.rewrapperFrom("K")).run(Selection.all()),
        all(".tar.gz", ".r2.tar.gz.enc"));
  }

  @Test
  void aCopyGoesOnWhereverItIsKilled() {
    for (int step = 1; step <= ARCHIVES; step++) {
      InMemoryStorage source = filled(true);
      InMemoryStorage target = new InMemoryStorage();
      MortalProcess process = new MortalProcess(step, step % 2 == 0);
      assertThatExceptionOfType(MortalProcess.Death.class)
          .isThrownBy(() -> Copy.between(source, process.storage(target)).run(Selection.all()));

      assertThat(Copy.between(source, target).run(Selection.all()).outcome())
          .isEqualTo(Outcome.COMPLETE);
      assertThat(archives(target)).isEqualTo(all(".gz", ".gz.enc"));
      assertNothingLost(target, "killed at step " + step);
      assertNothingLost(source, "the source, killed at step " + step);
    }
  }

  @Test
  void twoMigrationsAtOnceLoseNothing() throws Exception {
    atOnce(20, false, all(".gz", ".gz.enc"));
  }

  @Test
  void twoRewrapsAtOnceLoseNothing() throws Exception {
    atOnce(20, true, all(".tar.gz", ".r2.tar.gz.enc"));
  }

  @Test
  @Tag("long") // chance decides who is faster where
  void manyAtOnceLoseNothing() throws Exception {
    atOnce(2000, false, all(".gz", ".gz.enc"));
    atOnce(2000, true, all(".tar.gz", ".r2.tar.gz.enc"));
  }

  private void atOnce(int rounds, boolean sealed, List<String> end) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      for (int round = 0; round < rounds; round++) {
        InMemoryStorage storage = filled(sealed);
        Callable<TransferReport> work =
            () ->
                sealed
                    ? Rewrap.of(storage, next.rewrapperFrom("K")).run(Selection.all())
                    : Migration.of(storage, key).run(Selection.all());
        List<Future<TransferReport>> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          runs.add(threads.submit(work));
        }
        for (Future<TransferReport> run : runs) {
          TransferReport unused = run.get(1, TimeUnit.MINUTES);
        }
        assertNothingLost(storage, "round " + round);
        assertThat(work.call().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(archives(storage)).isEqualTo(end);
        assertNothingLost(storage, "round " + round);
        assertReceiptsCame(storage, "round " + round);
        storage.checkNothingOpen();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
