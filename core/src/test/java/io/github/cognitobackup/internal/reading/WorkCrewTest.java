package io.github.cognitobackup.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.error.WorkInterruptedException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkCrewTest {

  private final WorkCrew crew = new WorkCrew("at tests", 2);
  private final AtomicInteger done = new AtomicInteger();

  @AfterEach
  void close() {
    crew.close();
  }

  @Test
  void doesAllBeforeItIsFinished() {
    for (int i = 0; i < 100; i++) {
      crew.submit(done::incrementAndGet);
    }
    crew.finish();
    assertThat(done).hasValue(100);

    crew.submit(done::incrementAndGet);
    crew.finish();
    assertThat(done).hasValue(101);
  }

  @Test
  void takesNoMoreThanItCanBeginSoon() throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    AtomicInteger taken = new AtomicInteger();
    Thread feeder =
        new Thread(
            () -> {
              for (int i = 0; i < 7; i++) {
                crew.submit(() -> await(gate));
                taken.incrementAndGet();
              }
            });
    feeder.start();
    while (taken.get() < 6) {
      Thread.sleep(1);
    }
    feeder.join(100);
    assertThat(taken).hasValue(6);

    gate.countDown();
    feeder.join();
    assertThat(taken).hasValue(7);
  }

  @Test
  void theFirstFailureStopsAll() {
    crew.submit(
        () -> {
          throw new ArithmeticException("first");
        });

    assertThatExceptionOfType(ArithmeticException.class).isThrownBy(crew::finish);
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> crew.submit(done::incrementAndGet));
    assertThat(done).hasValue(0);
  }

  @Test
  void anInterruptionEndsTheWait() {
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(WorkInterruptedException.class).isThrownBy(crew::finish);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void closingInterruptsWhatIsRunning() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger interrupted = new AtomicInteger();
    crew.submit(
        () -> {
          begun.countDown();
          try {
            Thread.sleep(60_000);
          } catch (InterruptedException e) {
            interrupted.incrementAndGet();
          }
        });
    begun.await();
    crew.close();

    assertThat(interrupted).hasValue(1);
  }

  private static void await(CountDownLatch gate) {
    try {
      assertThat(gate.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
