package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.UserState;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.restore.RestoreRefusedException;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a restore leaves alone in a pool in which people live. */
class RestoreIntoLivingPoolTest extends RestoreScene {

  @ParameterizedTest
  @EnumSource(PoolModel.class)
  void neverTouchesAUserWhoIsNotItsOwn(PoolModel model) {
    String source = SmallPool.create(bed.emulator, model);
    String key = backup(source);
    String target = emptyTwin(model);
    bed.emulator
        .cognito()
        .putUser(
            target,
            SmallPool.user(model, "member")
                .attribute("name", "Another")
                .status("FORCE_CHANGE_PASSWORD")
                .password("Living-passw0rd"));
    bed.emulator
        .cognito()
        .putUser(target, SmallPool.user(model, "disabled").password("Living-passw0rd"));
    UserState member = user(model, target, "member");
    UserState enabled = user(model, target, "disabled");

    RestoreRequest request = RestoreRequest.of(key).intoPool(target);
    RestoreReport report = restore(request);
    assertThat(report.users().keep()).isEqualTo(2);
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    RestoreReport again = restore(request);
    assertThat(again.users().keep()).isEqualTo(2);

    assertThat(user(model, target, "member")).isEqualTo(member);
    assertThat(user(model, target, "disabled")).isEqualTo(enabled);
  }

  @ParameterizedTest
  @EnumSource(PoolModel.class)
  void updatesUsersOnlyWhenToldTo(PoolModel model) {
    String pool = SmallPool.create(bed.emulator, model);
    String key = backup(pool);
    Map<String, SmallPool.Restorable> before = SmallPool.restorable(bed.emulator, model, pool);
    String login = SmallPool.login(model, "confirmed");
    bed.client.adminUpdateUserAttributes(
        r ->
            r.userPoolId(pool)
                .username(login)
                .userAttributes(
                    a -> a.name("name").value("Spoilt"), a -> a.name("custom:tier").value("lead")));
    bed.client.adminDisableUser(r -> r.userPoolId(pool).username(login));
    bed.client.adminRemoveUserFromGroup(
        r -> r.userPoolId(pool).username(SmallPool.login(model, "member")).groupName("admins"));
    bed.client.adminEnableUser(
        r -> r.userPoolId(pool).username(SmallPool.login(model, "disabled")));
    Map<String, Integer> passwords = passwords(model, pool);

    RestoreReport report = restore(RestoreRequest.of(key).intoPool(pool).updateExisting());

    assertThat(report.firstFailures()).isEmpty();
    assertThat(report.users().update()).isEqualTo(3);
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(SmallPool.restorable(bed.emulator, model, pool)).isEqualTo(before);
    assertThat(passwords(model, pool)).isEqualTo(passwords);
    assertThat(bed.emulator.cognito().messages()).isEmpty();
  }

