package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.error.WorkInterruptedException;
import java.io.UncheckedIOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Repeats calls that failed in passing, beyond the few times of the SDK: an archive of an hour's
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

  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;

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
      throw SdkClientException.create("the answer broke off", e.getCause());
    }
  }

  static void pause(int attempt) {
    long ceiling = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << (attempt - 1));
    try {
      TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WorkInterruptedException("interrupted between two attempts of a call to S3");
    }
  }
}
