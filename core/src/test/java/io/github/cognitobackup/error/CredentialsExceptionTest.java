package io.github.cognitobackup.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cognitobackup.error.CredentialsException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProcessCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;

/** The words of the SDK in use, and what is made of them. */
class CredentialsExceptionTest {

  private static final String PROFILES =
      """
      [half]
      aws_access_key_id = AKIAIOSFODNN7EXAMPLE
      [whole]
      aws_access_key_id = AKIAIOSFODNN7EXAMPLE
      aws_secret_access_key = example
      [sso]
      sso_start_url = https://example.awsapps.com/start
      sso_region = eu-west-1
      sso_account_id = 111122223333
      sso_role_name = backup
      [role]
      role_arn = arn:aws:iam::111122223333:role/backup
      source_profile = whole
      [process]
      credential_process = false
      """;

  private static ProfileCredentialsProvider profile(String name) {
    return ProfileCredentialsProvider.builder()
        .profileName(name)
        .profileFile(
            ProfileFile.builder()
                .type(ProfileFile.Type.CREDENTIALS)
                .content(
                    new java.io.ByteArrayInputStream(PROFILES.getBytes(StandardCharsets.UTF_8)))
                .build())
        .build();
  }

  private static AwsCredentialsProvider chain(AwsCredentialsProvider... last) {
    AwsCredentialsProviderChain.Builder chain =
        AwsCredentialsProviderChain.builder()
            .addCredentialsProvider(SystemPropertyCredentialsProvider.create())
            .addCredentialsProvider(WebIdentityTokenFileCredentialsProvider.create());
    for (AwsCredentialsProvider provider : last) {
      chain.addCredentialsProvider(provider);
    }
    return chain.addCredentialsProvider(ContainerCredentialsProvider.builder().build()).build();
  }

  private static CredentialsException failure(AwsCredentialsProvider provider) {
    RuntimeException thrown = assertThrows(RuntimeException.class, provider::resolveCredentials);
    return CredentialsException.of("ListUsers", null, thrown).orElseThrow();
  }

  private static AwsServiceException answer(String service, String code, String message) {
    return AwsServiceException.builder()
        .statusCode(403)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName(service)
                .errorCode(code)
                .errorMessage(message)
                .build())
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "nope, Profile file contained no credentials for profile 'nope'",
    "half, Profile property 'aws_secret_access_key' was not configured for 'half'",
    "sso, the 'sso' service module must be on the class path",
    "role, the 'sts' service module must be on the class path",
    "process, Failed to refresh process-based credentials"
  })
  void namesTheProviderThatIsInUse(String profile, String why) {
    for (AwsCredentialsProvider provider :
        new AwsCredentialsProvider[] {profile(profile), chain(profile(profile))}) {
      assertThat(failure(provider))
          .hasMessageStartingWith("ListUsers: the AWS credentials cannot be loaded (")
          .hasMessageContaining(why)
          .hasMessageContaining("correct AWS_PROFILE")
          .hasMessageNotContaining("AKIAIOSFODNN7EXAMPLE")
          .hasMessageNotContaining("ProfileFile(")
          .hasMessageNotContaining("SystemProperty")
          .extracting(CredentialsException::reason)
          .isEqualTo(Reason.MISSING);
    }
  }

  @Test
  void saysWhereToPutCredentialsWhereNoProviderIsInUse() {
    assertThat(failure(chain()))
        .hasMessage(
            "ListUsers: no AWS credentials were found; set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
                + " AWS_SECRET_ACCESS_KEY, or configure another credentials provider of the SDK")
        .extracting(CredentialsException::reason)
        .isEqualTo(Reason.MISSING);
  }

  @Test
  void namesAProcessThatGivesNone() {
    assertThat(failure(ProcessCredentialsProvider.builder().command("false").build()))
        .hasMessageContaining("process");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The SSO session associated with this profile has expired or is otherwise invalid.",
        "Token is expired",
        "Your session has expired. Please reauthenticate."
      })
  void recognisesSessionsThatHaveExpired(String words) {
    assertThat(CredentialsException.of("ListUsers", null, SdkClientException.create(words)))
        .get()
        .extracting(CredentialsException::reason)
        .isEqualTo(Reason.EXPIRED);
  }

  @ParameterizedTest
  @CsvSource({
    "Sts, AccessDenied, not authorized to perform: sts:AssumeRole, REJECTED",
    "Sts, ExpiredToken, The security token included in the request is expired, EXPIRED",
    "Sso, UnauthorizedException, Session token not found or invalid, EXPIRED",
    "SsoOidc, InvalidGrantException, Invalid refresh token, REJECTED"
  })
  void recognisesARefusalByTheServiceThatHandsThemOut(
      String service, String code, String message, Reason reason) {
    assertThat(CredentialsException.of("ListUsers", code, answer(service, code, message)))
        .get()
        .satisfies(
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e).hasMessageContaining(message);
            });
  }

  @Test
  void recognisesAClockThatIsWrongByTheWordsOfASignature() {
    String words = "Signature expired: 20261126T000000Z is now earlier than 20261126T020000Z";
    String code = "InvalidSignatureException";
    assertThat(
            CredentialsException.of("Decrypt", code, answer("Kms", code, words))
                .map(CredentialsException::reason))
        .contains(Reason.CLOCK);
  }

  @Test
  void leavesOtherFaultsAlone() {
    assertThat(
            Optional.<CredentialsException>empty()
                .or(() -> of(answer("Kms", "AccessDeniedException", "no identity-based policy")))
                .or(() -> of(answer("CognitoIdentityProvider", "NotAuthorizedException", "no")))
                .or(() -> of(SdkClientException.create("Unable to execute HTTP request: refused")))
                .or(() -> of(SdkClientException.create("Unrecognized token 'html' in answer"))))
        .isEmpty();
  }

  private static Optional<CredentialsException> of(RuntimeException thrown) {
    return CredentialsException.of(
        "ListUsers",
        thrown instanceof AwsServiceException answer ? answer.awsErrorDetails().errorCode() : null,
        thrown);
  }
}
