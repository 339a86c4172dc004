package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.TriggerCall;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LambdaConfigType;

/** What a restore does with the triggers, ARNs and secrets of a pool. */
class RestoreOfSettingsTest extends RestoreScene {

  @Test
  void namesTheSecretThatNoUpdateCanChange() {
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    String key = backup(source);
    String target = emptyTwin(PoolModel.PLAIN);

    RestoreReport report = restore(RestoreRequest.of(key).intoPool(target).updateExisting());

    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(report.firstFailures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.what()).isEqualTo("clients/web");
              assertThat(failure.reason()).contains("secret");
            });
  }

  @Test
  void attachesTriggersLast() {
    PoolModel model = PoolModel.PLAIN;
    String source = SmallPool.create(bed.emulator, model);
    String function = "arn:aws:lambda:eu-west-1:123456789012:function:checks";
    attach(source, function);
    RestoreReport report = restore(RestoreRequest.of(backup(source)).intoNewPool(fresh()));

    assertThat(report.firstFailures()).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(bed.emulator.cognito().triggerCalls()).isEmpty();
    var pool = bed.client.describeUserPool(r -> r.userPoolId(report.userPoolId())).userPool();
    assertThat(pool.lambdaConfig().preSignUp()).isEqualTo(function);
    assertThat(pool.userPoolTags()).containsEntry("team", "sign-in");
    assertThat(pool.userPoolAddOns().advancedSecurityModeAsString()).isEqualTo("AUDIT");
  }

  @Test
  void namesTheTriggersThatWillFireInALivingPool() {
    PoolModel model = PoolModel.PLAIN;
    String source = SmallPool.create(bed.emulator, model);
    String key = backup(source);
    String target = emptyTwin(model);
    attach(target, "arn:aws:lambda:eu-west-1:123456789012:function:checks");
    RestoreRequest request = RestoreRequest.of(key).intoPool(target);

    assertThat(bed.backuper().plan(request).notes())
        .anySatisfy(note -> assertThat(note).contains("PreSignUp", "function:checks", target));
    restore(request);
    assertThat(bed.emulator.cognito().triggerCalls())
        .extracting(TriggerCall::source)
        .containsOnly("PreSignUp_AdminCreateUser");
  }

  private void attach(String pool, String function) {
    var now = bed.client.describeUserPool(r -> r.userPoolId(pool)).userPool();
    bed.client.updateUserPool(
        r ->
            r.userPoolId(pool)
                .policies(now.policies())
                .autoVerifiedAttributes(now.autoVerifiedAttributes())
                .userPoolTags(now.userPoolTags())
                .mfaConfiguration(now.mfaConfiguration())
                .userPoolAddOns(now.userPoolAddOns())
                .lambdaConfig(LambdaConfigType.builder().preSignUp(function).build()));
  }

  @Test
  void rewritesArnsOnlyByTheCallersRules() {
    String source = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    attach(source, "arn:aws:lambda:eu-west-1:123456789012:function:checks");
    String key = backup(source);
    String same = restore(RestoreRequest.of(key).intoNewPool(fresh())).userPoolId();
    RestoreReport moved =
        restore(
            RestoreRequest.of(key)
                .intoNewPool(fresh())
                .rewriteArns(
                    "arn:aws:lambda:eu-west-1:123456789012:",
                    "arn:aws:lambda:eu-west-1:999999999999:"));

    assertThat(moved.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(preSignUp(same)).isEqualTo("arn:aws:lambda:eu-west-1:123456789012:function:checks");
    assertThat(preSignUp(moved.userPoolId()))
        .isEqualTo("arn:aws:lambda:eu-west-1:999999999999:function:checks");
  }

  private String preSignUp(String pool) {
    return bed.client
        .describeUserPool(r -> r.userPoolId(pool))
        .userPool()
        .lambdaConfig()
        .preSignUp();
  }
}
