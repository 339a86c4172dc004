package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.pacing.QuotaGate;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Backup and restore within the request rates of a real account. */
class QuotaTest {

  private final TestBed bed = new TestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  @Tag("long") // it counts by the machine's own clock; QuotaGateTest has a clock of its own
  void keepsToItsShare() {
    restore(60);

    assertThat(bed.emulator.cognito().throttledCalls().values())
        .allSatisfy(refused -> assertThat(refused.longValue()).isLessThanOrEqualTo(2));
    // threads that wake up late bunch a little; the quotas are 50, 30 and 25 a second
    assertThat(bed.emulator.cognito().peakRate("UserCreation")).isLessThanOrEqualTo(35);
    assertThat(bed.emulator.cognito().peakRate("UserAccountRecovery")).isLessThanOrEqualTo(22);
    assertThat(bed.emulator.cognito().peakRate("UserUpdate")).isLessThanOrEqualTo(25);
  }

  @Test
  @Tag("long") // half a minute of passwords
  void takesAsLongAsTheSlowestCategory() {
    Duration took = restore(600);

    double passwords = bed.emulator.calls("AdminSetUserPassword") / 15.0;
    double creations = bed.emulator.calls("AdminCreateUser") / 25.0;
    assertThat(took.toMillis() / 1000.0)
        .isGreaterThan(passwords * 0.9)
        .isLessThan(passwords + creations / 2);
  }

  private Duration restore(int users) {
    String source = bed.emulator.cognito().generatePool("customers", PoolModel.PLAIN, users, 3);
    String target = bed.emulator.cognito().generatePool("target", PoolModel.PLAIN, 0, 4);
    String key = bed.backuper().backup(source).key();
    bed.emulator.cognito().enforceQuotas();
    bed.emulator.clearCalls();
    long start = System.nanoTime();
    RestoreReport report =
        bed.builder()
            .pacing(QuotaGate.ofDefaults())
            .build()
            .restore(RestoreRequest.of(key).intoPool(target));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    return took;
  }
}
