package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.restore.ResourceChange;
import io.github.cognitobackup.restore.RestorePlan;
import io.github.cognitobackup.restore.RestoreRefusedException;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.restore.UserChange;
import io.github.cognitobackup.restore.UserCounts;
import io.github.cognitobackup.storage.ObjectInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a plan tells before anything is done. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanTest {

  private TestBed bed;

  @BeforeAll
  void open() {
    bed = new TestBed();
  }

  @BeforeEach
  void quiet() {
    bed.emulator.clearFaults();
    bed.emulator.clearCalls();
  }

  @AfterAll
  void close() {
    bed.close();
  }

  private RestorePlan plan(RestoreRequest request) {
    return bed.backuper().plan(request);
  }

  @ParameterizedTest
  @EnumSource(PoolModel.class)
  void countsWhatANewPoolWouldGet(PoolModel model) {
    String source = SmallPool.create(bed.emulator, model);
    RestorePlan plan =
        plan(RestoreRequest.of(bed.backuper().backup(source).key()).intoNewPool("planned"));

    assertThat(plan.sourcePoolId()).isEqualTo(source);
    assertThat(plan.targetPoolId()).isEmpty();
    assertThat(plan.newPoolName()).contains("planned");
    assertThat(plan.users()).isEqualTo(new UserCounts(SmallPool.LOCAL.size(), 0, 0, 0, 0, 1, 0));
    assertThat(plan.resources())
        .extracting(ResourceChange::action)
        .containsOnly(ResourceChange.Action.CREATE);
    assertThat(plan.resources())
        .extracting(ResourceChange::type)
        .contains("user-pool", "mfa", "clients", "groups", "identity-providers");
    assertThat(plan.firstUserChanges()).hasSize(SmallPool.LOCAL.size() + 1);
    assertThat(plan.targetOnlyUsers()).isZero();
  }

  @Test
  void saysNothingIsToBeDoneWhereNothingHasChanged() {
    String pool = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    RestorePlan plan =
        plan(RestoreRequest.of(bed.backuper().backup(pool).key()).intoPool(pool).updateExisting());

    assertThat(plan.resources()).isEmpty();
    assertThat(plan.resourcesUnchanged()).isPositive();
    assertThat(plan.users()).isEqualTo(new UserCounts(0, 0, 0, 0, SmallPool.LOCAL.size(), 1, 0));
  }

  @Test
  void tellsWhatIsKeptAndWhatIsUpdated() {
    String pool = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    String key = bed.backuper().backup(pool).key();
    bed.client.adminDisableUser(r -> r.userPoolId(pool).username("confirmed"));
    bed.client.adminRemoveUserFromGroup(
        r -> r.userPoolId(pool).username("member").groupName("admins"));
    bed.client.adminDeleteUser(r -> r.userPoolId(pool).username("linked"));
    bed.client.updateGroup(
        r -> r.userPoolId(pool).groupName("editors").description("spoilt").precedence(10));
    bed.client.deleteGroup(r -> r.userPoolId(pool).groupName("beta/testers"));
    bed.client.adminCreateUser(
        r -> r.userPoolId(pool).username("newcomer").messageAction("SUPPRESS"));

    RestorePlan careful = plan(RestoreRequest.of(key).intoPool(pool));
    RestorePlan bold = plan(RestoreRequest.of(key).intoPool(pool).updateExisting());

    assertThat(careful.users()).isEqualTo(new UserCounts(1, 0, 0, 2, 8, 1, 0));
    assertThat(bold.users()).isEqualTo(new UserCounts(1, 0, 2, 0, 8, 1, 0));
    assertThat(careful.targetOnlyUsers()).isEqualTo(1);
    assertThat(careful.resources())
        .extracting(ResourceChange::name, ResourceChange::action)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("editors", ResourceChange.Action.KEEP),
            org.assertj.core.groups.Tuple.tuple("beta/testers", ResourceChange.Action.CREATE));
    assertThat(bold.resources())
        .anySatisfy(
            change -> {
              assertThat(change.action()).isEqualTo(ResourceChange.Action.UPDATE);
              assertThat(change.members())
                  .containsExactly(
                      new ResourceChange.MemberChange(
                          "Description", "May change content", "spoilt"));
            });
    assertThat(bold.firstUserChanges())
        .anySatisfy(
            change -> {
              assertThat(change.action()).isEqualTo(UserChange.Action.UPDATE);
              assertThat(change.differs()).containsExactly(UserChange.Part.GROUPS);
            })
        .anySatisfy(
            change -> assertThat(change.differs()).containsExactly(UserChange.Part.ENABLED));
  }

  @Test
  void doesWhatItSaid() {
    String source = SmallPool.create(bed.emulator, PoolModel.ALIAS);
    String key = bed.backuper().backup(source).key();
    String target = bed.emulator.cognito().generatePool("target", PoolModel.ALIAS, 0, 5);
    bed.emulator
        .cognito()
        .putUser(target, SmallPool.user(PoolModel.ALIAS, "member").attribute("name", "other"));
    RestoreRequest request = RestoreRequest.of(key).intoPool(target).updateExisting();
    RestorePlan plan = plan(request);

    assertThat(bed.backuper().restore(request).users()).isEqualTo(plan.users());
    assertThat(plan(request).users())
        .isEqualTo(new UserCounts(0, 0, 0, 0, SmallPool.LOCAL.size(), 1, 0));
  }

  @Test
  void holdsAHundredUsersAndHandsOverAll() {
    String source = bed.emulator.cognito().generatePool("customers", PoolModel.PLAIN, 250, 9);
    RestoreRequest request =
        RestoreRequest.of(bed.backuper().backup(source).key()).intoNewPool("planned");
    List<UserChange> all = new ArrayList<>();
    RestorePlan plan = bed.backuper().plan(request, all::add);

    assertThat(plan.firstUserChanges()).hasSize(100).isEqualTo(all.subList(0, 100));
    assertThat(all)
        .extracting(UserChange::line)
        .isEqualTo(LongStream.rangeClosed(1, 250).boxed().toList());
  }

  @Test
  void writesNothing() {
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    String key = bed.backuper().backup(source).key();
    String target = bed.emulator.cognito().generatePool("target", PoolModel.PLAIN, 3, 5);
    List<String> before = objects();
    bed.emulator.clearCalls();
    plan(RestoreRequest.of(key).intoPool(target).updateExisting());
    plan(RestoreRequest.of(key).intoNewPool("planned"));

    assertThat(bed.emulator.calls().keySet())
        .isNotEmpty()
        .allMatch(call -> call.matches("(List|Describe|Get|AdminList).*"));
    assertThat(objects()).isEqualTo(before);
  }

  private List<String> objects() {
    try (Stream<ObjectInfo> objects = bed.storage.list("")) {
      return objects.map(ObjectInfo::key).toList();
    }
  }

  @Test
  void warnsOfWhatTheArchiveLacks() {
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    bed.emulator.inject(Fault.on("GetUserPoolMfaConfig").accessDenied());
    String key = bed.backuper().backup(source).key();
    bed.emulator.clearFaults();

    assertThat(plan(RestoreRequest.of(key).intoNewPool("planned")).notes())
        .anyMatch(note -> note.contains("not in the archive: mfa"))
        .anyMatch(note -> note.contains("Lambda triggers are attached after the users"));
  }

  @Test
  void warnsOfWhatCannotBeReadInTheTarget() {
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    RestoreRequest request =
        RestoreRequest.of(bed.backuper().backup(source).key()).intoPool(source);
    bed.emulator.inject(Fault.on("GetUserPoolMfaConfig").accessDenied());

    assertThat(plan(request).notes())
        .anyMatch(note -> note.startsWith("the target's mfa cannot be read: AccessDenied"));
  }

  @Test
  void isRefusedWhereTheRestoreWouldBe() {
    String source = SmallPool.create(bed.emulator, PoolModel.EMAIL);
    String key = bed.backuper().backup(source).key();
    String target = bed.emulator.cognito().createPool("plain", PoolModel.PLAIN);

    assertThatExceptionOfType(RestoreRefusedException.class)
        .isThrownBy(() -> plan(RestoreRequest.of(key).intoPool(target)))
        .satisfies(e -> assertThat(e.guard()).isEqualTo("user-names"));
  }

  @Test
  void tellsSecretsOfNobody() {
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    String key = bed.backuper().backup(source).key();
    String target = bed.emulator.cognito().generatePool("target", PoolModel.PLAIN, 0, 5);
    bed.client.updateIdentityProvider(
        r ->
            r.userPoolId(target)
                .providerName("Google")
                .providerDetails(
                    java.util.Map.of(
                        "client_id", "other",
                        "client_secret", "quite-another",
                        "authorize_scopes", "openid")));
    RestorePlan plan = plan(RestoreRequest.of(key).intoPool(target).updateExisting());

    assertThat(plan.toString())
        .contains("client_secret")
        .contains("(secret)")
        .doesNotContain("quite-another")
        .doesNotContain("sample-secret");
  }
}
