package io.github.cognitobackup.internal.cognito;

import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.pacing.QuotaGate;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderRequest;

/**
 * The one way to Cognito: each attempt passes the quota gate, throttling is waited out, passing
 * faults are retried. The SDK's own retries are switched off per request, for they would hide
 * attempts and throttling from the gate. Thread-safe.
 */
public final class CognitoCalls {

  /** Sees the throttled calls, by the name of the operation. */
  public interface ThrottleListener extends Consumer<String> {}

  private static final int TRANSIENT_ATTEMPTS = 8;
  private static final int UNKNOWN_ATTEMPTS = 3;
  private static final int THROTTLED_ATTEMPTS = 60;
  private static final long BACKOFF_MILLIS = 100;
  private static final long LONGEST_BACKOFF_MILLIS = 20_000;

  private static final SdkPlugin NO_RETRIES =
      config ->
          config.overrideConfiguration(
              config.overrideConfiguration().toBuilder()
                  .retryStrategy(AwsRetryStrategy.doNotRetry())
                  .build());

  private static final AwsRequestOverrideConfiguration ONE_ATTEMPT =
      AwsRequestOverrideConfiguration.builder().addPlugin(NO_RETRIES).build();

  private final CognitoIdentityProviderClient client;
  private final QuotaGate gate;
  private final ThrottleListener throttled;

  public CognitoCalls(
      CognitoIdentityProviderClient client, QuotaGate gate, ThrottleListener throttled) {
    this.client = client;
    this.gate = gate;
    this.throttled = throttled;
  }

  /** Makes a call whose repetition does no harm. */
  public <Q extends CognitoIdentityProviderRequest, R> R call(
      Q request, BiFunction<CognitoIdentityProviderClient, Q, R> operation) {
    return call(request, operation, new Attempts());
  }

  /**
   * Makes a call that must not be carried out twice: throttling is waited out, but after a passing
   * fault the caller has to look what came of it.
   */
  public <Q extends CognitoIdentityProviderRequest, R> R callOnce(
      Q request, BiFunction<CognitoIdentityProviderClient, Q, R> operation) {
    Attempts attempts = new Attempts();
    attempts.failed = TRANSIENT_ATTEMPTS;
    return call(request, operation, attempts);
  }

  /**
   * Makes a call and keeps account of its attempts, so that the caller of a call that creates can
   * tell an "exists" that his own lost attempt brought about.
   */
  public <Q extends CognitoIdentityProviderRequest, R> R call(
      Q request, BiFunction<CognitoIdentityProviderClient, Q, R> operation, Attempts attempts) {
    String name = operationName(request);
    String poolId = request.getValueForField("UserPoolId", String.class).orElse(null);
    Q once = withoutRetries(request);
    while (true) {
      try {
        gate.acquire(name, poolId);
      } catch (InterruptedException e) {
        throw interrupted(name);
      }
      try {
        R response = operation.apply(client, once);
        gate.succeeded(name);
        return response;
      } catch (SdkException e) {
        if (CognitoErrors.isInterruption(e)) {
          throw interrupted(name);
        }
        pauseOrThrow(e, name, attempts);
      }
    }
  }

  /** How often a call was attempted, and with what uncertainty. Not thread-safe. */
  public static final class Attempts {

    private int throttled;
    private int failed;
    private boolean uncertain;

    /** Whether an attempt broke in a way that leaves open if it was carried out. */
    public boolean uncertain() {
      return uncertain;
    }
  }

  private void pauseOrThrow(SdkException error, String operation, Attempts attempts) {
    int round;
    if (CognitoErrors.isThrottling(error)) {
      gate.throttled(operation);
      throttled.accept(operation);
      round = ++attempts.throttled;
      if (round >= THROTTLED_ATTEMPTS) {
        throw error;
      }
    } else if (CognitoErrors.isTransient(error)) {
      attempts.uncertain = true;
      round = ++attempts.failed;
      int limit =
          CognitoErrors.isServerErrorWithoutCode(error) ? UNKNOWN_ATTEMPTS : TRANSIENT_ATTEMPTS;
      if (round >= limit) {
        throw error;
      }
    } else {
      throw error;
    }
    long ceiling = Math.min(LONGEST_BACKOFF_MILLIS, BACKOFF_MILLIS << Math.min(round - 1, 16));
    try {
      TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling + 1));
    } catch (InterruptedException e) {
      throw interrupted(operation);
    }
  }

  private static WorkInterruptedException interrupted(String operation) {
    Thread.currentThread().interrupt();
    return new WorkInterruptedException(
        "interrupted before or during " + operation + "; run the same again to go on");
  }

  @SuppressWarnings("unchecked") // a request's builder builds a request of the same type
  private static <Q extends CognitoIdentityProviderRequest> Q withoutRetries(Q request) {
    return (Q) request.toBuilder().overrideConfiguration(ONE_ATTEMPT).build();
  }

  private static String operationName(CognitoIdentityProviderRequest request) {
    String type = request.getClass().getSimpleName();
    return type.substring(0, type.length() - "Request".length());
  }
}
