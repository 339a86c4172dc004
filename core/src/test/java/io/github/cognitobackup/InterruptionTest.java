package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.restore.RestoreRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup or restore that is interrupted stops, and leaves nothing running. */
class InterruptionTest extends BackupScene {

  @ParameterizedTest
  @ValueSource(strings = {"DescribeUserPool", "ListUsers", "ListUsersInGroup"})
  void stopsCleanlyWhenInterrupted(String during) throws InterruptedException {
    List<String> before = objects();
    bed.emulator.inject(Fault.on(during).delay(Duration.ofMillis(300)));

    Interrupted interrupted = interrupt(during, () -> bed.backuper().backup(pool));

    assertThat(interrupted.thrown).isInstanceOf(WorkInterruptedException.class);
    assertThat(interrupted.flag).isTrue();
    assertThat(objects()).isEqualTo(before);
    noThreadsAreLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CreateGroup", "AdminCreateUser", "AdminSetUserPassword"})
  void stopsARestoreCleanlyWhenInterrupted(String during) throws InterruptedException {
    String small = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    String key = bed.backuper().backup(small).key();
    RestoreRequest request = RestoreRequest.of(key).intoNewPool("interrupted " + during);
    bed.emulator.inject(Fault.on(during).delay(Duration.ofMillis(300)));

    Interrupted interrupted = interrupt(during, () -> bed.backuper().restore(request));

    assertThat(interrupted.thrown).isInstanceOf(WorkInterruptedException.class);
    assertThat(interrupted.flag).isTrue();
    noThreadsAreLeft();
    bed.emulator.clearFaults();
    assertThat(bed.backuper().restore(request).comparison().equal()).isTrue();
  }

  private record Interrupted(Throwable thrown, boolean flag) {}

  /** Runs work on a thread of its own and interrupts it during an operation. */
  private Interrupted interrupt(String during, Runnable work) throws InterruptedException {
    AtomicReference<Interrupted> result = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                result.set(new Interrupted(e, Thread.currentThread().isInterrupted()));
              }
            });
    long calls = bed.emulator.calls(during);
    thread.start();
    while (bed.emulator.calls(during) == calls) {
      assertThat(thread.isAlive() || bed.emulator.calls(during) > calls)
          .as("it calls %s", during)
          .isTrue();
      Thread.onSpinWait();
    }
    thread.interrupt();
    thread.join(Duration.ofMinutes(1).toMillis());
    assertThat(result.get()).as("ended by the interruption").isNotNull();
    return result.get();
  }

  private static void noThreadsAreLeft() {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (ours().findAny().isPresent()) {
      assertThat(System.nanoTime())
          .as("threads are left: %s", ours().toList())
          .isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static Stream<String> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("cognito-backup"));
  }

  @Test
  void leavesNoThreadsBehind() {
    backup();
    noThreadsAreLeft();
  }
}
