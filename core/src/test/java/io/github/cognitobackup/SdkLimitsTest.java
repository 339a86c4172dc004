package io.github.cognitobackup;

import static io.github.cognitobackup.NewerCognito.MEMBER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** Pools and archives that hold what the SDK in use cannot name. */
class SdkLimitsTest {

  private static final List<String> UPDATES =
      List.of(
          "UpdateUserPool",
          "UpdateUserPoolClient",
          "UpdateIdentityProvider",
          "UpdateGroup",
          "UpdateResourceServer",
          "SetUserPoolMfaConfig");

  private final TestBed bed = new TestBed();
  private NewerCognito newer;
  private CognitoIdentityProviderClient client;
  private String pool;

  @BeforeEach
  void open() throws IOException {
    newer = new NewerCognito(bed.emulator.endpoint());
    client = TestBed.client(newer.endpoint());
    pool = SmallPool.create(bed.emulator, PoolModel.PLAIN);
  }

  @AfterEach
  void close() {
    client.close();
    newer.close();
    bed.close();
  }

  @Test
  void noUpdateResetsWhatTheSdkCannotName() {
    String key = bed.backuper().backup(pool).key();
    changeEverything();
    Backuper backuper = bed.builder().cognito(client).build();
    RestoreRequest request = RestoreRequest.of(key).intoPool(pool).updateExisting();

    assertThat(backuper.plan(request).notes())
        .filteredOn(note -> note.contains("without resetting"))
        .anyMatch(note -> note.startsWith("user-pool ") && note.contains(MEMBER))
        .anyMatch(note -> note.contains("Policies.PasswordPolicy.FutureRule"))
        .anyMatch(note -> note.startsWith("clients "))
        .anyMatch(note -> note.startsWith("groups admins "))
        .noneMatch(note -> note.contains("FutureMemberWithoutValue"));
    long before = updates();
    RestoreReport report = backuper.restore(request);

    assertThat(updates()).isEqualTo(before);
    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(report.comparison().equal()).isFalse();
    assertThat(report.firstFailures())
        .filteredOn(failure -> failure.reason().contains("without resetting"))
        .allMatch(failure -> failure.reason().contains(MEMBER))
        .extracting(RestoreReport.Failure::what)
        .anyMatch(what -> what.startsWith("user-pool"))
        .anyMatch(what -> what.startsWith("clients/"))
        .contains("groups/admins");
  }

  @Test
  void whereNothingIsUnknownTheSameUpdatesAreMade() {
    String key = bed.backuper().backup(pool).key();
    changeEverything();

    RestoreReport report =
        bed.backuper().restore(RestoreRequest.of(key).intoPool(pool).updateExisting());

    assertThat(report.firstFailures()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
  }

  @Test
  void inAPoolOfItsOwnTheRestoreResetsDefaultsOnly() {
    String key = bed.backuper().backup(pool).key();

    RestoreReport report =
        bed.builder()
            .cognito(client)
            .build()
            .restore(RestoreRequest.of(key).intoNewPool("restored"));

    assertThat(report.firstFailures()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
  }

  @Test
  void whatTheArchiveHasAndTheSdkCannotSendIsNamed() {
    String key =
        HandMade.store(
            bed,
            archive -> {
              archive.resource(
                  "user-pool",
                  HandMade.json(
                      "{'Id':'" + HandMade.POOL + "','Name':'x','FutureSetting':{'Mode':'ON'}}"));
              archive.resource("groups", "g", HandMade.json("{'GroupName':'g','FutureLimit':7}"));
            });
    RestoreRequest request = RestoreRequest.of(key).intoNewPool("restored");

    assertThat(HandMade.backuper(bed).plan(request).notes())
        .anyMatch(note -> note.startsWith("user-pool x ") && note.contains("FutureSetting"))
        .anyMatch(note -> note.startsWith("groups g ") && note.contains("FutureLimit"));
    RestoreReport report = HandMade.backuper(bed).restore(request);

    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(report.comparison().equal()).isFalse();
    assertThat(report.firstFailures())
        .anyMatch(failure -> failure.reason().contains("without FutureSetting"))
        .anyMatch(
            failure ->
                failure.what().equals("groups/g")
                    && failure.reason().contains("without FutureLimit"));
  }

  private void changeEverything() {
    bed.client.updateUserPool(
        r -> r.userPoolId(pool).policies(p -> p.passwordPolicy(q -> q.minimumLength(30))));
    bed.client
        .listUserPoolClients(r -> r.userPoolId(pool))
        .userPoolClients()
        .forEach(
            each ->
                bed.client.updateUserPoolClient(
                    r ->
                        r.userPoolId(pool)
                            .clientId(each.clientId())
                            .clientName(each.clientName())
                            .accessTokenValidity(7)));
    bed.client.updateGroup(r -> r.userPoolId(pool).groupName("admins").description("changed"));
  }

  private long updates() {
    return UPDATES.stream().mapToLong(bed.emulator::calls).sum();
  }
}
