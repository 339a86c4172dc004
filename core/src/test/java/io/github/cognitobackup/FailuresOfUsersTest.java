package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.emulator.scenario.UserState;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a restore cannot do for one user is told, and does not stop the rest. */
class FailuresOfUsersTest extends RestoreScene {

  @ParameterizedTest
  @EnumSource(PoolModel.class)
  void oneBadUserDoesNotStopTheRest(PoolModel model) {
    String source = SmallPool.create(bed.emulator, model);
    String key = backup(source);
    bed.emulator.inject(
        Fault.on("AdminCreateUser")
            .where("Username", SmallPool.login(model, "member"))
            .error("InvalidParameterException", 400, "no: member@example.com is bad"),
        Fault.on("AdminSetUserPassword")
            .where("Username", SmallPool.login(model, "confirmed"))
            .error("InvalidPasswordException", 400, "too simple"));

    RestoreReport report = restore(RestoreRequest.of(key).intoNewPool(fresh()));

    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(report.failures()).isEqualTo(2);
    assertThat(bed.emulator.cognito().userCount(report.userPoolId()))
        .isEqualTo(SmallPool.LOCAL.size() - 1);
    String memberSub = user(model, source, "member").sub();
    assertThat(report.firstFailures())
        .anySatisfy(
            failure -> {
              assertThat(failure.what()).contains(memberSub).contains("line ");
              assertThat(failure.reason()).contains("InvalidParameterException");
            });
    assertThat(report.toString()).doesNotContain("@example.com").doesNotContain("Name of");
  }

  @Test
  @Tag("long") // the last attempt at him is made after ten seconds
  void aUserAtWhomTheServiceBreaksDoesNotStopTheRest() {
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    String key = backup(source);
    bed.emulator.inject(
        Fault.on("AdminCreateUser")
            .where("Username", "member")
            .error("InternalErrorException", 500, "something is wrong with this one"));

    RestoreReport report = restore(RestoreRequest.of(key).intoNewPool(fresh()));

    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(report.comparison().usersMissing()).isEqualTo(1);
  }

  @Test
  void aUserWithStrangeIdentitiesDoesNotStopTheRest() {
    String pool = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    Backuper odd =
        bed.builder().cognito(OddAnswers.withIdentitiesOf(bed.client, "member", "?!")).build();
    RestoreReport report = restore(RestoreRequest.of(odd.backup(pool).key()).intoNewPool(fresh()));

    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(report.firstFailures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.reason()).contains("linked identities"));
    assertThat(bed.emulator.cognito().userCount(report.userPoolId()))
        .isEqualTo(SmallPool.LOCAL.size());
  }

  @Test
  void isNeverGreenWithLosses() {
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    String key = backup(source);
    bed.emulator.inject(
        Fault.on("CreateGroup")
            .where("GroupName", "admins")
            .error("LimitExceededException", 400, "no"));

    RestoreReport report = restore(RestoreRequest.of(key).intoNewPool(fresh()));

    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(report.firstFailures())
        .extracting(RestoreReport.Failure::what)
        .anyMatch(what -> what.equals("groups/admins"));
    assertThat(report.comparison().equal()).isFalse();
  }

  @Test
  void countsAStrangersConflictAsHisLossAlone() {
    PoolModel model = PoolModel.ALIAS;
    String source = SmallPool.create(bed.emulator, model);
    String key = backup(source);
    String target = emptyTwin(model);
    bed.emulator
        .cognito()
        .putUser(
            target,
            SeedUser.named("stranger")
                .attribute("email", "member@example.com")
                .attribute("email_verified", "true")
                .password("Living-passw0rd"));
    UserState stranger = bed.emulator.cognito().findUser(target, "stranger").orElseThrow();
    RestoreRequest request = RestoreRequest.of(key).intoPool(target);

    for (int run = 0; run < 2; run++) {
      RestoreReport report = restore(request);
      assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
      assertThat(report.firstFailures())
          .singleElement()
          .satisfies(failure -> assertThat(failure.reason()).startsWith("not created"));
      assertThat(bed.emulator.cognito().findUser(target, "stranger")).contains(stranger);
    }
  }
}
