package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.emulator.Emulator;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SubPrefixFilter;
import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.pool.PoolUnreadableException;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.storage.ObjectInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup against an endpoint that errs, lags, denies and leaves out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupFaultsTest {

  private static final int USERS = 400;

  private TestBed bed;
  private String pool;
  private long memberships;

  @BeforeAll
  void open() {
    bed = new TestBed();
    pool = bed.emulator.cognito().generatePool("customers", PoolModel.PLAIN, USERS, 11);
    memberships = bed.backuper().backup(pool).memberships();
  }

  @BeforeEach
  void wellBehaved() {
    bed.emulator.clearFaults();
    bed.emulator.clearCalls();
    bed.emulator.cognito().pageSizes();
    bed.emulator.cognito().subPrefixFilter(SubPrefixFilter.SUPPORTED);
    bed.emulator.cognito().estimatedUsers(users -> users);
  }

  @AfterAll
  void close() {
    bed.close();
  }

  private BackupReport backup() {
    BackupReport report = bed.backuper().backup(pool);
    Manifest manifest = bed.backuper().verify(report.key()).manifest();
    assertThat(manifest.counts().users()).isEqualTo(report.users());
    return report;
  }

  private void isWhole(BackupReport report) {
    assertThat(report.gaps()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.users()).isEqualTo(USERS);
    assertThat(report.memberships()).isEqualTo(memberships);
    var plan = bed.backuper().plan(RestoreRequest.of(report.key()).intoPool(pool));
    assertThat(plan.resources()).isEmpty();
    assertThat(plan.users().unchanged() + plan.users().federated()).isEqualTo(USERS);
  }

  private List<String> objects() {
    try (Stream<ObjectInfo> objects = bed.storage.list("")) {
      return objects.map(ObjectInfo::key).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void getsThroughFaultsOnEveryOperation(long seed) {
    bed.emulator.inject(
        Fault.on("*").probability(0.08, seed).throttle(),
        Fault.on("*").probability(0.05, seed + 10).error("InternalErrorException", 500, "again"),
        Fault.on("*").probability(0.05, seed + 20).reset(),
        Fault.on("*").probability(0.05, seed + 30).reset().afterExecution());
    BackupReport report = backup();
    assertThat(bed.emulator.faultsApplied()).isPositive();
    bed.emulator.clearFaults();

    isWhole(report);
  }

  @Test
  void tellsTheListenerOfThrottling() {
    bed.emulator.inject(Fault.on("ListUsers").calls(1, 3).throttle());
    AtomicLong throttled = new AtomicLong();
    bed.builder()
        .listener(
            new BackupListener() {
              @Override
              public void onThrottled(String operation) {
                assertThat(operation).isEqualTo("ListUsers");
                throttled.incrementAndGet();
              }
            })
        .build()
        .backup(pool);

    assertThat(throttled).hasValue(3);
  }

  @ParameterizedTest
  @CsvSource({
    "GetUserPoolMfaConfig, mfa",
    "ListResourceServers, resource-servers",
    "ListIdentityProviders, identity-providers",
    "ListUserPoolClients, clients",
  })
  void namesAKindThatIsDenied(String operation, String kind) {
    bed.emulator.inject(Fault.on(operation).accessDenied());
    BackupReport report = backup();

    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(report.gaps())
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.resource()).isEqualTo(kind);
              assertThat(gap.reason()).contains("AccessDenied");
            });
    assertThat(bed.backuper().verify(report.key()).manifest().gaps()).isEqualTo(report.gaps());
    assertThat(report.users()).isEqualTo(USERS);
  }

  @Test
  void namesASingleResourceThatIsDenied() {
    bed.emulator.inject(
        Fault.on("DescribeIdentityProvider").where("ProviderName", "Google").accessDenied());
    BackupReport report = backup();

    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(report.gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.resource()).isEqualTo("identity-providers/Google"));
    assertThat(report.resources()).containsEntry("identity-providers", 1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DescribeUserPool", "ListGroups", "ListUsers", "ListUsersInGroup"})
  void isNoneWithoutThePoolItsGroupsAndUsers(String operation) {
    List<String> before = objects();
    bed.emulator.inject(Fault.on(operation).accessDenied());

    assertThatExceptionOfType(PoolUnreadableException.class)
        .isThrownBy(() -> bed.backuper().backup(pool))
        .withMessageContaining(pool)
        .withMessageContaining("AccessDenied")
        .withMessageContaining("check");
    assertThat(objects()).isEqualTo(before);
  }

  @Test
  void namesAnUnknownPool() {
    assertThatExceptionOfType(PoolUnreadableException.class)
        .isThrownBy(() -> bed.backuper().backup("eu-west-1_Missing00"))
        .withMessageContaining("eu-west-1_Missing00")
        .withMessageContaining("ResourceNotFoundException");
  }

  @Test
  void givesUpAnUnknownOperationAtOnce() {
    bed.emulator.inject(Fault.on("ListResourceServers").unknownOperation());
    BackupReport report = backup();

    assertThat(report.gaps())
        .extracting(Manifest.Gap::resource)
        .containsExactly("resource-servers");
    assertThat(bed.emulator.calls("ListResourceServers")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 501})
  void givesUpAnErrorWithoutACodeAfterAFewTries(int status) {
    bed.emulator.inject(Fault.on("GetUserPoolMfaConfig").status(status));
    BackupReport report = backup();

    assertThat(report.gaps())
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.resource()).isEqualTo("mfa");
              assertThat(gap.reason()).contains(Integer.toString(status));
            });
    assertThat(bed.emulator.calls("GetUserPoolMfaConfig")).isEqualTo(3);
  }

  @Test
  void takesNoEmptyPageForTheEnd() {
    bed.emulator.cognito().pageSizes(0, 7, 0, 0, 20, 1);
    BackupReport report = backup();
    bed.emulator.cognito().pageSizes();

    isWhole(report);
  }

  @ParameterizedTest
  @EnumSource(SubPrefixFilter.class)
  void isWholeWhateverTheFilterDoes(SubPrefixFilter manner) {
    List<String> before = objects();
    bed.emulator.cognito().subPrefixFilter(manner);
    BackupReport report = backup();

    assertThat(objects())
        .hasSize(before.size() + 2)
        .contains(report.key(), report.key() + Receipts.SUFFIX);
    bed.emulator.cognito().subPrefixFilter(SubPrefixFilter.SUPPORTED);
    isWhole(report);
  }

  @Test
  void listsInOneChainWhereTheEndpointGivesNoEstimate() {
    bed.emulator.cognito().omitEstimatedUsers();
    bed.emulator.cognito().subPrefixFilter(SubPrefixFilter.INCOMPLETE);
    BackupReport report = backup();

    assertThat(report.users()).isEqualTo(USERS);
    assertThat(bed.emulator.calls("ListUsers")).isEqualTo((USERS + 59) / 60);
  }

  @Test
  void believesNoEstimateThatIsTooHigh() {
    bed.emulator.cognito().estimatedUsers(users -> users * 3);
    assertThat(backup().users()).isEqualTo(USERS);
  }

  @Test
  void asksUsersForTheirGroupsWhereGroupsAreMany() {
    String many = bed.emulator.cognito().createPool("many groups", PoolModel.PLAIN);
    for (int i = 0; i < 5; i++) {
      var user = io.github.cognitobackup.emulator.scenario.SeedUser.named("u" + i);
      for (int g = 0; g < 4; g++) {
        user.group("g" + i + g);
      }
      bed.emulator.cognito().putUser(many, user);
    }
    BackupReport report = bed.backuper().backup(many);

    assertThat(report.memberships()).isEqualTo(20);
    assertThat(bed.emulator.calls("ListUsersInGroup")).isZero();
    assertThat(bed.emulator.calls("AdminListGroupsForUser")).isEqualTo(5);
  }

  @Test
  void passesOverAUserWhoIsDeletedMeanwhile() {
    String many = bed.emulator.cognito().createPool("deleted", PoolModel.PLAIN);
    for (String name : List.of("gone", "here")) {
      bed.emulator
          .cognito()
          .putUser(
              many,
              io.github.cognitobackup.emulator.scenario.SeedUser.named(name)
                  .group("a-" + name)
                  .group("b-" + name));
    }
    bed.emulator.inject(
        Fault.on("AdminListGroupsForUser")
            .where("Username", "gone")
            .error("UserNotFoundException", 400, "User does not exist."));

    assertThat(bed.backuper().backup(many).memberships()).isEqualTo(2);
  }

  @Test
  void readsNobodyInAWayThatIsBilled() {
    backup();
    assertThat(bed.emulator.calls("AdminGetUser")).isZero();
    assertThat(bed.emulator.calls().keySet())
        .allMatch(
            call ->
                call.startsWith("List") || call.startsWith("Describe") || call.startsWith("Get"));
  }

  @Test
  void namesAnExpiredPageToken() {
    MovableClock clock = new MovableClock();
    try (Emulator slow = Emulator.builder().clock(clock).build();
        var client = TestBed.client(slow.endpoint())) {
      slow.cognito().omitEstimatedUsers();
      String grown = slow.cognito().generatePool("grown", PoolModel.PLAIN, 200, 4);
      AtomicLong seen = new AtomicLong();
      Backuper backuper =
          bed.builder()
              .cognito(client)
              .listener(
                  new BackupListener() {
                    @Override
                    public void onUsers(long soFar) {
                      if (seen.incrementAndGet() == 60) {
                        clock.now = clock.now.plus(Duration.ofHours(2));
                      }
                    }
                  })
              .build();
      List<String> before = objects();

      assertThatExceptionOfType(PoolUnreadableException.class)
          .isThrownBy(() -> backuper.backup(grown))
          .withMessageContaining(grown)
          .withMessageContaining("InvalidParameterException");
      assertThat(objects()).isEqualTo(before);
      assertThat(backuper.backup(grown).users()).isEqualTo(200);
    }
  }

  private static final class MovableClock extends Clock {
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"DescribeUserPool", "ListUsers", "ListUsersInGroup"})
  void stopsCleanlyWhenInterrupted(String during) throws InterruptedException {
    List<String> before = objects();
    bed.emulator.inject(Fault.on(during).delay(Duration.ofMillis(300)));

    Interrupted interrupted = interrupt(during, () -> bed.backuper().backup(pool));

    assertThat(interrupted.thrown).isInstanceOf(WorkInterruptedException.class);
    assertThat(interrupted.flag).isTrue();
    assertThat(objects()).isEqualTo(before);
    noThreadsAreLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CreateGroup", "AdminCreateUser", "AdminSetUserPassword"})
  void stopsARestoreCleanlyWhenInterrupted(String during) throws InterruptedException {
    String small = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    String key = bed.backuper().backup(small).key();
    RestoreRequest request = RestoreRequest.of(key).intoNewPool("interrupted " + during);
    bed.emulator.inject(Fault.on(during).delay(Duration.ofMillis(300)));

    Interrupted interrupted = interrupt(during, () -> bed.backuper().restore(request));

    assertThat(interrupted.thrown).isInstanceOf(WorkInterruptedException.class);
    assertThat(interrupted.flag).isTrue();
    noThreadsAreLeft();
    bed.emulator.clearFaults();
    assertThat(bed.backuper().restore(request).comparison().equal()).isTrue();
  }

  private record Interrupted(Throwable thrown, boolean flag) {}

  /** Runs work on a thread of its own and interrupts it during an operation. */
  private Interrupted interrupt(String during, Runnable work) throws InterruptedException {
    AtomicReference<Interrupted> result = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                result.set(new Interrupted(e, Thread.currentThread().isInterrupted()));
              }
            });
    long calls = bed.emulator.calls(during);
    thread.start();
    while (bed.emulator.calls(during) == calls) {
      assertThat(thread.isAlive() || bed.emulator.calls(during) > calls)
          .as("it calls %s", during)
          .isTrue();
      Thread.onSpinWait();
    }
    thread.interrupt();
    thread.join(Duration.ofMinutes(1).toMillis());
    assertThat(result.get()).as("ended by the interruption").isNotNull();
    return result.get();
  }

  private static void noThreadsAreLeft() {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (ours().findAny().isPresent()) {
      assertThat(System.nanoTime())
          .as("threads are left: %s", ours().toList())
          .isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static Stream<String> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("cognito-backup"));
  }

  @Test
  void leavesNoThreadsBehind() {
    backup();
    noThreadsAreLeft();
  }

  @Test
  void leavesSecretsOutOfAPlaintextArchive() {
    Backuper plain =
        Backuper.builder()
            .cognito(bed.client)
            .storage(bed.storage)
            .insecurePlaintext()
            .pacing(io.github.cognitobackup.pacing.QuotaGate.unlimited())
            .build();
    BackupReport report = plain.backup(pool);

    assertThat(report.sealed()).isFalse();
    assertThat(report.leftOut())
        .anyMatch(each -> each.contains("ClientSecret"))
        .anyMatch(each -> each.equals("identity-providers/Google: client_secret"));
    assertThat(plain.verify(report.key()).header().options()).containsEntry("secrets", "left-out");
  }

  @Test
  void namesAnArchiveThatIsNotThere() {
    String key = pool + "/20260101T000000.000Z.tar.gz.enc";
    assertThatExceptionOfType(ArchiveNotFoundException.class)
        .isThrownBy(() -> bed.backuper().verify(key))
        .withMessageContaining(key);
  }

  @Test
  @Tag("long") // eight attempts take ten seconds
  void givesUpAServiceThatStaysBroken() {
    bed.emulator.inject(Fault.on("ListUsers").error("InternalErrorException", 500, "down"));
    assertThatExceptionOfType(PoolUnreadableException.class)
        .isThrownBy(() -> bed.backuper().backup(pool))
        .withMessageContaining("InternalErrorException");
    assertThat(bed.emulator.calls("ListUsers")).isEqualTo(8);
  }
}
