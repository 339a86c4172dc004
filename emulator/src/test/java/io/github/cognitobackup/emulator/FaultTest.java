package io.github.cognitobackup.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;

class FaultTest extends EmulatorTestBase {

  private String poolId;

  @BeforeEach
  void createPool() {
    poolId = emulator.cognito().createPool("p", PoolModel.PLAIN);
  }

  @Test
  void hitsTheNthCallOnly() {
    emulator.inject(Fault.on("Describe*").call(2).throttle());

    assertThat(failures(4)).containsExactly(2);
    assertThat(emulator.faultsApplied()).isEqualTo(1);
  }

  @Test
  void repeatsChanceForTheSameSeed() {
    emulator.inject(Fault.on("DescribeUserPool").probability(0.3, 42).throttle());
    List<Integer> first = failures(50);
    emulator.clearFaults();
    emulator.inject(Fault.on("DescribeUserPool").probability(0.3, 42).throttle());

    assertThat(first).hasSizeBetween(5, 25);
    assertThat(failures(50)).isEqualTo(first);
  }

  @Test
  void losesTheAnswerOfACallThatWasDone() {
    emulator.inject(Fault.on("AdminCreateUser").call(1).reset().afterExecution());

    assertThatThrownBy(() -> create(poolId, "a")).isInstanceOf(SdkClientException.class);
    assertThat(emulator.cognito().findUser(poolId, "a")).isPresent();
  }

  @Test
  void losesACallBeforeItIsDone() {
    emulator.inject(Fault.on("AdminCreateUser").where("Username", "a").reset());

    assertThatThrownBy(() -> create(poolId, "a")).isInstanceOf(SdkClientException.class);
    assertThat(emulator.cognito().findUser(poolId, "a")).isEmpty();
    assertThat(create(poolId, "b").username()).isEqualTo("b");
  }

  @Test
  void answersAStatusWithoutACode() {
    emulator.inject(Fault.on("DescribeUserPool").status(501));

    assertThatThrownBy(this::describe)
        .isInstanceOfSatisfying(
            CognitoIdentityProviderException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(501);
              assertThat(e.awsErrorDetails().errorCode()).isNull();
            });
  }

  @Test
  void deniesAndForgetsOperations() {
    emulator.inject(
        Fault.on("ListTerms").unknownOperation(), Fault.on("DescribeUserPool").accessDenied());

    assertThat(errorOf(this::describe)).startsWith("AccessDeniedException");
    assertThat(errorOf(() -> cognito.listTerms(r -> r.userPoolId(poolId))))
        .startsWith("UnknownOperationException");
  }

  @Test
  void delaysCalls() {
    emulator.inject(Fault.on("*").delay(Duration.ofMillis(30)));
    emulator.latency(Duration.ofMillis(20));
    long start = System.nanoTime();

    describe();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(49));
  }

  @Test
  void throttlesBeyondTheRateOfACategoryOrAPool() {
    emulator.cognito().enforceQuotas();
    int throttled = 0;
    for (int i = 0; i < 12; i++) {
      try {
        cognito.listGroups(r -> r.userPoolId(poolId));
      } catch (TooManyRequestsException e) {
        assertThat(e.statusCode()).isEqualTo(400);
        assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
        throttled++;
      }
    }

    assertThat(throttled).isPositive();
    assertThat(emulator.cognito().throttledCalls())
        .containsEntry("UserPoolResourceRead", (long) throttled);
    assertThat(emulator.cognito().peakRate("UserPoolResourceRead")).isBetween(5, 12);
    emulator.cognito().enforceQuotas(0);
    assertThat(failures(30)).isEmpty();
  }

  @Test
  void countsCalls() {
    describe();
    describe();

    assertThat(emulator.calls("DescribeUserPool")).isEqualTo(2);
    emulator.clearCalls();
    assertThat(emulator.calls()).isEmpty();
  }

  private List<Integer> failures(int calls) {
    List<Integer> failed = new ArrayList<>();
    for (int i = 1; i <= calls; i++) {
      try {
        describe();
      } catch (TooManyRequestsException e) {
        failed.add(i);
      }
    }
    return failed;
  }

  private void describe() {
    cognito.describeUserPool(r -> r.userPoolId(poolId));
  }
}
