package io.github.cognitobackup.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.error.ArchiveCorruptException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignUserTest {

  private static final String ADA = "'Username':'ada','UserStatus':'CONFIRMED'";

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static ForeignUser read(String more) {
    return ForeignUser.read(json("{" + ADA + more + "}"), "users.json:1");
  }

  @Test
  void losesWhatIsNull() {
    assertThat(
            read(",'Enabled':true,'MFAOptions':null,'Attributes':[{'Name':'sub','Value':'1'},"
                    + "{'Name':'email','Value':null}]")
                .document())
        .isEqualTo(json("{" + ADA + ",'Enabled':true,'Attributes':[{'Name':'sub','Value':'1'}]}"));
  }

  @Test
  void hasItsAttributesUnderOneName() {
    assertThat(read(",'UserAttributes':[{'Name':'sub','Value':'1'}]").document())
        .isEqualTo(json("{" + ADA + ",'Attributes':[{'Name':'sub','Value':'1'}]}"));
  }

  @Test
  void hasItsGroupsBesideTheDocument() {
    ForeignUser user = read(",'Groups':['b',{'GroupName':'a','Precedence':1},'b']");

    assertThat(user.groups()).containsExactly("b", "a");
    assertThat(user.document()).isEqualTo(json("{" + ADA + "}"));
    assertThat(read("").groups()).isEmpty();
  }

  @Test
  void tellsWhetherItIsSaidThatTheUserIsEnabled() {
    assertThat(read(",'Enabled':false").tellsEnabled()).isTrue();
    assertThat(read("").tellsEnabled()).isFalse();
    assertThat(read(",'Enabled':null").tellsEnabled()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000,                       2023-11-14T22:13:20Z",
    "1700000000.5,                     2023-11-14T22:13:20.500Z",
    "1700000000000,                    2023-11-14T22:13:20Z",
    "'\"2023-11-14T23:13:20+01:00\"',  2023-11-14T22:13:20Z",
  })
  void readsDatesInAnyForm(String date, Instant expected) {
    assertThat(read(",'UserLastModifiedDate':" + date).lastChange()).isEqualTo(expected);
    assertThat(read(",'UserCreateDate':" + date).lastChange()).isEqualTo(expected);
  }

  @Test
  void aDateThatIsNoneIsNotTold() {
    assertThat(read(",'UserCreateDate':'yesterday'").lastChange()).isNull();
    assertThat(read("").lastChange()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",'Username':''",
        ",'Username':1",
        ",'UserStatus':null",
        ",'Enabled':'yes'",
        ",'Attributes':[],'UserAttributes':[]",
        ",'Attributes':{}",
        ",'Attributes':[{'Value':'1'}]",
        ",'Attributes':[{'Name':'sub','Value':1}]",
        ",'Groups':{}",
        ",'Groups':['']",
        ",'Groups':[{}]",
      })
  void isRefusedByItsPlaceAlone(String more) {
    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(() -> read(more))
        .satisfies(e -> assertThat(e.where()).isEqualTo("users.json:1"))
        .satisfies(e -> assertThat(e).hasMessageNotContaining("ada"));
  }

  @Test
  void aGroupHasANameOfCognitosLength() {
    ObjectNode groups = json("{}").put("most", "g".repeat(128)).put("more", "g".repeat(129));

    assertThat(ForeignUser.groupName(groups.get("most"))).hasSize(128);
    assertThat(ForeignUser.groupName(groups.get("more"))).isNull();
  }

  @Test
  void namesNobody() {
    assertThat(read("").toString()).doesNotContain("ada");
  }
}
