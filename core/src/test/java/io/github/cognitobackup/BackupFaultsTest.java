package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.pool.PoolUnreadableException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup against an endpoint that errs and denies. */
class BackupFaultsTest extends BackupScene {

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
        .allMatch(gap -> gap.reason().contains("AccessDenied"))
        .extracting(Manifest.Gap::resource)
        .as("the kind, and what cannot be read without it")
        .startsWith(kind);
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
