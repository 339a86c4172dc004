package io.github.cognitobackup.internal.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;

class CognitoErrorsTest {

  static SdkException answer(int status, String code, String message) {
    return (SdkException)
        CognitoIdentityProviderException.builder()
            .statusCode(status)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
            .build();
  }

  private static SdkException connection() {
    return SdkClientException.create("no answer", new ConnectException("refused"));
  }

  @ParameterizedTest
  @CsvSource({
    "400, InvalidParameterException,  true,  false, false",
    "400, LimitExceededException,     true,  false, false",
    "400, AccessDeniedException,      true,  false, true",
    "400, UsernameExistsException,    false, false, false",
    "400, AliasExistsException,       false, false, false",
    "400, GroupExistsException,       false, false, false",
    "400, DuplicateProviderException, false, false, false",
    "400, TooManyRequestsException,   false, false, false",
    "400, UnknownOperationException,  false, false, false",
    "501, NotImplemented,             false, false, false",
    "500, InternalErrorException,     false, true,  true",
    "503, ServiceUnavailable,         false, true,  true",
    "500, ,                           false, true,  false",
  })
  void tellsAnswersApart(
      int status, String code, boolean refusal, boolean isTransient, boolean stopsAll) {
    SdkException error = answer(status, code, "text");

    assertThat(CognitoErrors.isRefusal(error)).isEqualTo(refusal);
    assertThat(CognitoErrors.isTransient(error)).isEqualTo(isTransient);
    assertThat(CognitoErrors.isAnsweredFault(error)).isEqualTo(isTransient);
    assertThat(CognitoErrors.stopsAll(error)).isEqualTo(stopsAll);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UsernameExistsException",
        "AliasExistsException",
        "GroupExistsException",
        "DuplicateProviderException"
      })
  void knowsWhatIsThereAlready(String code) {
    assertThat(CognitoErrors.isExists(answer(400, code, ""))).isTrue();
  }

  @Test
  void aLostConnectionIsTransientAndNoAnswer() {
    assertThat(CognitoErrors.isTransient(connection())).isTrue();
    assertThat(CognitoErrors.stopsAll(connection())).isTrue();
    assertThat(CognitoErrors.isAnsweredFault(connection())).isFalse();
    assertThat(CognitoErrors.isRefusal(connection())).isFalse();
    assertThat(CognitoErrors.code(connection())).isNull();
    assertThat(CognitoErrors.message(connection())).isEmpty();
  }

  @Test
  void anInterruptionIsNoFaultOfAnybody() {
    for (SdkException error :
        new SdkException[] {
          AbortedException.create("stop"),
          SdkClientException.create("stop", new InterruptedException())
        }) {
      assertThat(CognitoErrors.isInterruption(error)).isTrue();
      assertThat(CognitoErrors.isTransient(error)).isFalse();
    }
    Thread.currentThread().interrupt();
    try {
      assertThat(CognitoErrors.isTransient(connection())).isFalse();
      assertThat(CognitoErrors.isRefusal(answer(400, "InvalidParameterException", ""))).isFalse();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void givesTheReasonInALine() {
    assertThat(CognitoErrors.reason(answer(400, "Code", " a text \n"))).isEqualTo("Code: a text");
    assertThat(CognitoErrors.reason(answer(400, "Code", null))).isEqualTo("Code");
    assertThat(CognitoErrors.reason(answer(502, null, null))).isEqualTo("HTTP 502");
    assertThat(CognitoErrors.reason(connection())).isEqualTo("refused");
    assertThat(CognitoErrors.reason(new IllegalStateException("secret")))
        .isEqualTo("IllegalStateException");
  }

  @Test
  void namesAnErrorWithoutItsText() {
    assertThat(CognitoErrors.name(answer(400, "Code", "ada@example.com"))).isEqualTo("Code");
    assertThat(CognitoErrors.name(answer(502, null, "ada@example.com"))).isEqualTo("HTTP 502");
    assertThat(CognitoErrors.name(connection())).isEqualTo("ConnectException");
  }

  @Test
  void findsACodeAmongSome() {
    assertThat(CognitoErrors.is(answer(400, "B", ""), "A", "B")).isTrue();
    assertThat(CognitoErrors.is(answer(400, "C", ""), "A", "B")).isFalse();
    assertThat(CognitoErrors.is(connection(), "A")).isFalse();
  }
}
