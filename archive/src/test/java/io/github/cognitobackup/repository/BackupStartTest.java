package io.github.cognitobackup.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** No two backups of one pool have the same millisecond. */
class BackupStartTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");

  @Test
  void theSecondOfAPoolTakesTheNextMillisecond() {
    try (BackupStart first = BackupStart.from("pool-of-starts", NOW);
        BackupStart second = BackupStart.from("pool-of-starts", NOW.plusNanos(999_999));
        BackupStart other = BackupStart.from("another-pool-of-starts", NOW)) {
      assertThat(first.instant()).isEqualTo(NOW);
      assertThat(second.instant()).isEqualTo(NOW.plusNanos(1_999_999));
      assertThat(other.instant()).isEqualTo(NOW);
    }
  }

  @Test
  void oneThatEndedFreesItsMillisecond() {
    BackupStart.from("pool-of-starts", NOW).close();
    try (BackupStart next = BackupStart.from("pool-of-starts", NOW)) {
      assertThat(next.instant()).isEqualTo(NOW);
    }
  }

  @Test
  void movesOnPastThoseThatRun() {
    try (BackupStart first = BackupStart.from("pool-of-starts", NOW);
        BackupStart second = BackupStart.from("pool-of-starts", NOW)) {
      first.moveOn();
      assertThat(first.instant()).isEqualTo(second.instant().plusMillis(1));
    }
  }
}
