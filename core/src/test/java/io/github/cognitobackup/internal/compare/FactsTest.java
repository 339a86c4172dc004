package io.github.cognitobackup.internal.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FactsTest {

  @ParameterizedTest
  @EnumSource
  void comeBackFromTheirCode(Status status) {
    for (int bits = 0; bits < 8; bits++) {
      Facts facts = new Facts(status, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0);

      assertThat(Facts.ofCode(facts.code())).isEqualTo(facts);
    }
  }
}
