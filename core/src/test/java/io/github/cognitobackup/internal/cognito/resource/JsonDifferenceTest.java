package io.github.cognitobackup.internal.cognito.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.restore.ResourceChange.MemberChange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonDifferenceTest {

  private static List<MemberChange> between(String wanted, String actual) {
    return JsonDifference.between(object(wanted), object(actual));
  }

  static ObjectNode object(String json) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"a\":[1,2]}; {\"a\":[2,1]}",
        "{\"a\":{}}; {}",
        "{}; {\"a\":[]}",
        "{\"a\":null}; {\"a\":\"known there\"}",
        "{\"a\":{\"b\":[{\"c\":1,\"d\":{}}]}}; {\"a\":{\"b\":[{\"c\":1}]}}",
      })
  void findsNoneBetween(String wanted, String actual) {
    assertThat(between(wanted, actual)).isEmpty();
  }

  @Test
  void namesTheMemberByItsPath() {
    assertThat(between("{\"a\":{\"b\":{\"c\":1}}}", "{\"a\":{\"b\":{\"c\":2}}}"))
        .containsExactly(new MemberChange("a.b.c", "1", "2"));
  }

  @Test
  void tellsAbsentFromPresent() {
    assertThat(between("{\"a\":0}", "{}")).containsExactly(new MemberChange("a", "0", null));
    assertThat(between("{}", "{\"a\":false}"))
        .containsExactly(new MemberChange("a", null, "false"));
  }

  @Test
  void tellsATextFromANumber() {
    assertThat(between("{\"a\":\"1\"}", "{\"a\":1}")).hasSize(1);
  }

  @Test
  void showsNoSecret() {
    assertThat(between("{\"ClientSecret\":\"abc\"}", "{\"ClientSecret\":\"def\"}"))
        .containsExactly(new MemberChange("ClientSecret", "(secret)", "(secret)"));
    assertThat(between("{\"d\":{\"client_secret\":\"abc\"}}", "{\"d\":{}}").toString())
        .doesNotContain("abc");
    assertThat(between("{\"d\":{\"client_secret\":\"abc\"}}", "{}").toString())
        .doesNotContain("abc");
    assertThat(between("{\"l\":[{\"ClientSecret\":\"abc\"}]}", "{}").toString())
        .doesNotContain("abc");
  }

  @Test
  void cutsLongTexts() {
    assertThat(between("{\"a\":\"" + "x".repeat(5000) + "\"}", "{}").get(0).archive())
        .hasSizeLessThan(200);
  }
}
