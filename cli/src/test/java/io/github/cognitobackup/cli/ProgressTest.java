package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final StringWriter written = new StringWriter();

  @Test
  void linesTellWhereEachPartEnded() {
    try (Progress progress = Progress.on(new PrintWriter(written), false)) {
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
    try (Progress progress = Progress.on(new PrintWriter(written), false)) {
      progress.onRestored(10, 10);
      progress.onRestored(7, 10);
    }

    assertThat(written.toString().lines()).containsExactly("10 of 10 users restored");
  }

  @Test
  void barGrowsWithTheWork() {
    try (Progress progress = Progress.on(new PrintWriter(written), true)) {
      progress.onRestored(5, 10);
    }

    assertThat(written.toString())
        .isEqualTo(
            "\r[###############...............] 5 of 10 users restored" + System.lineSeparator());
  }

  @Test
  void whatFailsIsToldAtOnce() {
    Progress progress = Progress.on(new PrintWriter(written, true), false);
    progress.onGap("clients", "AccessDeniedException");
    progress.onFailed("user line 7", "UsernameExistsException");
    progress.onThrottled("ListUsers", 1);
    progress.onUsers(3);
    progress.finish();

    assertThat(written.toString().lines())
        .containsExactly(
            "not read: clients: AccessDeniedException",
            "not restored: user line 7: UsernameExistsException",
            "Cognito throttles ListUsers (1 calls refused so far): going on more slowly",
            "3 users read (throttled 1 times)");
  }
}
