package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.storage.ForwardingStorage;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Backups of one pool that begin in the same millisecond. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupsOfOneMillisecondTest {

  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00.123456Z");

  private InMemoryStorage storage = new InMemoryStorage();
  private TestBed bed;
  private String pool;

  @BeforeAll
  void open() {
    bed = new TestBed();
    pool = bed.emulator.cognito().generatePool("customers", PoolModel.PLAIN, 20, 5);
  }

  @AfterAll
  void close() {
    bed.close();
  }

  @AfterEach
  void nothingStaysOpen() {
    storage.checkNothingOpen();
    storage = new InMemoryStorage();
  }

  private Backuper backuper(Storage into, BackupListener listener) {
    return bed.builder()
        .storage(into)
        .clock(Clock.fixed(NOW, ZoneOffset.UTC))
        .listener(listener)
        .build();
  }

  private Backuper backuper() {
    return backuper(storage, new BackupListener() {});
  }

  @Test
  void bothSucceedOneAfterTheOther() {
    assertSound(backuper().backup(pool).key());
    assertSound(backuper().backup(pool).key());
    assertThat(starts()).hasSize(2);
  }

  @Test
  void bothSucceedAtTheSameTimeByWhicheverBackuper() throws Exception {
    int count = 4;
    CyclicBarrier allHaveBegun = new CyclicBarrier(count);
    BackupListener meeting =
        new BackupListener() {
          @Override
          public void onUsers(long users) {
            if (users == 1) {
              await(allHaveBegun);
            }
          }
        };
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Future<BackupReport>> reports =
          IntStream.range(0, count)
              .mapToObj(i -> threads.submit(() -> backuper(storage, meeting).backup(pool)))
              .toList();
      for (Future<BackupReport> report : reports) {
        assertSound(report.get(1, TimeUnit.MINUTES).key());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(starts()).hasSize(count);
  }

  @Test
  void failForNowWhereAnotherProcessWasFirst() {
    Storage raced = new FirstByAnotherProcess(storage);

    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> backuper(raced, new BackupListener() {}).backup(pool))
        .matches(StorageUnavailableException::retryable)
        .withCauseInstanceOf(ArchiveExistsException.class)
        .withMessageContaining("same millisecond");
    assertSound(backuper().backup(pool).key());
  }

  private List<Instant> starts() {
    return backuper().list().map(entry -> entry.key().created()).distinct().toList();
  }

  private void assertSound(String key) {
    Instant named = ArchiveKey.parse(key).orElseThrow().created();
    assertThat(backuper().verify(key).header().start().truncatedTo(ChronoUnit.MILLIS))
        .isEqualTo(named);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Publishes an object of its own under each key of an archive just before its commit. */
  private static final class FirstByAnotherProcess extends ForwardingStorage {

    FirstByAnotherProcess(Storage delegate) {
      super(delegate);
    }

    @Override
    public ObjectWriter create(String key) {
      return new Raced(key, super.create(key), super.create(key));
    }

    private record Raced(String key, ObjectWriter writer, ObjectWriter first)
        implements ObjectWriter {

      @Override
      public OutputStream stream() {
        return writer.stream();
      }

      @Override
      public void commit() {
        try {
          first.stream().write(1);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        first.commit();
        writer.commit();
      }

      @Override
      public void close() {
        writer.close();
        first.close();
      }
    }
  }
}
