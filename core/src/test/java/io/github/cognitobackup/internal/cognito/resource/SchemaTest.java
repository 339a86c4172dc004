package io.github.cognitobackup.internal.cognito.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {

  private static ObjectNode json(String text) {
    return JsonDifferenceTest.object(text.replace('\'', '"'));
  }

  private static ObjectNode attribute(String name, boolean developerOnly) {
    return json("{}").put("Name", name).put("DeveloperOnlyAttribute", developerOnly);
  }

  @ParameterizedTest
  @CsvSource({
    "custom:tier,            false, tier",
    "custom:custom:tier,     false, custom:tier",
    "custom:dev:tier,        false, dev:tier",
    "dev:custom:tier,        true,  tier",
    "dev:custom:custom:tier, true,  custom:tier",
    "dev:tier,               true,  tier",
  })
  void takesThePrefixOnceFromAName(String name, boolean developerOnly, String bare) {
    ObjectNode attribute = attribute(name, developerOnly);

    assertThat(Schema.bare(attribute).path("Name").asText()).isEqualTo(bare);
    assertThat(attribute.path("Name").asText()).isEqualTo(name);
    assertThat(Schema.isCustom(attribute)).isTrue();
    assertThat(Schema.obstacle(attribute)).isEmpty();
  }

  @Test
  void aNameWithoutAPrefixIsAStandardOne() {
    assertThat(Schema.isCustom(attribute("email", false))).isFalse();
  }

  @Test
  void tellsWhatCognitoWouldRefuseToMake() {
    assertThat(Schema.obstacle(attribute("dev:custom:tier", false))).isPresent();
    assertThat(Schema.obstacle(attribute("custom:tier", true))).isPresent();
    assertThat(Schema.obstacle(attribute("custom:", false))).isPresent();
    assertThat(Schema.obstacle(attribute("custom:two words", false))).isPresent();
    assertThat(Schema.obstacle(attribute("custom:" + "x".repeat(20), false))).isEmpty();
    assertThat(Schema.obstacle(attribute("custom:" + "x".repeat(21), false))).isPresent();
    assertThat(Schema.obstacle(attribute("custom:tier", false).put("Required", true))).isPresent();
  }

  @Test
  void namesWhatCanBeChanged() {
    assertThat(
            Schema.mutable(
                json(
                    "{'SchemaAttributes':[{'Name':'sub','Mutable':false},"
                        + "{'Name':'email','Mutable':true},{'Name':'custom:tier'}]}")))
        .containsExactlyInAnyOrder("email", "custom:tier");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Name':'email','Required':true}",
        "{'Name':'email','Mutable':false}",
        "{'Name':'email','StringAttributeConstraints':{'MinLength':'1','MaxLength':'2048'}}",
        "{'Name':'birthdate','StringAttributeConstraints':{'MinLength':'0','MaxLength':'2048'}}",
        "{'Name':'updated_at','NumberAttributeConstraints':{'MinValue':'0','MaxValue':'9'}}",
      })
  void sendsAStandardAttributeThatWasChosen(String attribute) {
    assertThat(Schema.restorableStandard(json("{'a':[" + attribute + "]}").path("a")))
        .containsExactly(json(attribute));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Name':'sub','Required':true,'Mutable':false}",
        "{'Name':'identities','Mutable':false}",
        "{'Name':'custom:tier','Mutable':false}",
        "{'Name':'email','StringAttributeConstraints':{'MinLength':'0','MaxLength':'2048'}}",
        "{'Name':'birthdate','StringAttributeConstraints':{'MinLength':'10','MaxLength':'10'}}",
        "{'Name':'updated_at','NumberAttributeConstraints':{'MinValue':'0'}}",
        "{'Name':'email_verified'}",
      })
  void sendsNoOther(String attribute) {
    assertThat(Schema.restorableStandard(json("{'a':[" + attribute + "]}").path("a"))).isEmpty();
  }
}
