package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.emulator.scenario.UserState;
import io.github.cognitobackup.restore.RestoreRefusedException;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.storage.ObjectInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** Killed at any step and run again, a restore ends as one that was not disturbed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledRestoreTest {

  private static final String STRANGER = "stranger";

  private TestBed bed;

  @BeforeAll
  void open() {
    bed = new TestBed();
  }

  @AfterAll
  void close() {
    bed.close();
  }

  @Test
  void endsTheSameInANewPool() {
    killEverywhere(PoolModel.PLAIN, false, 3);
  }

  @Test
  void endsTheSameInAPoolWithAddressesAsNames() {
    killEverywhere(PoolModel.EMAIL, false, 7);
  }

  @Test
  void endsTheSameInALivingPool() {
    killEverywhere(PoolModel.ALIAS, true, 5);
  }

  @ParameterizedTest
  @EnumSource(PoolModel.class)
  @Tag("long") // every step twice
  void endsTheSameWhereverItIsKilled(PoolModel model) {
    killEverywhere(model, false, 1);
    killEverywhere(model, true, 1);
  }

  /** Kills at every {@code stride}-th step, in turn before and after it took effect. */
  private void killEverywhere(PoolModel model, boolean living, int stride) {
    String source = SmallPool.create(bed.emulator, model);
    String key = bed.backuper().backup(source).key();
    Map<String, SmallPool.Restorable> wanted = SmallPool.restorable(bed.emulator, model, source);

    MortalProcess whole = MortalProcess.immortal();
    assertThat(run(whole, request(key, model, living), 0).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(whole.steps()).isGreaterThan(50);

    boolean done = false;
    for (int step = 1; step <= whole.steps(); step += stride) {
      if (stride > 1) {
        done = !done;
        killAt(step, done, key, model, living, wanted);
      } else {
        killAt(step, false, key, model, living, wanted);
        killAt(step, true, key, model, living, wanted);
      }
    }
  }

  private void killAt(
      int step,
      boolean done,
      String key,
      PoolModel model,
      boolean living,
      Map<String, SmallPool.Restorable> wanted) {
    String where = "killed " + (done ? "after" : "before") + " step " + step;
    RestoreRequest request = request(key, model, living);
    Set<String> pools = new TreeSet<>(bed.emulator.cognito().poolIds());
    UserState stranger =
        living
            ? SmallPool.find(bed.emulator, model, target(request), STRANGER).orElseThrow()
            : null;
    bed.emulator.cognito().clearMessagesAndTriggerCalls();

    MortalProcess process = new MortalProcess(step, done);
    try {
      run(process, request, 0);
    } catch (MortalProcess.Death e) {
      assertThat(process.isDead()).as(where).isTrue();
    }
    Map<String, Integer> finished = new HashMap<>();
    for (String pool : bed.emulator.cognito().poolIds()) {
      if (!pools.contains(pool) || living && pool.equals(target(request))) {
        for (String name : SmallPool.LOCAL) {
          SmallPool.find(bed.emulator, model, pool, name)
              .filter(user -> user.status().equals("CONFIRMED"))
              .ifPresent(user -> finished.put(name, user.passwordsSet()));
        }
      }
    }

    RestoreReport report = run(MortalProcess.immortal(), request, 2);

    assertThat(report.firstFailures()).as(where).isEmpty();
    assertThat(report.outcome()).as(where).isEqualTo(Outcome.COMPLETE);
    String pool = report.userPoolId();
    assertThat(SmallPool.restorable(bed.emulator, model, pool)).as(where).isEqualTo(wanted);
    assertThat(bed.emulator.cognito().userCount(pool))
        .as(where)
        .isEqualTo(SmallPool.LOCAL.size() + (living ? 1 : 0));
    assertThat(bed.client.listUserPoolClients(r -> r.userPoolId(pool)).userPoolClients())
        .as(where)
        .hasSize(2);
    pools.add(pool);
    assertThat(bed.emulator.cognito().poolIds()).as(where).hasSameElementsAs(pools);
    assertThat(bed.emulator.cognito().messages()).as(where).isEmpty();
    finished.forEach(
        (name, passwords) ->
            assertThat(SmallPool.find(bed.emulator, model, pool, name).orElseThrow().passwordsSet())
                .as("%s: passwords of %s", where, name)
                .isEqualTo(passwords));
    if (stranger != null) {
      assertThat(SmallPool.find(bed.emulator, model, pool, STRANGER)).contains(stranger);
    }
    assertThat(report.identityMapKey()).as(where).isPresent();
    try (Stream<ObjectInfo> leases = bed.storage.list("restore-leases/")) {
      assertThat(leases).as(where).isEmpty();
    }
    for (String made : bed.emulator.cognito().poolIds()) {
      if (made.equals(pool)) {
        bed.client.deleteUserPool(r -> r.userPoolId(made));
      }
    }
  }

  private RestoreRequest request(String key, PoolModel model, boolean living) {
    if (!living) {
      return RestoreRequest.of(key).intoNewPool("restored-" + UUID.randomUUID());
    }
    String target = bed.emulator.cognito().generatePool("living", model, 0, 3);
    bed.emulator
        .cognito()
        .putUser(
            target,
            SeedUser.named(SmallPool.login(model, STRANGER))
                .attribute("email", "stranger@example.com")
                .password("Living-passw0rd"));
    return RestoreRequest.of(key).intoPool(target);
  }

  private static String target(RestoreRequest request) {
    return request.poolId().orElseThrow();
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
  void leavesALeaseThatFallsToTheNextInAWhile() {
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    String key = bed.backuper().backup(source).key();
    RestoreRequest request = RestoreRequest.of(key).intoNewPool("restored-" + UUID.randomUUID());
    MortalProcess process = new MortalProcess(30, false);
    assertThatExceptionOfType(MortalProcess.Death.class).isThrownBy(() -> run(process, request, 0));

    assertThatExceptionOfType(RestoreRefusedException.class)
        .isThrownBy(() -> run(MortalProcess.immortal(), request, 0))
        .withMessageContaining("90 s");
    assertThat(run(MortalProcess.immortal(), request, 2).outcome()).isEqualTo(Outcome.COMPLETE);
  }
}
