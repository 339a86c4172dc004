package io.github.cognitobackup.internal.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;

class RefusalTest {

  private static final List<String> SENT =
      List.of("email", "phone_number", "name", "custom:tier", "custom:tiers");

  private static SdkException error(String code, String text) {
    return (SdkException)
        CognitoIdentityProviderException.builder()
            .statusCode(400)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(text).build())
            .build();
  }

  private static SdkException error(String text) {
    return error("InvalidParameterException", text);
  }

  private static Set<String> names(String text) {
    return Refusal.of(error(text)).names(SENT);
  }

  private static ObjectNode ada() {
    ObjectNode user = JsonNodeFactory.instance.objectNode().put("Username", "ada");
    user.putArray("Attributes").addObject().put("Name", "email").put("Value", "a@example.com");
    return user;
  }

  @Test
  void isOfWhatWasSentAndOfNothingElse() {
    assertThat(Refusal.is(error("text"))).isTrue();
    assertThat(Refusal.is(error("SerializationException", "text"))).isTrue();
    assertThat(Refusal.is(error("UsernameExistsException", "text"))).isFalse();
    assertThat(Refusal.is(error(null, "text"))).isFalse();
  }

  @Test
  void namesAttributesByTheirNumber() {
    assertThat(
            names("at 'userAttributes.2.member.value' failed; at 'userAttributes.9.member' failed"))
        .containsExactly("phone_number");
  }

  @Test
  void namesAttributesByTheSchema() {
    assertThat(names("Attributes did not conform to the schema: user.custom:tier: too long"))
        .containsExactly("custom:tier");
  }

  @ParameterizedTest
  @CsvSource({
    "Invalid phone number format.,    phone_number",
    "Invalid email address format.,   email",
    "custom:tier is not known,        custom:tier",
    "the \"name\" is too long,        name",
  })
  void namesAttributesByTheirMention(String text, String name) {
    assertThat(names(text)).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"the name of the pool", "something went wrong", "no email.domain", "custom:tie"})
  void namesNoneByWordsOfTheLanguageOrPartsOfNames(String text) {
    assertThat(names(text)).isEmpty();
  }

  @Test
  void believesNoValueThatLooksLikeAName() {
    assertThat(names("Value 'custom:tier' at 'userAttributes.1.member.value' failed"))
        .containsExactly("email");
    assertThat(names("Value 'custom:tier' at 'x' failed")).isEmpty();
  }

  @Test
  void tellsTheUserNameFromAttributes() {
    assertThat(Refusal.of(error("Username should be an email.")).ofUsername()).isTrue();
    assertThat(Refusal.of(error("Value 'x' at 'username' failed")).ofUsername()).isTrue();
    assertThat(Refusal.of(error("the preferred username is wrong")).ofUsername()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ADA is wrong", "A@Example.com is wrong", "Value 'of another' at 'x' failed"})
  void givesNoTextThatTellsOfAUser(String text) {
    assertThat(Refusal.tellsOf(ada(), error(text))).isTrue();
    assertThat(Refusal.reason(ada(), error(text))).isEqualTo("InvalidParameterException");
    assertThat(Refusal.reason(ada(), error(null, text))).isEqualTo("refused");
  }

  @Test
  void givesTheTextThatTellsOfNobody() {
    assertThat(Refusal.reason(ada(), error("too long")))
        .isEqualTo("InvalidParameterException: too long");
  }
}
