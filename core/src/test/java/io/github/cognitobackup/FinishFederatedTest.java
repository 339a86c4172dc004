package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.emulator.scenario.UserState;
import io.github.cognitobackup.restore.FederatedReport;
import io.github.cognitobackup.restore.Loss;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users of identity providers: not restored, and finished once they have signed in. */
class FinishFederatedTest {

  private final TestBed bed = new TestBed();
  private String key;
  private String target;

  @BeforeEach
  void restore() {
    String pool = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    put(pool, "Google_1", federated("1").group("admins").group("editors"));
    put(pool, "Google_2", federated("2").group("editors").disabled());
    put(pool, "Google_3", federated("3"));
    key = bed.backuper().backup(pool).key();
    RestoreReport report = bed.backuper().restore(RestoreRequest.of(key).intoNewPool("restored"));
    target = report.userPoolId();
    assertThat(report.losses())
        .filteredOn(loss -> loss.kind() == Loss.Kind.FEDERATED_USERS)
        .extracting(Loss::count)
        .containsExactly(4L);
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void whoHasSignedInGetsGroupsAndTheDisabledFlag() {
    put(target, "Google_1", federated("1").group("readers-of-today"));
    put(target, "Google_2", federated("2"));
    put(target, "Google_3", federated("3").disabled());

    FederatedReport plan = bed.backuper().planFederated(key, target);
    assertThat(plan.users()).isEqualTo(4);
    assertThat(plan.notSignedIn()).isEqualTo(1);
    assertThat(plan.unfinished()).isEqualTo(2);
    assertThat(state("Google_1").groups()).containsExactly("readers-of-today");

    FederatedReport report = bed.backuper().finishFederated(key, target);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.firstFailures()).isEmpty();
    assertThat(state("Google_1").groups())
        .containsExactlyInAnyOrder("admins", "editors", "readers-of-today");
    assertThat(state("Google_1").enabled()).isTrue();
    assertThat(state("Google_2").groups()).containsExactly("editors");
    assertThat(state("Google_2").enabled()).isFalse();
    assertThat(state("Google_3").enabled()).as("somebody disabled them since").isFalse();
  }

  @Test
  void itCanBeRepeatedAsMoreSignIn() {
    assertThat(bed.backuper().finishFederated(key, target).notSignedIn()).isEqualTo(4);
    put(target, "Google_2", federated("2"));
    bed.backuper().finishFederated(key, target);

    FederatedReport again = bed.backuper().finishFederated(key, target);

    assertThat(again.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(again.unfinished()).isZero();
    assertThat(again.notSignedIn()).isEqualTo(3);
  }

  @Test
  void whatFailsIsNamed() {
    put(target, "Google_1", federated("1"));
    bed.emulator.inject(
        Fault.on("AdminAddUserToGroup")
            .where("GroupName", "admins")
            .error("ResourceNotFoundException", 400, "Group not found."));

    FederatedReport report = bed.backuper().finishFederated(key, target);

    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(report.firstFailures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.reason()).contains("not added to group"));
    assertThat(state("Google_1").groups()).containsExactly("editors");
  }

  private static SeedUser federated(String subject) {
    return SeedUser.named("Google_" + subject)
        .status("EXTERNAL_PROVIDER")
        .attribute("email", subject + "@example.com")
        .attribute("identities", SmallPool.identity(subject, true));
  }

  private void put(String pool, String name, SeedUser user) {
    for (String group : user.groups()) {
      if (bed.client.listGroups(r -> r.userPoolId(pool)).groups().stream()
          .noneMatch(each -> each.groupName().equals(group))) {
        bed.client.createGroup(r -> r.userPoolId(pool).groupName(group));
      }
    }
    bed.emulator.cognito().putUser(pool, user);
  }

  private UserState state(String name) {
    return bed.emulator.cognito().findUser(target, name).orElseThrow();
  }
}
