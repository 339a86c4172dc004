package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/** What was set under the older of two names has the same effect in the restored pool. */
class OlderSettingsTest {

  private static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:function:tokens";

  private final TestBed bed = new TestBed();

  @AfterEach
  void close() {
    bed.close();
  }

  private String pool() {
    String pool =
        bed.client
            .createUserPool(
                r ->
                    r.poolName("old")
                        .adminCreateUserConfig(c -> c.unusedAccountValidityDays(90))
                        .smsVerificationMessage("Your code: {####}")
                        .emailVerificationMessage("Dear customer: {####}")
                        .emailVerificationSubject("Welcome")
                        .lambdaConfig(l -> l.preTokenGeneration(ARN)))
            .userPool()
            .id();
    bed.client.createUserPoolClient(
        r ->
            r.userPoolId(pool)
                .clientName("old")
                .explicitAuthFlows(
                    ExplicitAuthFlowsType.ADMIN_NO_SRP_AUTH,
                    ExplicitAuthFlowsType.USER_PASSWORD_AUTH));
    return pool;
  }

  private UserPoolType describe(String pool) {
    return bed.client.describeUserPool(r -> r.userPoolId(pool)).userPool();
  }

  @Test
  void inANewPool() {
    RestoreRequest request =
        RestoreRequest.of(bed.backuper().backup(pool()).key()).intoNewPool("restored");

    RestoreReport report = bed.backuper().restore(request);

    assertThat(report.firstFailures()).isEmpty();
    assertThat(report.comparison().equal()).isTrue();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertEffects(describe(report.userPoolId()));
  }

  @Test
  void inAnExistingPoolThatIsUpdated() {
    String key = bed.backuper().backup(pool()).key();
    String target = bed.client.createUserPool(r -> r.poolName("target")).userPool().id();

    RestoreReport report =
        bed.backuper().restore(RestoreRequest.of(key).intoPool(target).updateExisting());

    assertThat(report.comparison().resourceDifferences()).isEmpty();
    assertEffects(describe(target));
  }

  @Test
  void nothingDiffersInThePoolThatWasSaved() {
    String pool = pool();
    String key = bed.backuper().backup(pool).key();

    assertThat(bed.backuper().plan(RestoreRequest.of(key).intoPool(pool)).resources()).isEmpty();
  }

  private static void assertEffects(UserPoolType pool) {
    assertThat(pool.policies().passwordPolicy().temporaryPasswordValidityDays()).isEqualTo(90);
    assertThat(pool.verificationMessageTemplate().smsMessage()).isEqualTo("Your code: {####}");
    assertThat(pool.verificationMessageTemplate().emailMessage())
        .isEqualTo("Dear customer: {####}");
    assertThat(pool.verificationMessageTemplate().emailSubject()).isEqualTo("Welcome");
    assertThat(pool.lambdaConfig().preTokenGeneration()).isEqualTo(ARN);
    assertThat(pool.lambdaConfig().preTokenGenerationConfig().lambdaArn()).isEqualTo(ARN);
  }
}
