package io.github.cognitobackup.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pace, by a clock that moves when it is told to. */
class QuotaGateTest {

  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND);

  /** How many calls a rate grants in a span, when each waits as it is told. */
  private int granted(Rate rate, long span) {
    long end = now.get() + span;
    int calls = 0;
    while (now.get() - end < 0) {
      now.addAndGet(rate.reserve());
      calls++;
    }
    return calls - 1;
  }

  @Test
  void grantsItsRateAndNoMore() {
    assertThat(granted(new Rate(30, now::get), 10 * SECOND)).isBetween(299, 301);
  }

  @Test
  void savesNothingUpForABurst() {
    Rate rate = new Rate(10, now::get);
    now.addAndGet(60 * SECOND);
    assertThat(granted(rate, SECOND)).isBetween(9, 11);
  }

  @Test
  void halvesItsPaceOnceForCallsRefusedTogether() {
    Rate rate = new Rate(20, now::get);
    now.addAndGet(5 * SECOND);
    for (int i = 0; i < 24; i++) {
      rate.slowDown();
    }
    assertThat(granted(rate, 10 * SECOND)).isBetween(98, 102);
  }

  @Test
  void slowsDownFurtherWhileItIsRefused() {
    Rate rate = new Rate(20, now::get);
    for (int i = 0; i < 20; i++) {
      now.addAndGet(2 * SECOND);
      rate.slowDown();
    }
    int calls = granted(rate, 100 * SECOND);
    assertThat(calls).as("never stops for ever").isBetween(35, 45);
  }

  @Test
  void recoversWithSuccess() {
    Rate rate = new Rate(20, now::get);
    rate.slowDown();
    for (int i = 0; i < 100; i++) {
      rate.recover();
    }
    assertThat(granted(rate, 10 * SECOND)).isBetween(197, 201);
  }

  @Property(tries = 100)
  void neverGrantsMoreThanItsRateInAnySecond(
      @ForAll @DoubleRange(min = 0.5, max = 200) double perSecond,
      @ForAll @IntRange(min = 1, max = 300) int calls) {
    AtomicLong clock = new AtomicLong();
    Rate rate = new Rate(perSecond, clock::get);
    long last = 0;
    for (int i = 0; i < calls; i++) {
      last = rate.reserve();
    }
    assertThat(last / (double) SECOND).isCloseTo((calls - 1) / perSecond, within(1e-3));
  }

  private static long nanosFor(QuotaGate gate, int calls, String operation, String pool)
      throws InterruptedException {
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      gate.acquire(operation, pool);
    }
    return System.nanoTime() - start;
  }

  @Test
  void keepsToItsShareOfACategory() throws InterruptedException {
    QuotaGate gate = QuotaGate.ofShare(1);
    // UserCreation is 50 a second
    assertThat(nanosFor(gate, 11, "AdminCreateUser", "p")).isGreaterThan(SECOND / 5 - SECOND / 100);
  }

  @Test
  void lendsNoCategoryToAnother() throws InterruptedException {
    QuotaGate gate = QuotaGate.ofShare(0.01);
    gate.acquire("AdminCreateUser", "p"); // the next one would wait two seconds
    assertThat(nanosFor(gate, 1, "ListUsers", "p")).isLessThan(SECOND);
    assertThat(nanosFor(gate, 1, "AdminSetUserPassword", "p")).isLessThan(SECOND);
  }

  @Test
  void grantsFiveASecondOfAnOperationOnAPool() throws InterruptedException {
    QuotaGate gate = QuotaGate.ofShare(1);
    assertThat(nanosFor(gate, 3, "ListGroups", "one")).isGreaterThan(SECOND * 2 / 5 - SECOND / 100);
    assertThat(nanosFor(gate, 1, "ListGroups", "another")).isLessThan(SECOND / 5);
  }

  @Test
  void isInterruptedWhileItWaits() throws InterruptedException {
    QuotaGate gate = QuotaGate.ofShare(0.001);
    gate.acquire("CreateUserPool", null);
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> gate.acquire("CreateUserPool", null));
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void letsEverythingThroughWhenUnlimited() throws InterruptedException {
    assertThat(nanosFor(QuotaGate.unlimited(), 10_000, "UpdateUserPool", "p")).isLessThan(SECOND);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.01, Double.NaN})
  void refusesAShareOutOfRange(double share) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QuotaGate.ofShare(share))
        .withMessageContaining("above 0 and at most 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AdminCreateUser",
        "AdminSetUserPassword",
        "AdminGetUser",
        "ListUsers",
        "CreateGroup"
      })
  void knowsTheCategoriesOfWhatItCalls(String operation) {
    assertThat(QuotaCategory.of(operation)).isNotEqualTo(QuotaCategory.OTHER);
  }
}
