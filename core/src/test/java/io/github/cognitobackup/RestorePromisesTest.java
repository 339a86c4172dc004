package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.UserState;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.restore.IdentityMapping;
import io.github.cognitobackup.restore.PasswordStrategy;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.restore.UnconfirmedUsers;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a restore promises whoever runs it, one promise a test. */
class RestorePromisesTest extends RestoreScene {

  @ParameterizedTest
  @EnumSource(PoolModel.class)
  void bringsEveryLocalUserBackAsHeWas(PoolModel model) {
    String source = SmallPool.create(bed.emulator, model);
    RestoreReport report = restore(RestoreRequest.of(backup(source)).intoNewPool(fresh()));

    assertThat(report.firstFailures()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(SmallPool.restorable(bed.emulator, model, report.userPoolId()))
        .hasSize(SmallPool.LOCAL.size())
        .isEqualTo(SmallPool.restorable(bed.emulator, model, source));
  }

  @ParameterizedTest
  @EnumSource(PoolModel.class)
  void restoresIntoAnotherPoolThatExists(PoolModel model) {
    String source = SmallPool.create(bed.emulator, model);
    String target = emptyTwin(model);
    RestoreReport report = restore(RestoreRequest.of(backup(source)).intoPool(target));

    assertThat(report.firstFailures()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.userPoolId()).isEqualTo(target);
    assertThat(SmallPool.restorable(bed.emulator, model, target))
        .isEqualTo(SmallPool.restorable(bed.emulator, model, source));
    assertThat(bed.emulator.cognito().messages()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(PoolModel.class)
  void bringsDeletedUsersBackIntoTheirOwnPool(PoolModel model) {
    String pool = SmallPool.create(bed.emulator, model);
    String key = backup(pool);
    Map<String, SmallPool.Restorable> before = SmallPool.restorable(bed.emulator, model, pool);
    UserState untouched = user(model, pool, "confirmed");
    for (String name : List.of("member", "disabled", "linked")) {
      delete(model, pool, name);
    }
    RestoreReport report = restore(RestoreRequest.of(key).intoPool(pool));

    assertThat(report.firstFailures()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.users().create()).isEqualTo(3);
    assertThat(SmallPool.restorable(bed.emulator, model, pool)).isEqualTo(before);
    assertThat(user(model, pool, "confirmed")).isEqualTo(untouched);
    assertThat(bed.emulator.cognito().messages()).isEmpty();
  }

  @Test
  void writesNothingBeforeTheWholeArchiveIsAuthenticated() throws IOException {
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    String key = backup(source);
    byte[] bytes;
    try (StoredObject object = bed.storage.open(key)) {
      bytes = object.openStream().readAllBytes();
    }
    bytes[bytes.length - 1] ^= 1;
    bed.storage.delete(key);
    try (ObjectWriter object = bed.storage.create(key)) {
      object.stream().write(bytes);
      object.commit();
    }
    int pools = bed.emulator.cognito().poolIds().size();
    bed.emulator.clearCalls();

    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(() -> restore(RestoreRequest.of(key).intoNewPool(fresh())));
    assertThat(bed.emulator.calls()).isEmpty();
    assertThat(bed.emulator.cognito().poolIds()).hasSize(pools);
  }

  @ParameterizedTest
  @EnumSource(PoolModel.class)
  void sendsNoMessageToAnybody(PoolModel model) {
    String source = SmallPool.create(bed.emulator, model);
    String key = backup(source);
    for (PasswordStrategy strategy : PasswordStrategy.values()) {
      restore(RestoreRequest.of(key).intoNewPool(fresh()).passwords(strategy));
    }
    String target = emptyTwin(model);
    for (String name : SmallPool.LOCAL) {
      bed.emulator.cognito().putUser(target, SmallPool.user(model, name));
    }
    RestoreReport updated = restore(RestoreRequest.of(key).intoPool(target).updateExisting());

    // the status is the one thing that no update gives back
    assertThat(updated.firstFailures())
        .filteredOn(failure -> failure.what().startsWith("user "))
        .hasSize(3)
        .allSatisfy(failure -> assertThat(failure.reason()).startsWith("the status differs"));
    assertThat(updated.comparison().usersDifferent()).isEqualTo(3);
    assertThat(bed.emulator.cognito().messages()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(PoolModel.class)
  void keepsADisabledUserDisabled(PoolModel model) {
    String source = SmallPool.create(bed.emulator, model);
    String pool = restore(RestoreRequest.of(backup(source)).intoNewPool(fresh())).userPoolId();

    assertThat(SmallPool.LOCAL)
        .filteredOn(name -> !user(model, pool, name).enabled())
        .containsExactlyInAnyOrder("disabled", "disabled-temporary");
  }

  @ParameterizedTest
  @EnumSource(PoolModel.class)
  void createsNoNativeUserForAFederatedOne(PoolModel model) {
    String source = SmallPool.create(bed.emulator, model);
    RestoreReport report = restore(RestoreRequest.of(backup(source)).intoNewPool(fresh()));

    assertThat(report.users().federated()).isEqualTo(1);
    assertThat(bed.emulator.cognito().findUser(report.userPoolId(), SmallPool.FEDERATED)).isEmpty();
    assertThat(bed.emulator.cognito().userCount(report.userPoolId()))
        .isEqualTo(SmallPool.LOCAL.size());
  }

  @ParameterizedTest
  @EnumSource(PoolModel.class)
  void linksLocalUsersAgain(PoolModel model) {
    String source = SmallPool.create(bed.emulator, model);
    String pool = restore(RestoreRequest.of(backup(source)).intoNewPool(fresh())).userPoolId();
    Map<String, SmallPool.Restorable> users = SmallPool.restorable(bed.emulator, model, pool);

    assertThat(users.get("linked").links()).containsExactly("0815");
    assertThat(users.get("twice-linked").links()).containsExactly("0816", "0817");
  }

  @ParameterizedTest
  @EnumSource(PoolModel.class)
  void tellsOldAndNewIdentities(PoolModel model) throws IOException {
    String source = SmallPool.create(bed.emulator, model);
    List<IdentityMapping> told = new ArrayList<>();
    RestoreReport report =
        restore(RestoreRequest.of(backup(source)).intoNewPool(fresh()).onIdentity(told::add));

    assertThat(told).hasSize(SmallPool.LOCAL.size());
    for (String name : SmallPool.LOCAL) {
      UserState before = user(model, source, name);
      UserState now = user(model, report.userPoolId(), name);
      assertThat(told)
          .contains(
              new IdentityMapping(before.sub(), before.username(), now.sub(), now.username()));
    }
    String key = report.identityMapKey().orElseThrow();
    try (StoredObject raw = bed.storage.open(key)) {
      assertThat(
              new String(
                  raw.openStream().readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
          .as("sealed")
          .doesNotContain("oldSub");
    }
    try (StoredObject map = bed.backuper().repository().objects().open(key)) {
      assertThat(
              new String(map.openStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
          .hasLineCount(SmallPool.LOCAL.size())
          .contains(user(model, source, "member").sub())
          .contains(user(model, report.userPoolId(), "member").sub());
    }
  }

  @ParameterizedTest
  @EnumSource(PoolModel.class)
  void letsConfirmedUsersAskForANewPassword(PoolModel model) {
    String source = SmallPool.create(bed.emulator, model);
    String pool = restore(RestoreRequest.of(backup(source)).intoNewPool(fresh())).userPoolId();

    for (String name : List.of("confirmed", "forgetful", "member", "disabled", "linked")) {
      assertThat(user(model, pool, name).status()).isEqualTo("CONFIRMED");
      assertThat(user(model, pool, name).passwordPermanent()).isTrue();
    }
    for (String name : List.of("temporary", "unconfirmed", "disabled-temporary")) {
      assertThat(user(model, pool, name).status()).isEqualTo("FORCE_CHANGE_PASSWORD");
      assertThat(user(model, pool, name).passwordPermanent()).isFalse();
    }
    assertThat(bed.emulator.calls("AdminGetUser")).as("bills an active user").isZero();
  }

  @Test
  void leavesUnconfirmedUsersOutOnRequest() {
    PoolModel model = PoolModel.PLAIN;
    String source = SmallPool.create(bed.emulator, model);
    RestoreReport report =
        restore(
            RestoreRequest.of(backup(source))
                .intoNewPool(fresh())
                .unconfirmedUsers(UnconfirmedUsers.SKIP));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.users().skip()).isEqualTo(1);
    assertThat(SmallPool.find(bed.emulator, model, report.userPoolId(), "unconfirmed")).isEmpty();
  }

  @Test
  void setsNoPasswordWhenToldSo() {
    PoolModel model = PoolModel.PLAIN;
    String source = SmallPool.create(bed.emulator, model);
    RestoreReport report =
        restore(
            RestoreRequest.of(backup(source))
                .intoNewPool(fresh())
                .passwords(PasswordStrategy.NONE));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(bed.emulator.calls("AdminSetUserPassword")).isZero();
  }

  @Test
  void leavesNoLeaseBehind() {
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    restore(RestoreRequest.of(backup(source)).intoNewPool(fresh()));

    try (Stream<ObjectInfo> leases = bed.storage.list("restore-leases/")) {
      assertThat(leases).isEmpty();
    }
  }
}