  @Test
  void updatesHimWhoSignedUpAnewWithTheSameAddress() {
    PoolModel model = PoolModel.EMAIL;
    String pool = SmallPool.create(bed.emulator, model);
    String key = backup(pool);
    delete(model, pool, "member");
    bed.emulator
        .cognito()
        .putUser(
            pool, SmallPool.user(model, "member").attribute("name", "Anew").password("Mine-0wn!"));

    RestoreReport report = restore(RestoreRequest.of(key).intoPool(pool).updateExisting());

    assertThat(report.firstFailures()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(user(model, pool, "member").attributes()).containsEntry("name", "Name of member");
    assertThat(user(model, pool, "member").groups()).contains("admins", "editors");
    assertThat(bed.emulator.cognito().passwordMatches(pool, "member@example.com", "Mine-0wn!"))
        .isTrue();
  }

  @Test
  void doesNotFinishWhatItHasFinishedBefore() {
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    keepsWhatAnAdministratorChangesLater(backup(source), Outcome.COMPLETE);
  }

  @Test
  void doesNotFinishUsersAgainBecauseTheArchiveHasGaps() {
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    bed.emulator.inject(Fault.on("ListResourceServers").accessDenied());
    String key = backup(source);
    bed.emulator.clearFaults();
    keepsWhatAnAdministratorChangesLater(key, Outcome.PARTIAL);
  }

  private void keepsWhatAnAdministratorChangesLater(String key, Outcome outcome) {
    PoolModel model = PoolModel.PLAIN;
    RestoreRequest request = RestoreRequest.of(key).intoNewPool(fresh());
    RestoreReport first = restore(request);
    assertThat(first.outcome()).isEqualTo(outcome);
    String pool = first.userPoolId();
    bed.client.adminSetUserPassword(
        r ->
            r.userPoolId(pool)
                .username("confirmed")
                .password("Helpdesk-passw0rd!")
                .permanent(false));
    bed.client.adminEnableUser(r -> r.userPoolId(pool).username("disabled"));
    bed.client.adminRemoveUserFromGroup(
        r -> r.userPoolId(pool).username("member").groupName("admins"));

    RestoreReport again = restore(request);

    assertThat(again.users().finish()).isZero();
    assertThat(again.users().keep()).isEqualTo(3);
    assertThat(bed.emulator.cognito().passwordMatches(pool, "confirmed", "Helpdesk-passw0rd!"))
        .isTrue();
    assertThat(user(model, pool, "disabled").enabled()).isTrue();
    assertThat(user(model, pool, "member").groups()).doesNotContain("admins");
  }

  @Test
  void refusesASecondRestoreIntoTheSamePool() throws Exception {
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    String key = backup(source);
    String target = emptyTwin(PoolModel.PLAIN);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Backuper slow =
        bed.builder()
            .listener(
                new BackupListener() {
                  @Override
                  public void onRestored(long soFar, long total) {
                    begun.countDown();
                    await(goOn);
                  }
                })
            .build();
    AtomicReference<RestoreReport> first = new AtomicReference<>();
    Thread thread =
        new Thread(() -> first.set(slow.restore(RestoreRequest.of(key).intoPool(target))));
    thread.start();
    try {
      await(begun);
      assertThatExceptionOfType(RestoreRefusedException.class)
          .isThrownBy(() -> restore(RestoreRequest.of(key).intoPool(target)))
          .withMessageContaining(target)
          .satisfies(e -> assertThat(e.guard()).isEqualTo("lease"));
    } finally {
      goOn.countDown();
      thread.join(Duration.ofMinutes(1).toMillis());
    }
    assertThat(first.get()).as("ended in time").isNotNull();
    assertThat(first.get().outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(restore(RestoreRequest.of(key).intoPool(target)).outcome())
        .isEqualTo(Outcome.COMPLETE);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, java.util.concurrent.TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void deletesNothing() {
    PoolModel model = PoolModel.PLAIN;
    String source = SmallPool.create(bed.emulator, model);
    String key = backup(source);
    String target = emptyTwin(model);
    bed.emulator.cognito().putUser(target, SmallPool.user(model, "stranger").group("guests"));
    bed.emulator.clearCalls();

    RestoreReport report = restore(RestoreRequest.of(key).intoPool(target).updateExisting());

    assertThat(report.comparison().usersEqual()).isEqualTo(SmallPool.LOCAL.size());
    assertThat(report.comparison().usersOnlyInPool()).isEqualTo(1);
    assertThat(user(model, target, "stranger").groups()).containsExactly("guests");
    assertThat(bed.emulator.calls().keySet()).noneMatch(RestoreIntoLivingPoolTest::deletes);
  }

  private static boolean deletes(String operation) {
    return operation.contains("Delete")
        || operation.contains("Remove")
        || operation.startsWith("Untag");
  }

  @Test
  @Tag("long") // what stays different is looked at for seven seconds
  void takesNobodyOutOfAGroup() {
    PoolModel model = PoolModel.PLAIN;
    String source = SmallPool.create(bed.emulator, model);
    String key = backup(source);
    String target = emptyTwin(model);
    bed.emulator.cognito().putUser(target, SmallPool.user(model, "member").group("guests"));
    bed.emulator.clearCalls();

    RestoreReport report = restore(RestoreRequest.of(key).intoPool(target).updateExisting());

    assertThat(user(model, target, "member").groups()).contains("guests", "admins", "editors");
    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(bed.emulator.calls().keySet()).noneMatch(RestoreIntoLivingPoolTest::deletes);
  }

  @Test
  void refusesAPoolWhoseUsersAreNamedInAnotherWay() {
    String source = SmallPool.create(bed.emulator, PoolModel.EMAIL);
    String key = backup(source);
    String target = emptyTwin(PoolModel.PLAIN);
    bed.emulator.clearCalls();

    assertThatExceptionOfType(RestoreRefusedException.class)
        .isThrownBy(() -> restore(RestoreRequest.of(key).intoPool(target)))
        .withMessageContaining(source)
        .withMessageContaining(target)
        .withMessageContaining("new pool");
    assertThat(bed.emulator.calls().keySet()).containsOnly("DescribeUserPool");
  }
}
