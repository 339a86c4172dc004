package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.restore.Loss;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Cognito imposes is counted, what the request forbids is kept, all else has its reason. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoreLossesTest {

  private TestBed bed;

  @BeforeAll
  void open() {
    bed = new TestBed();
  }

  @BeforeEach
  void wellBehaved() {
    bed.emulator.clearFaults();
  }

  @AfterAll
  void close() {
    bed.close();
  }

  private String poolWith(SeedUser... users) {
    String pool = bed.emulator.cognito().generatePool("customers", PoolModel.PLAIN, 0, 1);
    for (SeedUser user : users) {
      bed.emulator.cognito().putUser(pool, user);
    }
    return pool;
  }

  private static SeedUser user(String name, String status) {
    return SmallPool.user(PoolModel.PLAIN, name).status(status).password("Former-passw0rd");
  }

  private static String fresh() {
    return "restored-" + UUID.randomUUID();
  }

  private String backup(String pool) {
    return bed.backuper().backup(pool).key();
  }

  private static Map<Loss.Kind, Long> counts(List<Loss> losses) {
    return losses.stream().collect(Collectors.toMap(Loss::kind, Loss::count));
  }

  @Test
  void countsTheStatusesThatNobodyCanGiveBack() {
    String pool =
        poolWith(
            user("a", "RESET_REQUIRED"),
            user("b", "RESET_REQUIRED"),
            user("c", "ARCHIVED"),
            user("d", "COMPROMISED"),
            user("e", "UNKNOWN"),
            user("f", "UNCONFIRMED"),
            user("g", "FORCE_CHANGE_PASSWORD"),
            user("h", "CONFIRMED"));
    RestoreRequest request = RestoreRequest.of(backup(pool)).intoNewPool(fresh());
    List<Loss> planned = bed.backuper().plan(request).losses();
    RestoreReport report = bed.backuper().restore(request);

    assertThat(report.firstFailures()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.comparison().equal()).isTrue();
    assertThat(report.losses()).isEqualTo(planned);
    assertThat(counts(report.losses()))
        .containsEntry(Loss.Kind.RESET_REQUIRED, 2L)
        .containsEntry(Loss.Kind.ARCHIVED, 1L)
        .containsEntry(Loss.Kind.COMPROMISED, 1L)
        .containsEntry(Loss.Kind.UNKNOWN_STATUS, 1L)
        .containsEntry(Loss.Kind.UNCONFIRMED, 1L)
        .containsEntry(Loss.Kind.TEMPORARY_PASSWORD, 1L)
        .containsEntry(Loss.Kind.PASSWORD, 1L)
        .containsEntry(Loss.Kind.SUB, 8L)
        .containsEntry(Loss.Kind.POOL_ID, 1L)
        .containsEntry(Loss.Kind.CLIENT_IDS, 2L);
    assertThat(report.losses())
        .extracting(Loss::text)
        .contains("2 users: RESET_REQUIRED becomes CONFIRMED with an unknown password");
  }

  @Test
  void countsWhatUsersOfIdentityProvidersLose() {
    String google = "Google_";
    SeedUser active = federated(google + 1);
    String pool =
        poolWith(
            active.group("admins").group("editors"),
            federated(google + 2).group("admins").disabled(),
            federated(google + 3).disabled());
    RestoreRequest request = RestoreRequest.of(backup(pool)).intoNewPool(fresh());
    List<Loss> planned = bed.backuper().plan(request).losses();
    RestoreReport report = bed.backuper().restore(request);

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.losses()).isEqualTo(planned);
    assertThat(counts(report.losses()))
        .containsEntry(Loss.Kind.FEDERATED_USERS, 3L)
        .containsEntry(Loss.Kind.FEDERATED_MEMBERSHIPS, 3L)
        .containsEntry(Loss.Kind.FEDERATED_DISABLED, 2L)
        .doesNotContainKeys(Loss.Kind.SUB, Loss.Kind.PASSWORD, Loss.Kind.RESET_REQUIRED);
  }

  private static SeedUser federated(String name) {
    return SeedUser.named(name).status("EXTERNAL_PROVIDER").attribute("email", name + "@x.example");
  }

  @Test
  void countsNothingInAPoolThatHasAll() {
    String pool =
        poolWith(
            user("a", "RESET_REQUIRED"),
            user("b", "CONFIRMED"),
            federated("Google_1").group("admins").disabled());
    RestoreRequest request = RestoreRequest.of(backup(pool)).intoPool(pool);

    assertThat(bed.backuper().plan(request).losses()).isEmpty();
    assertThat(bed.backuper().restore(request).losses()).isEmpty();
  }

  @Test
  void countsOnlyThoseWhomItCreates() {
    String pool = poolWith(user("a", "CONFIRMED"), user("b", "CONFIRMED"));
    RestoreRequest request = RestoreRequest.of(backup(pool)).intoPool(pool);
    bed.client.adminDeleteUser(r -> r.userPoolId(pool).username("b"));

    assertThat(counts(bed.backuper().plan(request).losses()))
        .containsEntry(Loss.Kind.PASSWORD, 1L)
        .doesNotContainKeys(Loss.Kind.POOL_ID, Loss.Kind.CLIENT_IDS);
    assertThat(counts(bed.backuper().restore(request).losses()))
        .containsEntry(Loss.Kind.PASSWORD, 1L)
        .containsEntry(Loss.Kind.SUB, 1L);
  }

  @Test
  void doesNotTakeAResetThatCameLaterForEqual() {
    String pool = poolWith(user("a", "CONFIRMED"));
    String key = backup(pool);
    bed.client.adminResetUserPassword(r -> r.userPoolId(pool).username("a"));
    RestoreReport report = bed.backuper().restore(RestoreRequest.of(key).intoPool(pool));

    assertThat(report.comparison().usersDifferent()).isEqualTo(1);
    assertThat(report.comparison().usersKept()).isEqualTo(1);
    assertThat(report.comparison().equal()).isFalse();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
  }

  /** A restore is worse than COMPLETE if and only if it says why. */
  private static void isConsistent(RestoreReport report) {
    assertThat(report.outcome() == Outcome.COMPLETE).isEqualTo(report.failures() == 0);
    assertThat(report.firstFailures().isEmpty()).isEqualTo(report.failures() == 0);
    if (report.outcome() != Outcome.COMPLETE) {
      assertThat(report.comparison().equal()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CreateGroup",
        "CreateUserPoolClient",
        "CreateIdentityProvider",
        "CreateResourceServer",
        "SetUserPoolMfaConfig",
        "AdminCreateUser",
        "AdminSetUserPassword",
        "AdminAddUserToGroup",
        "AdminDisableUser",
        "AdminLinkProviderForUser"
      })
  void saysWhyItIsNotComplete(String operation) {
    String key = backup(SmallPool.create(bed.emulator, PoolModel.PLAIN));
    bed.emulator.inject(Fault.on(operation).error("LimitExceededException", 400, "no"));
    RestoreReport report = bed.backuper().restore(RestoreRequest.of(key).intoNewPool(fresh()));

    assertThat(report.outcome()).isNotEqualTo(Outcome.COMPLETE);
    isConsistent(report);
  }

  @ParameterizedTest
  @EnumSource(PoolModel.class)
  void saysWhyNothingIsThereWhereWritesAreLost(PoolModel model) {
    String pool = SmallPool.create(bed.emulator, model);
    String key = backup(pool);
    RestoreRequest request = RestoreRequest.of(key).intoPool(pool).updateExisting();
    bed.client.updateGroup(r -> r.userPoolId(pool).groupName("editors").description("spoilt"));
    bed.emulator.inject(Fault.on("UpdateGroup").error("InternalErrorException", 500, "lost"));
    RestoreReport report = bed.backuper().restore(request);

    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    isConsistent(report);
  }

  @Test
  void isNeverCalledEqualWithGapsInTheArchive() {
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    bed.emulator.inject(Fault.on("ListResourceServers").accessDenied());
    String key = backup(source);
    bed.emulator.clearFaults();
    RestoreReport report = bed.backuper().restore(RestoreRequest.of(key).intoNewPool(fresh()));

    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    isConsistent(report);
  }

  @Test
  void isNotCompleteWhereTheTargetCannotBeRead() {
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    String key = backup(source);
    bed.emulator.inject(Fault.on("DescribeIdentityProvider").accessDenied());
    RestoreReport report = bed.backuper().restore(RestoreRequest.of(key).intoPool(source));

    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    isConsistent(report);
  }
}
