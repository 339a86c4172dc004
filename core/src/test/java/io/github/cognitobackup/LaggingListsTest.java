package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.UserState;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.internal.cognito.CognitoCalls;
import io.github.cognitobackup.internal.cognito.Patience;
import io.github.cognitobackup.internal.restore.Restorer;
import io.github.cognitobackup.pacing.QuotaGate;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.repository.OpenedArchive;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Restores into a pool whose lists do not show yet what was written, without waiting for it. */
class LaggingListsTest {

  private static final BackupListener NOBODY = new BackupListener() {};

  private final TestBed bed = new TestBed();
  private final ArchiveRepository repository = bed.backuper().repository();
  private final List<Long> pauses = new ArrayList<>();
  private int pausesUntilListed = Integer.MAX_VALUE;
  private String key;
  private Map<String, SmallPool.Restorable> wanted;

  @BeforeEach
  void backUp() {
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    key = bed.backuper().backup(source).key();
    wanted = SmallPool.restorable(bed.emulator, PoolModel.PLAIN, source);
    bed.emulator.cognito().listLag(Duration.ofHours(1));
  }

  @AfterEach
  void close() {
    bed.close();
  }

  private RestoreReport restore() {
    Patience patience = new Patience(Patience.DEFAULT, System::nanoTime, this::pause);
    CognitoCalls calls = new CognitoCalls(bed.client, QuotaGate.unlimited(), patience, NOBODY);
    try (OpenedArchive archive = repository.open(key)) {
      return new Restorer(calls, repository, NOBODY)
          .restore(RestoreRequest.of(key).intoNewPool("restored"), archive.snapshot());
    }
  }

  private void pause(long millis) {
    pauses.add(millis);
    if (pauses.size() == pausesUntilListed) {
      bed.emulator.cognito().listLag(Duration.ZERO);
    }
  }

  private void isWhole(RestoreReport report) {
    assertThat(report.firstFailures()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(SmallPool.restorable(bed.emulator, PoolModel.PLAIN, report.userPoolId()))
        .isEqualTo(wanted);
  }

  @Test
  void comparesAgainUntilTheListsShowTheUsers() {
    pausesUntilListed = 2;

    isWhole(restore());
    assertThat(pauses).containsExactly(1000L, 2000L);
  }

  @Test
  void namesTheUsersThatAreNotListedInTheEnd() {
    RestoreReport report = restore();

    assertThat(pauses).containsExactly(1000L, 2000L, 4000L);
    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(report.firstFailures())
        .extracting(RestoreReport.Failure::reason)
        .contains("missing in the pool");
  }

  @Test
  void setsNoPasswordAgainOfUsersWhomListsDoNotShowYet() {
    RestoreReport first = restore();
    assertThat(first.outcome()).isNotEqualTo(Outcome.COMPLETE);
    UserState before =
        bed.emulator.cognito().findUser(first.userPoolId(), "confirmed").orElseThrow();
    restore();

    assertThat(bed.emulator.cognito().findUser(first.userPoolId(), "confirmed")).contains(before);
    bed.emulator.cognito().listLag(Duration.ZERO);
    isWhole(restore());
  }
}
