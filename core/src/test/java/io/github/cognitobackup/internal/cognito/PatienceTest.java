package io.github.cognitobackup.internal.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.error.ThrottledException;
import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.pacing.QuotaGate;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;

/** How long calls are repeated, by a clock that only the pauses move. */
class PatienceTest {

  private static final String POOL = "eu-west-1_AbCdEfGhI";
  private static final SdkException THROTTLED =
      (SdkException)
          TooManyRequestsException.builder()
              .statusCode(400)
              .awsErrorDetails(
                  AwsErrorDetails.builder().errorCode("TooManyRequestsException").build())
              .build();
  private static final SdkException REFUSED_CONNECTION =
      SdkClientException.create("no connection", new ConnectException("refused"));

  private final List<String> told = new ArrayList<>();
  private long nanos;
  private long longestPause;
  private int attempts;

  private final BackupListener listener =
      new BackupListener() {
        @Override
        public void onThrottled(String operation, long soFar) {
          told.add(operation + " " + soFar);
        }

        @Override
        public void onRepeated(String operation, String reason, long soFar) {
          told.add(operation + " " + reason + " " + soFar);
        }
      };

  private static Operation<ListUsersRequest, ListUsersResponse> listing(Runnable attempt) {
    return new Operation<>(
        "ListUsers",
        (client, request) -> {
          attempt.run();
          return ListUsersResponse.builder().build();
        });
  }

  private ListUsersResponse call(Duration limit, int failures, SdkException failure) {
    Patience patience =
        new Patience(
            limit,
            () -> nanos,
            millis -> {
              longestPause = Math.max(longestPause, millis);
              nanos += millis * 1_000_000;
            });
    return new CognitoCalls(new StubClient(), QuotaGate.unlimited(), patience, listener)
        .call(
            POOL,
            ListUsersRequest.builder().userPoolId(POOL).build(),
            listing(
                () -> {
                  if (attempts++ < failures) {
                    throw failure;
                  }
                }));
  }

  @Test
  void aThrottledCallIsRepeatedUntilItIsAnswered() {
    call(Duration.ofMinutes(10), 20, THROTTLED);

    assertThat(attempts).isEqualTo(21);
    assertThat(told).hasSize(20).startsWith("ListUsers 1", "ListUsers 2").endsWith("ListUsers 20");
    assertThat(longestPause).isBetween(10_000L, 20_000L);
  }

  @Test
  void aCallThatStaysThrottledEndsInTime() {
    Duration limit = Duration.ofMinutes(3);
    assertThatExceptionOfType(ThrottledException.class)
        .isThrownBy(() -> call(limit, Integer.MAX_VALUE, THROTTLED))
        .withMessageStartingWith("user pool " + POOL + ": ListUsers: Cognito has refused this call")
        .withMessageContaining("(" + attempts)
        .withCause(THROTTLED)
        .satisfies(
            e -> {
              assertThat(e.operation()).isEqualTo("ListUsers");
              assertThat(e.lasted()).isBetween(limit.minusSeconds(20), limit);
              assertThat(e).hasMessageContaining(e.lasted().toSeconds() + " seconds");
            });
    assertThat(Duration.ofNanos(nanos)).isLessThanOrEqualTo(limit);
    assertThat(told).hasSize(attempts);
  }

  @Test
  void withoutPatienceTheFirstRefusalEndsTheCall() {
    assertThatExceptionOfType(ThrottledException.class)
        .isThrownBy(() -> call(Duration.ZERO, Integer.MAX_VALUE, THROTTLED));
    assertThat(attempts).isEqualTo(1);
    assertThat(told).containsExactly("ListUsers 1");
  }

  @Test
  void aLostConnectionIsToldAtOnceAndGivenUpAfterSeconds() {
    assertThatExceptionOfType(SdkClientException.class)
        .isThrownBy(() -> call(Duration.ofHours(1), Integer.MAX_VALUE, REFUSED_CONNECTION));

    assertThat(attempts).isEqualTo(8);
    assertThat(Duration.ofNanos(nanos)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(15));
    assertThat(told).hasSize(7).startsWith("ListUsers ConnectException 1");
  }

  @Test
  void anInterruptEndsThePauseAndTheCall() {
    Patience patience =
        new Patience(
            Duration.ofHours(1),
            () -> nanos,
            millis -> {
              throw new InterruptedException();
            });
    CognitoCalls calls =
        new CognitoCalls(new StubClient(), QuotaGate.unlimited(), patience, listener);
    try {
      assertThatExceptionOfType(WorkInterruptedException.class)
          .isThrownBy(
              () ->
                  calls.call(
                      POOL,
                      ListUsersRequest.builder().userPoolId(POOL).build(),
                      listing(
                          () -> {
                            throw THROTTLED;
                          })));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
