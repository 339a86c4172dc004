package io.github.cognitobackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.error.CredentialsException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.s3.S3Endpoint.Response;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What S3 refuses is told by its cause. */
class S3RefusalsTest extends S3Scene {

  @ParameterizedTest
  @CsvSource({
    "404, NoSuchBucket, no such bucket",
    "403, AccessDenied, s3:ListBucket",
    "301, PermanentRedirect, in another Region",
    "400, AuthorizationHeaderMalformed, in another Region",
    "400, KMS.DisabledException, key cannot be used",
    "400, InvalidRequest, S3 refuses it",
    "501, NotImplemented, S3 refuses it"
  })
  void tellsRefusalsApart(int status, String code, String words) {
    endpoint.faults.refuse("ListObjectsV2", Response.error(status, code));
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> keys(builder().build(), "a"))
        .withMessageStartingWith("cannot list s3://backups/a: ")
        .withMessageContaining(words)
        .matches(e -> !e.retryable());
  }

  @ParameterizedTest
  @CsvSource({
    "400, ExpiredToken, EXPIRED, renew them",
    "403, InvalidAccessKeyId, REJECTED, check the access key",
    "403, SignatureDoesNotMatch, REJECTED, secret access key",
    "403, RequestTimeTooSkewed, CLOCK, set the clock"
  })
  void tellsFaultsOfTheCredentialsFromThoseOfTheBucket(
      int status, String code, CredentialsException.Reason reason, String nextStep) {
    endpoint.faults.refuse("HeadObject", Response.of(status));
    endpoint.faults.refuse("ListObjectsV2", Response.error(status, code));
    assertThatExceptionOfType(CredentialsException.class)
        .isThrownBy(() -> keys(builder().build(), "a"))
        .withMessageStartingWith("cannot list s3://backups/a: ")
        .withMessageContainingAll(code, nextStep)
        .matches(e -> e.reason() == reason);
    assertThatExceptionOfType(CredentialsException.class)
        .as("although the answer to HEAD is empty")
        .isThrownBy(() -> builder().build().open("a"))
        .withMessageStartingWith("cannot read s3://backups/a: ")
        .matches(e -> e.reason() == reason);
  }

  @ParameterizedTest
  @CsvSource({
    "503, SlowDown",
    "500, InternalError",
    "200, InternalError",
    "503, ServiceUnavailable",
    "400, RequestTimeout",
    "429, TooManyRequests"
  })
  void callsABusyServiceRetryable(int status, String code) {
    // the error alone: to wait until the storage gives up would take half a minute
    AwsServiceException answer =
        S3Exception.builder()
            .statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
            .build();
    assertThat(S3Failure.LIST.of("s3://backups/a", answer))
        .isInstanceOfSatisfying(
            StorageUnavailableException.class, e -> assertThat(e.retryable()).isTrue())
        .hasMessageContaining(code);
  }

  @ParameterizedTest
  @CsvSource({
    "400, 400, AuthorizationHeaderMalformed, in another Region",
    "403, 403, AccessDenied, s3:GetObject"
  })
  void tellsRefusalsApartThoughTheAnswerToHeadIsEmpty(
      int status, int listed, String code, String words) {
    endpoint.faults.refuse("HeadObject", Response.of(status));
    endpoint.faults.refuse("ListObjectsV2", Response.error(listed, code));
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> builder().build().open("a"))
        .withMessageStartingWith("cannot read s3://backups/a: ")
        .withMessageContaining(words);
  }

  @Test
  void namesTheRegionOfTheBucketWhereS3TellsIt() {
    endpoint.faults.refuse(
        "HeadObject", new Response(301, Map.of("x-amz-bucket-region", "eu-north-1"), new byte[0]));
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> builder().build().stat("a"))
        .withMessageContaining("in another Region, eu-north-1; build the client for it");
  }

  @Test
  void tellsAnotherOwnerFromADenial() {
    endpoint.objects.ownedBy("999988887777");
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> builder().expectedBucketOwner("111122223333").build().open("a"))
        .withMessageContaining("does not belong to the account 111122223333");
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> write(builder().expectedBucketOwner("111122223333").build(), "a", 1))
        .withMessageContaining("does not belong to the account 111122223333");
    assertThat(builder().expectedBucketOwner("999988887777").build().stat("a")).isEmpty();
  }

  @Test
  void passesOnWhichRightS3Misses() {
    endpoint.faults.refuse(
        "PutObject",
        Response.error(
            403,
            "AccessDenied",
            "User: arn:aws:sts::1:assumed-role/r/s is not authorized to perform:"
                + " s3:PutObjectTagging on resource: x because no identity-based policy allows"
                + " it"));
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> write(builder().build(), "a", 1))
        .withMessageContaining("s3:PutObjectTagging");
  }

  @Test
  void tellsThatAnObjectLiesInAnArchiveClass() throws IOException {
    Storage storage = builder().build();
    write(storage, "a", 1);
    endpoint.faults.refuse("GetObject", Response.error(403, "InvalidObjectState"));
    try (var object = storage.open("a");
        var stream = object.openStream()) {
      assertThatExceptionOfType(StorageUnavailableException.class)
          .isThrownBy(stream::read)
          .withMessageContaining("RestoreObject");
    }
  }

  @Test
  void tellsAMissingBucketFromAMissingObject() {
    endpoint.faults.refuse("ListObjectsV2", Response.error(404, "NoSuchBucket"));
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> builder().build().open("a"))
        .withMessageContaining("no such bucket");
  }
}
