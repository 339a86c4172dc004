package io.github.cognitobackup.internal.cognito.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwinsTest {

  private static ObjectNode settled(String json) {
    ObjectNode pool = JsonDifferenceTest.object(json.replace('\'', '"'));
    Twins.settle(pool);
    return pool;
  }

  private static String member(String name, String value) {
    return value == null ? "" : "'" + name + "':" + value;
  }

  /** The newer one, the older one, and which has effect. */
  @ParameterizedTest
  @CsvSource({
    "30,   90, 30",
    "30,     , 30",
    "30,    7, 30",
    " 7,    7,  7",
    " 7,   90, 90",
    " 7,     ,  7",
    " 0,   90, 90",
    " 0,     ,  7",
    " 0,    0,  7",
    "  ,   90, 90",
    "  ,     ,  7",
    "null, 90, 90",
  })
  void theDaysThatHaveEffectAreKept(String newer, String older, int effective) {
    ObjectNode pool =
        settled(
            "{'Policies':{'PasswordPolicy':{"
                + member("TemporaryPasswordValidityDays", newer)
                + "}},'AdminCreateUserConfig':{"
                + member("UnusedAccountValidityDays", older)
                + "}}");

    assertThat(pool.at("/Policies/PasswordPolicy/TemporaryPasswordValidityDays").asInt())
        .isEqualTo(effective);
    assertThat(pool.path("AdminCreateUserConfig").has("UnusedAccountValidityDays")).isFalse();
  }

  @Test
  void daysThatAreNotKnownStayUnknown() {
    JsonNode days =
        settled(
                "{'Policies':{'PasswordPolicy':{'TemporaryPasswordValidityDays':null}},"
                    + "'AdminCreateUserConfig':{}}")
            .at("/Policies/PasswordPolicy/TemporaryPasswordValidityDays");
    assertThat(days.isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "SmsVerificationMessage,   SmsMessage",
    "EmailVerificationMessage, EmailMessage",
    "EmailVerificationSubject, EmailSubject"
  })
  void theTextThatHasEffectIsKept(String older, String newer) {
    String template = "'VerificationMessageTemplate':{'" + newer + "':'new'}";
    String bare = "'VerificationMessageTemplate':{'DefaultEmailOption':'CONFIRM_WITH_LINK'}";
    String text = "'" + older + "':'old'";

    assertThat(settled("{" + template + "," + text + "}")).isEqualTo(settled("{" + template + "}"));
    assertThat(settled("{" + text + "}").at("/VerificationMessageTemplate/" + newer).asText())
        .isEqualTo("old");
    ObjectNode besideOthers = settled("{" + bare + "," + text + "}");
    assertThat(besideOthers.has(older)).isFalse();
    assertThat(besideOthers.at("/VerificationMessageTemplate/" + newer).asText()).isEqualTo("old");
    assertThat(besideOthers.at("/VerificationMessageTemplate/DefaultEmailOption").asText())
        .isEqualTo("CONFIRM_WITH_LINK");
    assertThat(settled("{}"))
        .isEqualTo(
            settled("{'VerificationMessageTemplate':{'DefaultEmailOption':'CONFIRM_WITH_CODE'}}"));
  }

  @Test
  void aTriggerIsTheSameUnderBothNames() {
    ObjectNode both =
        settled(
            "{'LambdaConfig':{'PreTokenGeneration':'arn:a','PreTokenGenerationConfig':"
                + "{'LambdaVersion':'V1_0','LambdaArn':'arn:a'}}}");

    assertThat(settled("{'LambdaConfig':{'PreTokenGeneration':'arn:a'}}")).isEqualTo(both);
    assertThat(
            settled(
                "{'LambdaConfig':{'PreTokenGenerationConfig':"
                    + "{'LambdaVersion':'V1_0','LambdaArn':'arn:a'}}}"))
        .isEqualTo(both);
    assertThat(
            settled(
                    "{'LambdaConfig':{'PreTokenGeneration':'arn:a','PreTokenGenerationConfig':"
                        + "{'LambdaVersion':'V2_0','LambdaArn':'arn:b'}}}")
                .at("/LambdaConfig/PreTokenGeneration")
                .asText())
        .isEqualTo("arn:b");
    assertThat(settled("{'LambdaConfig':{}}").path("LambdaConfig").isEmpty()).isTrue();
  }
}
