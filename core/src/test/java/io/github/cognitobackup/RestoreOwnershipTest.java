package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.restore.ResourceChange;
import io.github.cognitobackup.restore.RestorePlan;
import io.github.cognitobackup.restore.RestoreRefusedException;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.transfer.StoredContent;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LambdaConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/**
 * A pool is a restore's own, which may set it, while it bears the restore's tag and no note says
 * that the restore was complete. What lies in the storage gives a restore no pool but that.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoreOwnershipTest {

  private static final String TAG = "cognito-backup:restore";
  private static final PoolModel MODEL = PoolModel.PLAIN;

  private TestBed bed;
  private String source;
  private String key;

  @BeforeAll
  void open() {
    bed = new TestBed();
    source = SmallPool.create(bed.emulator, MODEL);
    set(source, 7, Map.of("team", "sign-in"));
    key = bed.backuper().backup(source).key();
  }

  @BeforeEach
  void wellBehaved() {
    bed.emulator.clearFaults();
  }

  @AfterAll
  void close() {
    bed.close();
  }

  /** Sets what a restore sets late: triggers, deletion protection, tags. */
  private void set(String pool, int passwordDays, Map<String, String> tags) {
    UserPoolType now = describe(pool);
    bed.client.updateUserPool(
        r ->
            r.userPoolId(pool)
                .policies(
                    p ->
                        p.passwordPolicy(
                            now.policies().passwordPolicy().toBuilder()
                                .temporaryPasswordValidityDays(passwordDays)
                                .build()))
                .autoVerifiedAttributes(now.autoVerifiedAttributes())
                .userPoolTags(tags)
                .mfaConfiguration(now.mfaConfiguration())
                .userPoolAddOns(now.userPoolAddOns())
                .deletionProtection(DeletionProtectionType.ACTIVE)
                .lambdaConfig(
                    LambdaConfigType.builder()
                        .preSignUp("arn:aws:lambda:eu-west-1:123456789012:function:checks")
                        .build()));
  }

  private UserPoolType describe(String pool) {
    return bed.client.describeUserPool(r -> r.userPoolId(pool)).userPool();
  }

  private Map<String, String> tags(String pool) {
    return describe(pool).userPoolTags();
  }

  private int passwordDays(String pool) {
    return describe(pool).policies().passwordPolicy().temporaryPasswordValidityDays();
  }

  private void delete(String pool) {
    if (describe(pool).deletionProtection() == DeletionProtectionType.ACTIVE) {
      bed.client.updateUserPool(
          r -> r.userPoolId(pool).deletionProtection(DeletionProtectionType.INACTIVE));
    }
    bed.client.deleteUserPool(r -> r.userPoolId(pool));
  }

  private static RestoreRequest fresh(String key) {
    return RestoreRequest.of(key).intoNewPool("restored-" + UUID.randomUUID());
  }

  private RestoreReport restore(RestoreRequest request) {
    return bed.backuper().restore(request);
  }

  private void isWhole(RestoreReport report) {
    assertThat(report.firstFailures()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.comparison().resourceDifferences()).isEmpty();
    assertThat(report.comparison().usersMissing()).isZero();
    assertThat(report.comparison().usersDifferent()).isZero();
    UserPoolType wanted = describe(source);
    UserPoolType restored = describe(report.userPoolId());
    assertThat(restored.userPoolTags()).isEqualTo(wanted.userPoolTags());
    assertThat(restored.lambdaConfig()).isEqualTo(wanted.lambdaConfig());
    assertThat(restored.deletionProtection()).isEqualTo(wanted.deletionProtection());
    assertThat(restored.policies()).isEqualTo(wanted.policies());
    assertThat(bed.client.getUserPoolMfaConfig(r -> r.userPoolId(report.userPoolId())).toString())
        .isEqualTo(bed.client.getUserPoolMfaConfig(r -> r.userPoolId(source)).toString());
    assertThat(SmallPool.restorable(bed.emulator, MODEL, report.userPoolId()))
        .isEqualTo(SmallPool.restorable(bed.emulator, MODEL, source));
  }

  private List<String> journal(RestoreReport report) {
    return StoredContent.keys(bed.storage).stream()
        .filter(each -> each.startsWith(report.key() + ".restores/" + report.restoreId() + "/"))
        .toList();
  }

  private void remove(RestoreReport report, String name) {
    List<String> notes =
        journal(report).stream().filter(each -> each.contains('/' + name)).toList();
    assertThat(notes).isNotEmpty();
    notes.forEach(bed.storage::delete);
  }

  @Test
  void everyRepetitionSetsItsNewPoolFully() {
    RestoreRequest request = fresh(key);
    Set<String> pools = new HashSet<>();
    for (int drill = 1; drill <= 3; drill++) {
      RestorePlan plan = bed.backuper().plan(request);
      RestoreReport report = restore(request);

      isWhole(report);
      assertThat(report.users().create()).isEqualTo(SmallPool.LOCAL.size());
      assertThat(plan.resources())
          .extracting(ResourceChange::action)
          .containsOnly(ResourceChange.Action.CREATE);
      assertThat(pools.add(report.userPoolId())).isTrue();
      assertThat(report.identityMapKey().orElseThrow()).contains(report.userPoolId());
      assertThat(restore(request).userPoolId()).as("run again").isEqualTo(report.userPoolId());
      delete(report.userPoolId());
    }
  }

  @Test
  void aRepetitionAfterAKilledDrillCreatesAllUsersAnew() {
    RestoreRequest request = fresh(key);
    Set<String> before = Set.copyOf(bed.emulator.cognito().poolIds());
    bed.emulator.inject(Fault.on("AdminDisableUser").accessDenied());
    assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> restore(request));
    bed.emulator.clearFaults();
    bed.emulator.cognito().poolIds().stream()
        .filter(pool -> !before.contains(pool))
        .toList()
        .forEach(this::delete);

    RestoreReport report = restore(request);

    isWhole(report);
    assertThat(report.users().create()).isEqualTo(SmallPool.LOCAL.size());
  }

  @Test
  void thePoolBearsTheTagAsLongAsTheRestoreIsNotComplete() {
    RestoreRequest request = fresh(key);
    bed.emulator.inject(
        Fault.on("CreateGroup")
            .where("GroupName", "admins")
            .error("LimitExceededException", 400, "no"));
    RestoreReport partial = restore(request);
    String pool = partial.userPoolId();
    assertThat(partial.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(tags(pool)).containsEntry(TAG, partial.restoreId());

    set(pool, 3, tags(pool));
    bed.emulator.clearFaults();
    RestoreReport whole = restore(request);

    assertThat(whole.userPoolId()).isEqualTo(pool);
    assertThat(tags(pool)).doesNotContainKey(TAG);
    assertThat(passwordDays(pool)).as("set again").isEqualTo(7);
  }

  @Test
  void aPoolWithoutTheTagIsComparedAndNeverSet() {
    RestoreRequest request = fresh(key);
    RestoreReport first = restore(request);
    String pool = first.userPoolId();
    remove(first, "completed");
    set(pool, 3, tags(pool));
    bed.client.adminDisableUser(r -> r.userPoolId(pool).username("member"));
    bed.client.adminRemoveUserFromGroup(
        r -> r.userPoolId(pool).username("member").groupName("admins"));

    RestoreReport again = restore(request);

    assertThat(again.userPoolId()).isEqualTo(pool);
    assertThat(again.comparison().equal()).isFalse();
    assertThat(again.users().finish()).isZero();
    assertThat(passwordDays(pool)).isEqualTo(3);
    assertThat(SmallPool.find(bed.emulator, MODEL, pool, "member").orElseThrow())
        .satisfies(
            member -> {
              assertThat(member.enabled()).isFalse();
              assertThat(member.groups()).doesNotContain("admins");
            });
  }

  @Test
  void deletedNotesOfTheEndBringNoUserBack() {
    RestoreRequest request = fresh(key);
    RestoreReport first = restore(request);
    String pool = first.userPoolId();
    remove(first, "completed");
    remove(first, "settled-1");
    bed.client.adminDisableUser(r -> r.userPoolId(pool).username("member"));
    bed.client.adminRemoveUserFromGroup(
        r -> r.userPoolId(pool).username("member").groupName("admins"));

    RestoreReport again = restore(request);

    assertThat(again.users().finish()).isZero();
    assertThat(SmallPool.find(bed.emulator, MODEL, pool, "member").orElseThrow())
        .satisfies(
            member -> {
              assertThat(member.enabled()).isFalse();
              assertThat(member.groups()).doesNotContain("admins");
            });
  }

  @Test
  void withNeitherTagNorNoteAPoolIsNotFound() {
    RestoreRequest request = fresh(key);
    RestoreReport first = restore(request);
    remove(first, "pool");

    RestoreReport again = restore(request);

    assertThat(again.userPoolId()).isNotEqualTo(first.userPoolId());
    isWhole(again);
  }

  @Test
  void aRunThatFindsNoteAndTagOnlyTakesTheTag() {
    RestoreRequest request = fresh(key);
    bed.emulator.inject(Fault.on("UntagResource").accessDenied());
    RestoreReport first = restore(request);
    String pool = first.userPoolId();
    assertThat(first.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(first.firstFailures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.reason()).contains(TAG).contains("again"));
    assertThat(tags(pool)).containsKey(TAG);
    set(pool, 3, tags(pool));
    bed.emulator.clearFaults();

    RestoreReport again = restore(request);

    assertThat(again.userPoolId()).isEqualTo(pool);
    assertThat(tags(pool)).isEqualTo(tags(source));
    assertThat(passwordDays(pool)).isEqualTo(3);
  }

  @Test
  void aPoolWithAllTheTagsItCanHaveIsRestoredWithAllOfThem() {
    Map<String, String> before = tags(source);
    Map<String, String> fifty = new TreeMap<>();
    for (int i = 1; i <= 50; i++) {
      fifty.put("tag-" + i, "value " + i);
    }
    set(source, 7, fifty);
    try {
      String full = bed.backuper().backup(source).key();
      RestoreRequest request = fresh(full);
      RestoreReport report = restore(request);
      isWhole(report);
      assertThat(tags(report.userPoolId())).isEqualTo(fifty);
      isWhole(restore(request));

      MortalProcess whole = MortalProcess.immortal();
      isWhole(run(whole, fresh(full), 0));
      for (int step = whole.steps() - 8; step < whole.steps(); step++) {
        RestoreRequest killed = fresh(full);
        MortalProcess process = new MortalProcess(step, step % 2 == 0);
        assertThatExceptionOfType(MortalProcess.Death.class)
            .isThrownBy(() -> run(process, killed, 0));
        isWhole(run(MortalProcess.immortal(), killed, 2));
      }
    } finally {
      set(source, 7, before);
    }
  }

  @Test
  void theTagThatWasHeldBackResetsNothingThatTheOwnerHasSetSince() throws IOException {
    String full = SmallPool.create(bed.emulator, MODEL);
    Map<String, String> fifty = new TreeMap<>();
    for (int i = tags(full).size() + 1; i <= 50; i++) {
      fifty.put("tag-" + i, "value " + i);
    }
    bed.client.tagResource(r -> r.resourceArn(describe(full).arn()).tags(fifty));
    RestoreRequest request = fresh(bed.backuper().backup(full).key());
    bed.emulator.inject(Fault.on("UpdateUserPool").accessDenied());
    RestoreReport first = restore(request);
    bed.emulator.clearFaults();
    assertThat(first.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(first.comparison().equal()).isFalse();
    assertThat(tags(first.userPoolId())).hasSize(50).containsKey(TAG);

    try (NewerCognito newer = new NewerCognito(bed.emulator.endpoint());
        CognitoIdentityProviderClient client = TestBed.client(newer.endpoint())) {
      bed.emulator.clearCalls();
      RestoreReport again = bed.builder().cognito(client).build().restore(request);
      assertThat(again.outcome()).isEqualTo(Outcome.PARTIAL);
      assertThat(again.firstFailures())
          .anySatisfy(
              failure -> assertThat(failure.reason()).contains(TAG).contains(NewerCognito.MEMBER));
      assertThat(bed.emulator.calls("UpdateUserPool")).isZero();
    }

    assertThat(restore(request).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(tags(first.userPoolId())).isEqualTo(tags(full)).hasSize(50);
  }

  private RestoreReport run(MortalProcess process, RestoreRequest request, int minutesLater) {
    return bed.builder()
        .cognito(process.over(CognitoIdentityProviderClient.class, bed.client))
        .storage(process.storage(bed.storage))
        .clock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutesLater)))
        .build()
        .restore(request);
  }

  @Test
  void notesOfADrillSayNothingToAnotherRestore() {
    RestoreRequest drill = fresh(key);
    bed.emulator.inject(Fault.on("AdminDisableUser").accessDenied());
    assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> restore(drill));
    bed.emulator.clearFaults();
    List<String> notes =
        StoredContent.keys(bed.storage).stream()
            .filter(each -> each.contains("/users-0-"))
            .toList();
    String living = bed.emulator.cognito().generatePool("living", MODEL, 0, 2);
    RestoreRequest request = RestoreRequest.of(key).intoPool(living);
    String journal = key + ".restores/" + restore(request).restoreId() + '/';
    bed.client.adminDisableUser(r -> r.userPoolId(living).username("member"));
    bed.client.adminRemoveUserFromGroup(
        r -> r.userPoolId(living).username("member").groupName("admins"));

    for (String note : notes) {
      for (String place : List.of("users-1-000000-1", "users-0-000000-1", "settled-1")) {
        String target = journal + "1-" + living + '/' + place + ".enc";
        bed.storage.delete(target);
        StoredContent.put(bed.storage, target, StoredContent.get(bed.storage, note));

        if (!place.startsWith("users-0")) { // of whom all are settled, and not read any more
          assertThatExceptionOfType(RestoreRefusedException.class)
              .isThrownBy(() -> restore(request))
              .withMessageContaining(target)
              .withMessageContaining("delete it");
          bed.storage.delete(target);
        }
        assertThat(SmallPool.find(bed.emulator, MODEL, living, "member").orElseThrow())
            .satisfies(
                member -> {
                  assertThat(member.enabled()).isFalse();
                  assertThat(member.groups()).doesNotContain("admins");
                });
      }
    }
    assertThat(notes).isNotEmpty();
  }

  @Test
  void aJournalPutBackEnablesNobody() {
    String living = bed.emulator.cognito().generatePool("living", MODEL, 0, 2);
    RestoreRequest request = RestoreRequest.of(key).intoPool(living);
    bed.emulator.inject(Fault.on("AdminDisableUser").accessDenied());
    assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> restore(request));
    bed.emulator.clearFaults();
    Map<String, byte[]> then = new TreeMap<>();
    StoredContent.keys(bed.storage).stream()
        .filter(each -> each.contains(living + "/users-0-"))
        .forEach(each -> then.put(each, StoredContent.get(bed.storage, each)));
    RestoreReport whole = restore(request);
    assertThat(whole.outcome()).isEqualTo(Outcome.COMPLETE);

    bed.client.adminDisableUser(r -> r.userPoolId(living).username("confirmed"));
    journal(whole).forEach(bed.storage::delete);
    then.forEach((note, content) -> StoredContent.put(bed.storage, note, content));

    assertThat(restore(request).users().finish()).isZero();
    assertThat(SmallPool.find(bed.emulator, MODEL, living, "confirmed").orElseThrow().enabled())
        .isFalse();
    assertThat(then).isNotEmpty();
  }

  @Test
  void theNoteOfOnePoolGivesARestoreNoOther() {
    RestoreReport living = restore(fresh(key));
    RestoreRequest request = fresh(key);
    RestoreReport first = restore(request);
    String pool = first.userPoolId();
    String note =
        journal(living).stream()
            .filter(each -> each.endsWith("/pool.enc"))
            .findFirst()
            .orElseThrow();
    String own =
        journal(first).stream()
            .filter(each -> each.endsWith("/pool.enc"))
            .findFirst()
            .orElseThrow();
    String swapped = own.replace(pool, living.userPoolId());
    delete(pool);
    for (String place : List.of(own, swapped)) {
      bed.storage.delete(place);
      StoredContent.put(bed.storage, place, StoredContent.get(bed.storage, note));
      set(living.userPoolId(), 3, tags(living.userPoolId()));

      assertThatExceptionOfType(RestoreRefusedException.class)
          .isThrownBy(() -> restore(request))
          .withMessageContaining(place);
      assertThat(passwordDays(living.userPoolId())).isEqualTo(3);
      bed.storage.delete(place);
    }
    isWhole(restore(request));
  }

  @Test
  void theIdentityMapOfAnotherRestoreIsNotReported() {
    RestoreReport other = restore(fresh(key));
    RestoreRequest request = fresh(key);
    String map = restore(request).identityMapKey().orElseThrow();
    bed.storage.delete(map);
    StoredContent.put(
        bed.storage, map, StoredContent.get(bed.storage, other.identityMapKey().orElseThrow()));

    assertThatExceptionOfType(RestoreRefusedException.class)
        .isThrownBy(() -> restore(request))
        .withMessageContaining(map);
  }
}
