package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.pacing.QuotaGate;
import io.github.cognitobackup.pacing.StandingClock;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** Backup and restore within the request rates of a real account. */
class QuotaTest {

  private final TestBed bed = new TestBed();
  private final String target =
      bed.emulator.cognito().generatePool("target", PoolModel.PLAIN, 0, 4);

  @AfterEach
  void close() {
    bed.close();
  }

  @ParameterizedTest
  @CsvSource({"AdminCreateUser, 25", "AdminSetUserPassword, 15", "AdminAddUserToGroup, 22.5"})
  void keepsToItsShare(String operation, double perSecond) {
    String key = backup(60);
    StandingClock clock = new StandingClock();
    try (CognitoIdentityProviderClient client = TestBed.client(bed.emulator.endpoint(), clock)) {
      RestoreReport report =
          bed.builder()
              .cognito(client)
              .pacing(clock.gate())
              .build()
              .restore(RestoreRequest.of(key).intoPool(target));
      assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    }

    List<Double> starts = clock.starts(operation);
    assertThat(starts).hasSizeGreaterThan(10);
    for (int i = 0; i < starts.size(); i++) {
      assertThat(starts.get(i)).isCloseTo(i / perSecond, within(1e-6));
    }
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

  private String backup(int users) {
    String source = bed.emulator.cognito().generatePool("customers", PoolModel.PLAIN, users, 3);
    return bed.backuper().backup(source).key();
  }

  private Duration restore(int users) {
    String key = backup(users);
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
