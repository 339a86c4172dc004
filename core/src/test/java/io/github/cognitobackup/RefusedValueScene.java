package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.emulator.scenario.UserState;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;

/** Pools with users of whom Cognito refuses a value. */
abstract class RefusedValueScene extends RestoreScene {

  String poolWith(PoolModel model, SeedUser... users) {
    String pool = bed.emulator.cognito().generatePool("customers", model, 0, 1);
    for (SeedUser user : users) {
      bed.emulator.cognito().putUser(pool, user.password("Former-passw0rd"));
    }
    return pool;
  }

  RestoreReport restored(String pool) {
    return bed.backuper()
        .restore(RestoreRequest.of(bed.backuper().backup(pool).key()).intoNewPool(fresh()));
  }

  UserState user(RestoreReport report, String name) {
    return bed.emulator.cognito().findUser(report.userPoolId(), name).orElseThrow();
  }

  static void isLessened(RestoreReport report, String attribute) {
    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(report.comparison().equal()).isFalse();
    assertThat(report.comparison().usersMissing()).isZero();
    assertThat(report.comparison().usersDifferent()).isEqualTo(1);
    assertThat(report.firstFailures())
        .singleElement()
        .satisfies(
            failure -> assertThat(failure.reason()).startsWith("created without " + attribute));
  }

  /** Restores where creations and updates of some users are refused with a text. */
  RestoreReport restored(String pool, Predicate<AdminCreateUserRequest> refused, String text) {
    return restored(
        pool,
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes e) {
            if (context.request() instanceof AdminCreateUserRequest request
                && refused.test(request)) {
              throw refusal(text);
            }
          }
        });
  }

  RestoreReport restored(String pool, ExecutionInterceptor refusing) {
    String key = bed.backuper().backup(pool).key();
    try (CognitoIdentityProviderClient client = TestBed.client(bed.emulator.endpoint(), refusing)) {
      return bed.builder()
          .cognito(client)
          .build()
          .restore(RestoreRequest.of(key).intoNewPool(fresh()));
    }
  }

  static InvalidParameterException refusal(String text) {
    return (InvalidParameterException)
        InvalidParameterException.builder()
            .statusCode(400)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode("InvalidParameterException")
                    .errorMessage(text)
                    .build())
            .build();
  }
}
