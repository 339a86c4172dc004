package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.pool.PoolUnreadableException;
import io.github.cognitobackup.pool.PoolUnwritableException;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A restore against an endpoint that errs, loses answers and denies. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoreFaultsTest {

  private TestBed bed;
  private String source;
  private String key;
  private Map<String, SmallPool.Restorable> wanted;

  @BeforeAll
  void open() {
    bed = new TestBed();
    source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    key = bed.backuper().backup(source).key();
    wanted = SmallPool.restorable(bed.emulator, PoolModel.PLAIN, source);
  }

  @BeforeEach
  void wellBehaved() {
    bed.emulator.clearFaults();
    bed.emulator.clearCalls();
    bed.emulator.cognito().pageSizes();
    bed.emulator.cognito().clearMessagesAndTriggerCalls();
  }

  @AfterAll
  void close() {
    bed.close();
  }

  private static String fresh() {
    return "restored-" + UUID.randomUUID();
  }

  private void isWhole(RestoreReport report) {
    assertThat(report.firstFailures()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(SmallPool.restorable(bed.emulator, PoolModel.PLAIN, report.userPoolId()))
        .isEqualTo(wanted);
    assertThat(bed.emulator.cognito().userCount(report.userPoolId()))
        .isEqualTo(SmallPool.LOCAL.size());
    assertThat(bed.emulator.cognito().messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void getsThroughFaultsOnEveryOperation(long seed) {
    int pools = bed.emulator.cognito().poolIds().size();
    bed.emulator.inject(
        Fault.on("*").probability(0.08, seed).throttle(),
        Fault.on("*").probability(0.04, seed + 10).error("InternalErrorException", 500, "again"),
        Fault.on("*").probability(0.04, seed + 20).reset(),
        Fault.on("*").probability(0.08, seed + 30).reset().afterExecution());
    RestoreReport report = bed.backuper().restore(RestoreRequest.of(key).intoNewPool(fresh()));
    assertThat(bed.emulator.faultsApplied()).isPositive();
    bed.emulator.clearFaults();

    isWhole(report);
    assertThat(bed.emulator.cognito().poolIds()).hasSize(pools + 1);
    assertThat(
            bed.client
                .listUserPoolClients(r -> r.userPoolId(report.userPoolId()))
                .userPoolClients())
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CreateUserPool",
        "SetUserPoolMfaConfig",
        "CreateResourceServer",
        "CreateIdentityProvider",
        "CreateUserPoolClient",
        "CreateGroup",
        "AdminCreateUser",
        "AdminSetUserPassword",
        "AdminAddUserToGroup",
        "AdminLinkProviderForUser",
        "AdminDisableUser"
      })
  void countsNothingTwiceWhoseAnswerWasLost(String operation) {
    int pools = bed.emulator.cognito().poolIds().size();
    bed.emulator.inject(Fault.on(operation).call(1).reset().afterExecution());
    RestoreReport report = bed.backuper().restore(RestoreRequest.of(key).intoNewPool(fresh()));

    assertThat(bed.emulator.faultsApplied()).isPositive();
    isWhole(report);
    assertThat(bed.emulator.cognito().poolIds()).hasSize(pools + 1);
    assertThat(report.comparison().resourceDifferences()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(PoolModel.class)
  void bearsShortAndEmptyPages(PoolModel model) {
    String pool = SmallPool.create(bed.emulator, model);
    bed.emulator.cognito().pageSizes(0, 3, 1, 0, 20);
    String archive = bed.backuper().backup(pool).key();
    RestoreReport report = bed.backuper().restore(RestoreRequest.of(archive).intoNewPool(fresh()));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.comparison().equal()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"AdminCreateUser", "AdminSetUserPassword", "AdminAddUserToGroup", "AdminDisableUser"})
  void stopsWhenARightIsMissingAndGoesOnWhenItIsThere(String operation) {
    RestoreRequest request = RestoreRequest.of(key).intoNewPool(fresh());
    bed.emulator.inject(Fault.on(operation).accessDenied());

    assertThatExceptionOfType(PoolUnwritableException.class)
        .isThrownBy(() -> bed.backuper().restore(request))
        .withMessageContaining("AccessDenied")
        .withMessageContaining("run the same command again");
    bed.emulator.clearFaults();
    isWhole(bed.backuper().restore(request));
  }

  @Test
  void namesThePoolThatCannotBeCreated() {
    bed.emulator.inject(Fault.on("CreateUserPool").error("LimitExceededException", 400, "full"));

    assertThatExceptionOfType(PoolUnwritableException.class)
        .isThrownBy(() -> bed.backuper().restore(RestoreRequest.of(key).intoNewPool("brand-new")))
        .withMessageContaining("brand-new")
        .withMessageContaining("LimitExceededException");
    assertThat(bed.emulator.calls("CreateUserPool")).isEqualTo(1);
  }

  @Test
  void doesNotCreateAPoolWhereItCannotSeeWhetherThereIsOne() {
    int pools = bed.emulator.cognito().poolIds().size();
    bed.emulator.inject(Fault.on("ListUserPools").accessDenied());

    assertThatExceptionOfType(PoolUnreadableException.class)
        .isThrownBy(() -> bed.backuper().restore(RestoreRequest.of(key).intoNewPool(fresh())))
        .withMessageContaining("cognito-idp:ListUserPools");
    assertThat(bed.emulator.cognito().poolIds()).hasSize(pools);
  }

  @Test
  void namesATargetThatIsNotThere() {
    assertThatExceptionOfType(PoolUnreadableException.class)
        .isThrownBy(
            () -> bed.backuper().restore(RestoreRequest.of(key).intoPool("eu-west-1_Missing00")))
        .withMessageContaining("eu-west-1_Missing00");
  }

  @Test
  void namesWhatAnEndpointCannotDo() {
    bed.emulator.inject(
        Fault.on("AdminLinkProviderForUser").unknownOperation(),
        Fault.on("GetUserPoolMfaConfig").status(501),
        Fault.on("SetUserPoolMfaConfig").status(501));
    RestoreReport report = bed.backuper().restore(RestoreRequest.of(key).intoNewPool(fresh()));

    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(report.firstFailures())
        .extracting(RestoreReport.Failure::what)
        .contains("mfa")
        .anyMatch(what -> what.startsWith("user "));
    assertThat(bed.emulator.cognito().userCount(report.userPoolId()))
        .isEqualTo(SmallPool.LOCAL.size());
  }

  @Test
  void adoptsThePoolOfTheSameRestoreAndNoOther() {
    String name = fresh();
    String first = bed.backuper().restore(RestoreRequest.of(key).intoNewPool(name)).userPoolId();
    assertThat(bed.backuper().restore(RestoreRequest.of(key).intoNewPool(name)).userPoolId())
        .isEqualTo(first);

    String another = bed.backuper().backup(source).key();
    assertThat(bed.backuper().restore(RestoreRequest.of(another).intoNewPool(name)).userPoolId())
        .isNotEqualTo(first);
  }

  @Test
  void keepsItsJournalWhereItIsTold() {
    var journal = new io.github.cognitobackup.storage.InMemoryStorage();
    RestoreRequest request = RestoreRequest.of(key).intoNewPool(fresh()).journalIn(journal);
    long before = objects(bed.storage).size();
    isWhole(bed.backuper().restore(request));

    assertThat(objects(bed.storage)).hasSize((int) before);
    assertThat(objects(journal))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(name).startsWith(key + ".restores/").endsWith(".enc"));
  }

  private static List<String> objects(io.github.cognitobackup.storage.Storage storage) {
    try (var objects = storage.list("")) {
      return objects.map(io.github.cognitobackup.storage.ObjectInfo::key).toList();
    }
  }
}
