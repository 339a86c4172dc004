package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.error.CredentialsException;
import io.github.cognitobackup.error.CredentialsException.Reason;
import io.github.cognitobackup.pool.PoolUnreadableException;
import io.github.cognitobackup.restore.RestoreRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials that Cognito does not accept, from the beginning or after a while. */
class CredentialsTest {

  private final TestBed bed = new TestBed();
  private String pool = "";

  @BeforeEach
  void createPool() {
    pool = SmallPool.create(bed.emulator, PoolModel.PLAIN);
  }

  @AfterEach
  void close() {
    bed.close();
  }

  private static Fault expired(String operation) {
    return Fault.on(operation).error("ExpiredTokenException", 400, "The token has expired");
  }

  @ParameterizedTest
  @CsvSource({
    "ExpiredTokenException, 400, EXPIRED, renew them",
    "ExpiredToken, 403, EXPIRED, renew them",
    "UnrecognizedClientException, 400, REJECTED, check the access key",
    "InvalidClientTokenId, 403, REJECTED, check the access key",
    "InvalidAccessKeyId, 403, REJECTED, check the access key",
    "InvalidSignatureException, 400, REJECTED, secret access key",
    "SignatureDoesNotMatch, 403, REJECTED, secret access key",
    "IncompleteSignature, 400, REJECTED, signature",
    "IncompleteSignatureException, 400, REJECTED, signature",
    "MissingAuthenticationToken, 403, REJECTED, signature",
    "MissingAuthenticationTokenException, 400, REJECTED, signature"
  })
  void areToldApartFromThePoolAndItsRights(
      String code, int status, Reason reason, String nextStep) {
    bed.emulator.inject(Fault.on("*").error(code, status, "no"));

    assertThatExceptionOfType(CredentialsException.class)
        .isThrownBy(() -> bed.backuper().backup(pool))
        .withMessageStartingWith("user pool " + pool + ": DescribeUserPool: ")
        .withMessageContainingAll(code, nextStep)
        .matches(e -> e.reason() == reason);
    assertThat(bed.emulator.calls("DescribeUserPool")).as("not repeated").isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RequestExpired", "RequestTimeTooSkewed"})
  void areTriedTwiceWhereTheClockIsAtFault(String code) {
    bed.emulator.inject(Fault.on("DescribeUserPool").error(code, 400, "no"));

    assertThatExceptionOfType(CredentialsException.class)
        .isThrownBy(() -> bed.backuper().backup(pool))
        .withMessageContainingAll(code, "set the clock")
        .matches(e -> e.reason() == Reason.CLOCK);
    assertThat(bed.emulator.calls("DescribeUserPool")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GetUserPoolMfaConfig",
        "DescribeUserPoolClient",
        "DescribeIdentityProvider",
        "ListUsers",
        "ListUsersInGroup"
      })
  void thatExpireDuringABackupLeaveNoneBehindThatLooksPartial(String operation) {
    bed.emulator.inject(expired(operation));

    assertThatExceptionOfType(CredentialsException.class)
        .isThrownBy(() -> bed.backuper().backup(pool))
        .matches(e -> e.reason() == Reason.EXPIRED);
    try (Stream<?> objects = bed.storage.list("")) {
      assertThat(objects).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CreateUserPool",
        "CreateUserPoolClient",
        "AdminCreateUser",
        "AdminSetUserPassword",
        "AdminLinkProviderForUser"
      })
  void thatExpireDuringARestoreLetItGoOnLater(String operation) {
    RestoreRequest request =
        RestoreRequest.of(bed.backuper().backup(pool).key()).intoNewPool("restored");
    int pools = bed.emulator.cognito().poolIds().size();
    bed.emulator.inject(expired(operation));

    assertThatExceptionOfType(CredentialsException.class)
        .isThrownBy(() -> bed.backuper().restore(request))
        .withMessageContainingAll("have expired", "resumes where it stopped")
        .matches(e -> e.reason() == Reason.EXPIRED);

    bed.emulator.clearFaults();
    assertThat(bed.backuper().restore(request).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(bed.emulator.cognito().poolIds()).hasSize(pools + 1);
  }

  @Test
  void areNotSuspectedWhereARightIsMissing() {
    bed.emulator.inject(Fault.on("DescribeUserPool").accessDenied());

    assertThatExceptionOfType(PoolUnreadableException.class)
        .isThrownBy(() -> bed.backuper().backup(pool))
        .withMessageContaining("check the permissions of the role");
  }

  @Test
  void areNotSuspectedWhereThePoolIsOfAnotherRegion() {
    assertThatExceptionOfType(PoolUnreadableException.class)
        .isThrownBy(() -> bed.backuper().backup("us-west-2_Missing00"))
        .withMessageContaining("the id names us-west-2, the client calls eu-west-1");
    assertThatExceptionOfType(PoolUnreadableException.class)
        .isThrownBy(() -> bed.backuper().backup("eu-west-1_Missing00"))
        .withMessageContaining("check the pool id, the account and the Region")
        .withMessageNotContaining("the id names");
    assertThatExceptionOfType(PoolUnreadableException.class)
        .as("the target of a restore")
        .isThrownBy(
            () ->
                bed.backuper()
                    .plan(
                        RestoreRequest.of(bed.backuper().backup(pool).key())
                            .intoPool("us-west-2_Missing00")))
        .withMessageContaining("the id names us-west-2, the client calls eu-west-1");
  }
}
