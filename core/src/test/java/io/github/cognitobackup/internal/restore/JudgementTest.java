package io.github.cognitobackup.internal.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, true,  true,  COMPLETE",
    "0, 0, false, true,  COMPLETE",
    "3, 0, true,  false, COMPLETE",
    "0, 1, true,  false, PARTIAL",
    "3, 1, true,  false, PARTIAL",
    "0, 1, false, false, FAILED",
  })
  void followsFromWhatIsKeptAndWhatFailed(
      long kept, long failures, boolean anything, boolean equal, Outcome outcome) {
    assertThat(Judgement.of(kept, failures, anything)).isEqualTo(new Judgement(equal, outcome));
  }
}
