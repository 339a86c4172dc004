package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.PruneReport;
import io.github.cognitobackup.catalogue.Pruning;
import io.github.cognitobackup.catalogue.Receipt;
import io.github.cognitobackup.catalogue.Retention;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.internal.receipt.ReceiptWriter;
import io.github.cognitobackup.storage.ForwardingStorage;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.transfer.StoredContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Killed or failing at any moment and run again, a pruning ends as one that was not disturbed. */
class KilledPruningTest {

  private static final String POOL = "eu-west-1_AbCdEfGhI";
  private static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");
  private static final Retention RETENTION = Retention.builder().keepLast(2).build();

  private static Pruning pruning(Storage storage) {
    return Pruning.of(storage, RETENTION).clock(Clock.fixed(NOW, ZoneOffset.UTC)).trustReceipts();
  }

  private static void fill(Storage storage, int backups) {
    for (int i = 1; i <= backups; i++) {
      ArchiveKey key = new ArchiveKey(POOL, NOW.minus(Duration.ofHours(i)), 1, true);
      put(storage, key, i == 4);
      if (i % 3 == 0) {
        put(storage, key.nextRevision(), false);
        put(storage, new ArchiveKey(POOL, key.created(), 1, false), false);
      }
      if (i % 5 == 0) {
        StoredContent.put(storage, key + ".restores/a/identities-0001.jsonl.enc", new byte[1]);
      }
    }
  }

  private static void put(Storage storage, ArchiveKey key, boolean verified) {
    byte[] content = key.toString().getBytes(StandardCharsets.UTF_8);
    StoredContent.put(storage, key.toString(), content);
    Receipt receipt =
        new Receipt(
            key,
            Outcome.COMPLETE,
            new Manifest.Counts(1, 1, Map.of()),
            content.length,
            Optional.of(sha256(content)),
            Optional.empty(),
            Optional.empty(),
            verified ? Optional.of(NOW) : Optional.empty());
    new ReceiptWriter(storage).write(receipt);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> content(Storage storage) {
    Map<String, String> content = new TreeMap<>();
    for (String key : StoredContent.keys(storage)) {
      content.put(key, new String(StoredContent.get(storage, key), StandardCharsets.UTF_8));
    }
    return content;
  }

  private static Map<String, String> undisturbed(int backups) {
    InMemoryStorage storage = new InMemoryStorage();
    fill(storage, backups);
    assertThat(pruning(storage).apply(decision -> {}).gone()).isEqualTo(backups - 3L);
    return content(storage);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void endsTheSameWhereverItIsKilled(boolean lastIsDone) {
    int backups = 12;
    Map<String, String> wanted = undisturbed(backups);
    int steps = 0;
    for (boolean killed = true; killed; steps++) {
      InMemoryStorage storage = new InMemoryStorage();
      fill(storage, backups);
      MortalProcess process = new MortalProcess(steps + 1, lastIsDone);
      try {
        pruning(process.storage(storage)).apply(decision -> {});
      } catch (MortalProcess.Death e) {
        assertThat(process.isDead()).isTrue();
      }
      killed = process.isDead();
      assertThat(content(storage)).as("step %d", steps).containsAllEntriesOf(wanted);

      PruneReport again = pruning(storage).apply(decision -> {});

      assertThat(again.failures()).isZero();
      assertThat(content(storage)).as("step %d", steps).isEqualTo(wanted);
    }
    assertThat(steps).isGreaterThan(2 * (backups - 3));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void endsTheSameWhicheverCallFails(boolean retryable) {
    int backups = 7;
    Map<String, String> wanted = undisturbed(backups);
    boolean failed = true;
    for (int call = 1; failed; call++) {
      InMemoryStorage storage = new InMemoryStorage();
      fill(storage, backups);
      Failing failing = new Failing(storage, call, retryable);
      try {
        PruneReport report = pruning(failing).apply(decision -> {});
        assertThat(report.gone()).isLessThanOrEqualTo(backups - 3L);
      } catch (StorageUnavailableException e) {
        assertThat(call).as("only the listing of the storage ends it all").isEqualTo(1);
      }
      failed = failing.calls >= call;
      assertThat(content(storage)).as("call %d", call).containsAllEntriesOf(wanted);
      storage.checkNothingOpen();

      pruning(storage).apply(decision -> {});

      assertThat(content(storage)).as("call %d", call).isEqualTo(wanted);
    }
  }

  /** Fails at one call. */
  private static final class Failing extends StepStorage {

    private final int call;
    private final boolean retryable;
    private int calls;

    Failing(Storage storage, int call, boolean retryable) {
      super(storage);
      this.call = call;
      this.retryable = retryable;
    }

    @Override
    void look() {
      if (++calls == call) {
        throw new StorageUnavailableException(retryable, "call " + call + " fails", null);
      }
    }
  }

  @Test
  void twoAtOnceDoNoHarm() throws Exception {
    Map<String, String> wanted = undisturbed(40);
    InMemoryStorage storage = new InMemoryStorage();
    fill(storage, 40);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<PruneReport>> four =
          Collections.nCopies(4, () -> pruning(storage).apply(decision -> {}));
      for (Future<PruneReport> each : threads.invokeAll(four, 1, TimeUnit.MINUTES)) {
        PruneReport unused = each.get(1, TimeUnit.MINUTES);
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(content(storage)).containsAllEntriesOf(wanted);
    pruning(storage).apply(decision -> {});
    assertThat(content(storage)).isEqualTo(wanted);
  }

  /** The process: the folder, and the deletion before which it waits to be killed. */
  static final class Main {

    private Main() {}

    public static void main(String[] arguments) {
      AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[1]));
      pruning(
              new ForwardingStorage(new FolderStorage(Path.of(arguments[0]))) {
                @Override
                public void delete(String key) {
                  if (left.decrementAndGet() == 0) {
                    waitForDeath();
                  }
                  super.delete(key);
                }
              })
          .apply(decision -> {});
    }

    private static void waitForDeath() {
      System.out.write('!');
      System.out.flush();
      try {
        int unused = System.in.read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void aProcessThatIsKilledThriceLosesNothing(@TempDir Path folder) throws Exception {
    killProcesses(folder, 3);
  }

  @Test
  @Tag("long") // a hundred processes
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void aProcessThatIsKilledAHundredTimesLosesNothing(@TempDir Path folder) throws Exception {
    killProcesses(folder, 100);
  }

  private static void killProcesses(Path folder, int times) throws Exception {
    int backups = 60;
    Map<String, String> wanted = undisturbed(backups);
    for (int time = 0; time < times; time++) {
      Path place = Files.createDirectory(folder.resolve("kill-" + time));
      FolderStorage storage = new FolderStorage(place);
      fill(storage, backups);
      int before = content(storage).size();
      int deletions = before - wanted.size();
      int last = 2 + time * (deletions - 2) / times;
      Path log = folder.resolve("log-" + time);
      Process process = JavaProcess.start(log, Main.class, place, last);
      assertThat(process.getInputStream().read()).as(Files.readString(log)).isEqualTo('!');
      JavaProcess.kill(process);
      assertThat(content(storage))
          .as("killed in the midst of it, at deletion %d", last)
          .hasSizeBetween(wanted.size() + 1, before - 1);
      assertThat(content(storage)).as("kill %d", time).containsAllEntriesOf(wanted);

      assertThat(pruning(storage).apply(decision -> {}).failures()).isZero();

      assertThat(content(storage)).as("kill %d", time).isEqualTo(wanted);
    }
  }
}
