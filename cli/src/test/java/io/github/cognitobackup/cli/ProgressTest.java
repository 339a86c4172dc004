package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {

  private static final OptionalInt LOG = OptionalInt.empty();

  private final StringWriter written = new StringWriter();
  private final AtomicLong clock = new AtomicLong();

  @Test
  void linesTellWhereEachPartEnded() {
    try (Progress progress = Progress.on(new PrintWriter(written), LOG)) {
      progress.onResource("clients", "a");
      progress.onUsers(1);
      progress.onUsers(1234);
      progress.onRestored(7, 10);
    }

    assertThat(written.toString().lines())
        .containsExactly("1 resources read", "1,234 users read", "7 of 10 users restored");
  }

  @Test
  void overtakingThreadsDoNotTurnItBack() {
    try (Progress progress = Progress.on(new PrintWriter(written), LOG)) {
      progress.onRestored(10, 10);
      progress.onRestored(7, 10);
    }

    assertThat(written.toString().lines()).containsExactly("10 of 10 users restored");
  }

  @Test
  void barGrowsWithTheWork() {
    try (Progress progress = Progress.on(new PrintWriter(written), OptionalInt.of(80))) {
      progress.onRestored(5, 10);
    }

    assertThat(written.toString())
        .isEqualTo(
            "\r[###############...............] 5 of 10 users restored" + System.lineSeparator());
  }

  @Test
  void whatFailsIsToldAtOnce() {
    Progress progress = Progress.on(new PrintWriter(written, true), LOG);
    progress.onGap("clients", "AccessDeniedException");
    progress.onFailed("user line 7", "UsernameExistsException");
    progress.onThrottled("ListUsers", 1);
    progress.onUsers(3);
    progress.finish();

    assertThat(written.toString().lines())
        .containsExactly(
            "not read: clients: AccessDeniedException",
            "not restored: user line 7: UsernameExistsException",
            "Cognito throttles ListUsers (refused so far: 1): slowing down",
            "3 users read (throttled 1 times)");
  }

  @Test
  void backupTellsTotalAndTimeLeft() {
    try (Progress progress = progress(LOG)) {
      progress.onUsersEstimated(10_000);
      progress.onUsers(1);
      clock.addAndGet(TimeUnit.SECONDS.toNanos(60));
      progress.onUsers(1_000);
      progress.onUsers(10_007);
    }

    assertThat(written.toString().lines())
        .containsExactly("1,000 of about 10,000 users read, about 9 min left", "10,007 users read");
  }

  @Test
  void logGrowsSlowerAsTheWorkGoesOn() {
    try (Progress progress = progress(LOG)) {
      for (int second = 1; second <= 3600; second++) {
        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        progress.onMemberships(second);
      }
    }

    assertThat(written.toString().lines().count()).isBetween(50L, 80L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 29, 30, 40, 80, 200})
  void everyLineFitsTheTerminal(int columns) {
    try (Progress progress = progress(OptionalInt.of(columns)).of("eu-west-1_AbCdEfGhI")) {
      progress.onThrottled("ListUsers", 12_345);
      written.getBuffer().setLength(0); // that is a line of its own
      progress.onUsersEstimated(9_876_543);
      for (long users = 1; users < 10_000_000; users += 1_234_567) {
        clock.addAndGet(TimeUnit.HOURS.toNanos(1));
        progress.onUsers(users);
      }
      for (long users = 0; users < 10_000_000; users += 1_234_567) {
        clock.addAndGet(TimeUnit.HOURS.toNanos(1));
        progress.onRestored(users, 10_000_000);
      }
      clock.addAndGet(TimeUnit.HOURS.toNanos(1));
      progress.onBytes("顧客の古い控え.json", "written", 5_000_000, 6_000_000);
      clock.addAndGet(TimeUnit.HOURS.toNanos(1));
      progress.onBytes("顧客の古い控え.json", "written", 6_000_000, 6_000_000);
    }

    assertThat(written.toString().split("[\r\n]+"))
        .allSatisfy(line -> assertThat(Columns.of(line)).isLessThan(columns));
  }

  @Test
  void narrowBarKeepsItsMeaning() {
    try (Progress progress = progress(OptionalInt.of(30))) {
      progress.onRestored(5_000_000, 10_000_000);
    }

    assertThat(written.toString().strip()).isEqualTo("[###########............] 50%");
  }

  @Test
  void shorterLineLeavesNothingOfALongerOne() {
    try (Progress progress = progress(OptionalInt.of(80)).of("顧客")) {
      progress.onUsersEstimated(10_000);
      progress.onUsers(1);
      clock.addAndGet(TimeUnit.SECONDS.toNanos(60));
      progress.onUsers(9_000);
      progress.onUsers(10_007);
    }

    List<String> drawn =
        List.of(written.toString().replace(System.lineSeparator(), "").split("\r"));
    assertThat(drawn.get(2).strip()).isEqualTo("顧客: 10,007 users read");
    assertThat(Columns.of(drawn.get(2))).isEqualTo(Columns.of(drawn.get(1)));
  }

  @Test
  void severalPoolsAreToldApart() {
    try (Progress progress = progress(LOG).of("eu-west-1_One")) {
      progress.onGap("clients", "AccessDeniedException");
      progress.onUsers(3);
    }

    assertThat(written.toString().lines())
        .containsExactly(
            "eu-west-1_One: not read: clients: AccessDeniedException",
            "eu-west-1_One: 3 users read");
  }

  @ParameterizedTest
  @CsvSource({"24 30,30", "0 0,80", "24,24", "'',80", "24 -1,80"})
  void terminalTellsItsWidth(String size, int columns) {
    assertThat(Terminal.columns(size)).hasValue(columns);
  }

  private Progress progress(OptionalInt columns) {
    return Progress.on(new PrintWriter(written), columns, clock::get);
  }
}
