package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.transfer.StoredContent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LambdaConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/** A backup of a pool, and pools of restores of it to look into. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OwnershipScene {

  static final PoolModel MODEL = PoolModel.PLAIN;

  TestBed bed;
  String source;
  String key;

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
  void set(String pool, int passwordDays, Map<String, String> tags) {
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

  UserPoolType describe(String pool) {
    return bed.client.describeUserPool(r -> r.userPoolId(pool)).userPool();
  }

  Map<String, String> tags(String pool) {
    return describe(pool).userPoolTags();
  }

  int passwordDays(String pool) {
    return describe(pool).policies().passwordPolicy().temporaryPasswordValidityDays();
  }

  void delete(String pool) {
    if (describe(pool).deletionProtection() == DeletionProtectionType.ACTIVE) {
      bed.client.updateUserPool(
          r -> r.userPoolId(pool).deletionProtection(DeletionProtectionType.INACTIVE));
    }
    bed.client.deleteUserPool(r -> r.userPoolId(pool));
  }

  static RestoreRequest fresh(String key) {
    return RestoreRequest.of(key).intoNewPool("restored-" + UUID.randomUUID());
  }

  RestoreReport restore(RestoreRequest request) {
    return bed.backuper().restore(request);
  }

  void isWhole(RestoreReport report) {
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

  List<String> journal(RestoreReport report) {
    return StoredContent.keys(bed.storage).stream()
        .filter(each -> each.startsWith(report.key() + ".restores/" + report.restoreId() + "/"))
        .toList();
  }

  void remove(RestoreReport report, String name) {
    List<String> notes =
        journal(report).stream().filter(each -> each.contains('/' + name)).toList();
    assertThat(notes).isNotEmpty();
    notes.forEach(bed.storage::delete);
  }

  RestoreReport run(MortalProcess process, RestoreRequest request, int minutesLater) {
    return bed.builder()
        .cognito(process.over(CognitoIdentityProviderClient.class, bed.client))
        .storage(process.storage(bed.storage))
        .clock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(minutesLater)))
        .build()
        .restore(request);
  }
}
