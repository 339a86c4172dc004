package io.github.cognitobackup.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.emulator.scenario.PoolModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prints how many calls a real client gets through; the floors only catch a collapse. */
@Tag("long")
class SpeedTest extends EmulatorTestBase {

  private static final int THREADS = 4;

  @Test
  void answersManyCallsASecond() throws Exception {
    String poolId = emulator.cognito().generatePool("p", PoolModel.PLAIN, 100_000, 1);
    String target = emulator.cognito().createPool("t", PoolModel.PLAIN);
    String describe = "DescribeUserPool";

    for (int round = 0; round < 2; round++) {
      int offset = round * 20_000;
      rate(describe, 4000, i -> cognito.describeUserPool(r -> r.userPoolId(poolId)));
      double pages =
          rate("ListUsers, 60 users", 2000, i -> cognito.listUsers(r -> r.userPoolId(poolId)));
      double users =
          rate(
              "AdminCreateUser",
              8000,
              i -> create(target, "u" + (offset + i), "email", "u" + i + "@example.com"));
      assertThat(pages).isGreaterThan(20);
      assertThat(users).isGreaterThan(50);
    }
  }

  private static double rate(String name, int calls, IntConsumer call) throws Exception {
    long start = System.nanoTime();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> parts = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int first = t;
        parts.add(
            threads.submit(
                () -> {
                  for (int i = first; i < calls; i += THREADS) {
                    call.accept(i);
                  }
                }));
      }
      for (Future<?> part : parts) {
        part.get(1, TimeUnit.MINUTES);
      }
    } finally {
      threads.shutdownNow();
    }
    double rate = calls / ((System.nanoTime() - start) / 1e9);
    System.out.printf(Locale.ROOT, "%s: %.0f a second (%d threads)%n", name, rate, THREADS);
    return rate;
  }
}
