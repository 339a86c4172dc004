package io.github.cognitobackup.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DistinctNamesTest {

  @Test
  void namesDifferInMoreThanCaseAndUnicodeForm() {
    DistinctNames names = new DistinctNames();
    assertThat(
            Stream.of(
                    "P/x.json",
                    "p/X.json",
                    "p/y",
                    "P/x.JSON",
                    "\u00e9",
                    "e\u0301",
                    "straSSe",
                    "stra\u00dfe")
                .map(names::of))
        .containsExactly(
            "P/x.json",
            "p~2/X.json",
            "p~2/y",
            "P/x~2.JSON",
            "\u00e9",
            "e\u0301~2",
            "straSSe",
            "stra\u00dfe~2");
    assertThat(names.of("P/x.json")).isEqualTo("P/x.json");
  }
}
