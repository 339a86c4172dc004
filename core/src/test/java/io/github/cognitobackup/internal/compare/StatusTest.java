package io.github.cognitobackup.internal.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StatusTest {

  private static ObjectNode user(String status) {
    return JsonNodeFactory.instance.objectNode().put("UserStatus", status);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOT_GIVEN")
  void isReadByItsName(Status status) {
    assertThat(Status.of(user(status.name()))).isEqualTo(status);
  }

  @Test
  void whatIsNotKnownIsUnknownAndWhatIsMissingIsNotGiven() {
    assertThat(Status.of(user("SOMETHING_NEW"))).isEqualTo(Status.UNKNOWN);
    assertThat(Status.of(user("NOT_GIVEN"))).isEqualTo(Status.UNKNOWN);
    assertThat(Status.of(user(""))).isEqualTo(Status.NOT_GIVEN);
    assertThat(Status.of(JsonNodeFactory.instance.objectNode())).isEqualTo(Status.NOT_GIVEN);
  }

  @ParameterizedTest
  @EnumSource
  void comesBackFromItsCode(Status status) {
    assertThat(Status.ofCode(status.code())).isEqualTo(status);
  }

  @ParameterizedTest
  @EnumSource
  void isGivenBackAsAStatusThatStaysTheSame(Status status) {
    assertThat(status.recreated().recreated()).isEqualTo(status.recreated());
    assertThat(status.recreated().pending()).isEqualTo(status.pending());
  }

  @ParameterizedTest
  @CsvSource({
    "CONFIRMED,      CONFIRMED,             true,  true",
    "RESET_REQUIRED, CONFIRMED,             true,  false",
    "RESET_REQUIRED, CONFIRMED,             false, true",
    "UNCONFIRMED,    FORCE_CHANGE_PASSWORD, true,  false",
    "UNCONFIRMED,    FORCE_CHANGE_PASSWORD, false, true",
    "UNCONFIRMED,    CONFIRMED,             false, false",
    "CONFIRMED,      RESET_REQUIRED,        false, false",
    "NOT_GIVEN,      CONFIRMED,             true,  true",
    "NOT_GIVEN,      UNCONFIRMED,           true,  false",
    "UNCONFIRMED,    NOT_GIVEN,             true,  false",
    "ARCHIVED,       NOT_GIVEN,             true,  true",
  })
  void agrees(Status archived, Status actual, boolean sameAccount, boolean agrees) {
    assertThat(archived.agreesWith(actual, sameAccount)).isEqualTo(agrees);
  }
}
