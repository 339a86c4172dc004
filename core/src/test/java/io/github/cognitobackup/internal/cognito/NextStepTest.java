package io.github.cognitobackup.internal.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.pacing.QuotaGate;
import java.net.UnknownHostException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

class NextStepTest {

  private final CognitoIdentityProviderClient client =
      CognitoIdentityProviderClient.builder()
          .region(Region.EU_WEST_1)
          .credentialsProvider(AnonymousCredentialsProvider.create())
          .build();
  private final CognitoCalls calls =
      new CognitoCalls(
          client,
          QuotaGate.unlimited(),
          new Patience(Patience.DEFAULT, System::nanoTime, millis -> {}),
          new BackupListener() {});

  @AfterEach
  void close() {
    client.close();
  }

  private String after(SdkException error, String poolId) {
    return NextStep.after(error, new Pool(calls, poolId));
  }

  @Test
  void aPoolOfAnotherRegionIsToldByItsId() {
    SdkException missing = CognitoErrorsTest.answer(400, "ResourceNotFoundException", "");

    assertThat(after(missing, "us-east-1_AbCdEfGhI")).contains("us-east-1", "eu-west-1");
    assertThat(after(missing, "eu-west-1_AbCdEfGhI")).doesNotContain("eu-west-1");
    assertThat(after(missing, "nonsense")).doesNotContain("nonsense", "eu-west-1");
  }

  @Test
  void eachCauseHasItsOwn() {
    String pool = "eu-west-1_AbCdEfGhI";

    assertThat(
            new String[] {
              after(CognitoErrorsTest.answer(400, "ResourceNotFoundException", ""), pool),
              after(CognitoErrorsTest.answer(400, "AccessDeniedException", ""), pool),
              after(SdkClientException.create("", new UnknownHostException("nowhere")), pool),
              after(CognitoErrorsTest.answer(500, "InternalErrorException", ""), pool),
              after(CognitoErrorsTest.answer(404, null, ""), pool),
              after(CognitoErrorsTest.answer(400, "InvalidParameterException", ""), pool),
            })
        .doesNotHaveDuplicates()
        .allMatch(step -> step.startsWith("check "));
  }
}
