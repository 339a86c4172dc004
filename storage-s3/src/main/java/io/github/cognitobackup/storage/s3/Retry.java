package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.error.WorkInterruptedException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * Repeats calls that failed transiently, beyond the few times of the SDK: an archive of an hour's
 * work is worth the patience of a minute.
 */
final class Retry {

  static final int ATTEMPTS = 7;

  /** For calls of which it must be known how often they were made. */
  static final AwsRequestOverrideConfiguration ONE_ATTEMPT =
      AwsRequestOverrideConfiguration.builder()
          .addPlugin(
              client ->
                  client.overrideConfiguration(
                      client.overrideConfiguration().toBuilder()
                          .retryStrategy(AwsRetryStrategy.doNotRetry())
                          .build()))
          .build();

  private static final BackoffStrategy BACKOFF =
      BackoffStrategy.exponentialDelayHalfJitter(Duration.ofMillis(100), Duration.ofSeconds(10));

  private Retry() {}

  /** Makes a call whose repetition does no harm. */
  static <T> T call(Supplier<T> call) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(call);
      } catch (SdkException e) {
        if (attempt >= ATTEMPTS || !S3Failure.isPassing(e)) {
          throw e;
        }
        pause(attempt);
      }
    }
  }

  /**
   * Makes a call; of an answer that breaks off the SDK lets the exception of the parser through.
   */
  static <T> T once(Supplier<T> call) {
    try {
      return call.get();
    } catch (UncheckedIOException e) {
      throw SdkClientException.create("the response ended early", e.getCause());
    }
  }

  /** Waits after so many attempts that failed; randomly, lest many calls come together. */
  static void pause(int failed) {
    try {
      // it counts the attempt that is to come
      TimeUnit.MILLISECONDS.sleep(BACKOFF.computeDelay(failed + 1).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkInterruptedException("interrupted between two attempts of a call to S3");
    }
  }
}
