package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.restore.RestorePlan;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The road from a pool into an archive and back. */
class RestoreTest {

  private final TestBed bed = new TestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  @ParameterizedTest
  @EnumSource(PoolModel.class)
  void bringsAPoolBackIntoANewOne(PoolModel model) {
    String source = bed.emulator.cognito().generatePool("customers", model, 700, 7);
    Backuper backuper = bed.backuper();

    BackupReport backup = backuper.backup(source);
    assertThat(backup.gaps()).isEmpty();
    assertThat(backup.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(backup.users()).isEqualTo(700);
    assertThat(backuper.verify(backup.key()).manifest().counts().users()).isEqualTo(700);

    RestoreRequest request = RestoreRequest.of(backup.key()).intoNewPool("restored");
    RestorePlan plan = backuper.plan(request);
    assertThat(plan.users().total()).isEqualTo(700);
    assertThat(plan.users().create() + plan.users().federated()).isEqualTo(700);

    RestoreReport report = backuper.restore(request);
    assertThat(report.firstFailures()).isEmpty();
    assertThat(report.comparison().resourceDifferences()).isEmpty();
    assertThat(report.comparison().firstUserDifferences()).isEmpty();
    assertThat(report.comparison().equal()).isTrue();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(bed.emulator.cognito().messages()).isEmpty();

    RestoreReport again = backuper.restore(request);
    assertThat(again.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(again.userPoolId()).isEqualTo(report.userPoolId());
    assertThat(again.users().unchanged()).isEqualTo(report.users().create());
  }

  @Test
  void takesAnEmptyAttributeForNone() {
    String source = bed.emulator.cognito().createPool("customers", PoolModel.PLAIN);
    bed.emulator
        .cognito()
        .putUser(source, SeedUser.named("ada").attribute("nickname", "").attribute("name", "Ada"));
    Backuper backuper = bed.backuper();

    RestoreReport report =
        backuper.restore(RestoreRequest.of(backuper.backup(source).key()).intoNewPool("restored"));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(bed.emulator.cognito().findUser(report.userPoolId(), "ada"))
        .hasValueSatisfying(user -> assertThat(user.attributes()).containsEntry("name", "Ada"));
  }
}
