package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.emulator.scenario.TriggerCall;
import io.github.cognitobackup.emulator.scenario.UserState;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.restore.IdentityMapping;
import io.github.cognitobackup.restore.PasswordStrategy;
import io.github.cognitobackup.restore.RestoreRefusedException;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.restore.UnconfirmedUsers;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LambdaConfigType;

/** What a restore promises whoever runs it, one promise a test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestorePromisesTest {

  private TestBed bed;

  @BeforeAll
  void open() {
    bed = new TestBed();
  }

  @BeforeEach
  void quiet() {
    bed.emulator.clearFaults();
    bed.emulator.clearCalls();
    bed.emulator.cognito().clearMessagesAndTriggerCalls();
  }

  @AfterAll
  void close() {
    bed.close();
  }

  private String backup(String pool) {
    return bed.backuper().backup(pool).key();
  }

  private RestoreReport restore(RestoreRequest request) {
    return bed.backuper().restore(request);
  }

  private static String fresh() {
    return "restored-" + java.util.UUID.randomUUID();
  }

  private UserState user(PoolModel model, String pool, String name) {
    return SmallPool.find(bed.emulator, model, pool, name).orElseThrow();
  }

  /** A pool of the same making as the small one, without users. */
  private String emptyTwin(PoolModel model) {
    return bed.emulator.cognito().generatePool("twin", model, 0, 2);
  }

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

  private void delete(PoolModel model, String pool, String name) {
    bed.client.adminDeleteUser(r -> r.userPoolId(pool).username(SmallPool.login(model, name)));
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

  private Map<String, Integer> passwords(PoolModel model, String pool) {
    Map<String, Integer> passwords = new java.util.TreeMap<>();
    SmallPool.LOCAL.forEach(name -> passwords.put(name, user(model, pool, name).passwordsSet()));
    return passwords;
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
    assertThat(bed.emulator.calls().keySet()).noneMatch(RestorePromisesTest::deletes);
  }

  @Test
  void namesTheSecretThatNoUpdateCanChange() {
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    String key = backup(source);
    String target = emptyTwin(PoolModel.PLAIN);

    RestoreReport report = restore(RestoreRequest.of(key).intoPool(target).updateExisting());

    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(report.firstFailures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.what()).isEqualTo("clients/web");
              assertThat(failure.reason()).contains("secret");
            });
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
    assertThat(bed.emulator.calls().keySet()).noneMatch(RestorePromisesTest::deletes);
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

  @Test
  void attachesTriggersLast() {
    PoolModel model = PoolModel.PLAIN;
    String source = SmallPool.create(bed.emulator, model);
    String function = "arn:aws:lambda:eu-west-1:123456789012:function:checks";
    attach(source, function);
    RestoreReport report = restore(RestoreRequest.of(backup(source)).intoNewPool(fresh()));

    assertThat(report.firstFailures()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(bed.emulator.cognito().triggerCalls()).isEmpty();
    var pool = bed.client.describeUserPool(r -> r.userPoolId(report.userPoolId())).userPool();
    assertThat(pool.lambdaConfig().preSignUp()).isEqualTo(function);
    assertThat(pool.userPoolTags()).containsEntry("team", "sign-in");
    assertThat(pool.userPoolAddOns().advancedSecurityModeAsString()).isEqualTo("AUDIT");
  }

  @Test
  void namesTheTriggersThatWillFireInALivingPool() {
    PoolModel model = PoolModel.PLAIN;
    String source = SmallPool.create(bed.emulator, model);
    String key = backup(source);
    String target = emptyTwin(model);
    attach(target, "arn:aws:lambda:eu-west-1:123456789012:function:checks");
    RestoreRequest request = RestoreRequest.of(key).intoPool(target);

    assertThat(bed.backuper().plan(request).notes())
        .anySatisfy(note -> assertThat(note).contains("PreSignUp", "function:checks", target));
    restore(request);
    assertThat(bed.emulator.cognito().triggerCalls())
        .extracting(TriggerCall::source)
        .containsOnly("PreSignUp_AdminCreateUser");
  }

  private void attach(String pool, String function) {
    var now = bed.client.describeUserPool(r -> r.userPoolId(pool)).userPool();
    bed.client.updateUserPool(
        r ->
            r.userPoolId(pool)
                .policies(now.policies())
                .autoVerifiedAttributes(now.autoVerifiedAttributes())
                .userPoolTags(now.userPoolTags())
                .mfaConfiguration(now.mfaConfiguration())
                .userPoolAddOns(now.userPoolAddOns())
                .lambdaConfig(LambdaConfigType.builder().preSignUp(function).build()));
  }

  @Test
  void rewritesArnsOnlyByTheCallersRules() {
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    attach(source, "arn:aws:lambda:eu-west-1:123456789012:function:checks");
    String key = backup(source);
    String same = restore(RestoreRequest.of(key).intoNewPool(fresh())).userPoolId();
    RestoreReport moved =
        restore(
            RestoreRequest.of(key)
                .intoNewPool(fresh())
                .rewriteArns(
                    "arn:aws:lambda:eu-west-1:123456789012:",
                    "arn:aws:lambda:eu-west-1:999999999999:"));

    assertThat(moved.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(preSignUp(same)).isEqualTo("arn:aws:lambda:eu-west-1:123456789012:function:checks");
    assertThat(preSignUp(moved.userPoolId()))
        .isEqualTo("arn:aws:lambda:eu-west-1:999999999999:function:checks");
  }

  private String preSignUp(String pool) {
    return bed.client
        .describeUserPool(r -> r.userPoolId(pool))
        .userPool()
        .lambdaConfig()
        .preSignUp();
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

  @Test
  void leavesNoLeaseBehind() {
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    restore(RestoreRequest.of(backup(source)).intoNewPool(fresh()));

    try (Stream<ObjectInfo> leases = bed.storage.list("restore-leases/")) {
      assertThat(leases).isEmpty();
    }
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
