package io.github.cognitobackup.internal.users;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuspectValuesTest {

  private static final String SCHEMA =
      """
      {"SchemaAttributes":[
      {"Name":"email","AttributeDataType":"String"},
      {"Name":"phone_number","AttributeDataType":"String"},
      {"Name":"birthdate","AttributeDataType":"String"},
      {"Name":"name","AttributeDataType":"String"},
      {"Name":"email_verified","AttributeDataType":"Boolean"},
      {"Name":"custom:code","AttributeDataType":"String",
       "StringAttributeConstraints":{"MinLength":"2","MaxLength":"4"}},
      {"Name":"custom:age","AttributeDataType":"Number",
       "NumberAttributeConstraints":{"MinValue":"1","MaxValue":"99"}},
      {"Name":"custom:any","AttributeDataType":"Number"}]}
      """;

  private static SuspectValues suspects(String schema) {
    try {
      return new SuspectValues(new ObjectMapper().readTree(schema));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "email,          ada@example.com, false",
    "email,          ada,             true",
    "email,          a b@example.com, true",
    "phone_number,   +491511234567,   false",
    "phone_number,   01511234567,     true",
    "birthdate,      1815-12-10,      false",
    "birthdate,      10.12.1815,      true",
    "birthdate,      1815-02-30,      true",
    "email_verified, true,            false",
    "email_verified, yes,             true",
    "custom:code,    abcd,            false",
    "custom:code,    a,               true",
    "custom:code,    abcde,           true",
    "custom:age,     99,              false",
    "custom:age,     100,             true",
    "custom:age,     0.5,             true",
    "custom:age,     old,             true",
    "custom:any,     -5e3,            false",
    "custom:any,     '',              false",
    "custom:gone,    x,               true",
  })
  void areThoseThatBreakARule(String name, String value, boolean suspect) {
    assertThat(suspects(SCHEMA).among(Map.of(name, value)).contains(name)).isEqualTo(suspect);
  }

  @Test
  void areThoseThatAreTooLong() {
    assertThat(suspects(SCHEMA).among(Map.of("name", "x".repeat(2048)))).isEmpty();
    assertThat(suspects(SCHEMA).among(Map.of("name", "x".repeat(2049)))).containsExactly("name");
    assertThat(suspects("{}").among(Map.of("n".repeat(32), "x"))).isEmpty();
    assertThat(suspects("{}").among(Map.of("n".repeat(33), "x"))).hasSize(1);
  }

  @Test
  void areNamedInTheOrderOfTheirAttributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("phone_number", "x");
    attributes.put("name", "Ada");
    attributes.put("email", "x");
    attributes.put("birthdate", "x");

    assertThat(suspects(SCHEMA).among(attributes))
        .containsExactly("phone_number", "email", "birthdate");
  }

  @Test
  void withoutASchemaNoNameIsUnknown() {
    assertThat(suspects("{}").isUnknown("custom:gone")).isFalse();
    assertThat(suspects(SCHEMA).isUnknown("custom:gone")).isTrue();
    assertThat(suspects(SCHEMA).isUnknown("email")).isFalse();
  }
}
