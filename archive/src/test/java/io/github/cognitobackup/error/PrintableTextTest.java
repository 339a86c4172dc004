package io.github.cognitobackup.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "admin",
        "C:\\backups \"x\"",
        "管理者",
        "Ünïcödé",
        "مدير",
        "e\u0301",
        "\ud83d\ude00"
      })
  void whatCanBeSeenStays(String text) {
    assertThat(PrintableText.of(text)).isSameAs(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0000,\\u0000",
    "000a,\\n",
    "000d,\\r",
    "0009,\\t",
    "001b,\\u001b",
    "007f,\\u007f",
    "009b,\\u009b",
    "202e,\\u202e",
    "d800,\\ud800",
    "e0001,\\udb40\\udc01"
  })
  void whatCannotIsWrittenAsALiteralWouldBe(String letter, String escaped) {
    String hostile = "a" + Character.toString(Integer.parseInt(letter, 16)) + "b";

    assertThat(PrintableText.of(hostile)).isEqualTo("a" + escaped + "b");
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void noDeceptiveCharacterIsLeft(int first, int last) {
    for (int letter = first; letter <= last; letter++) {
      assertThat(PrintableText.of("x" + Character.toString(letter)).chars())
          .as("U+%04X", letter)
          .allMatch(unit -> unit >= ' ' && unit < 0x7f);
    }
  }

  static Stream<Arguments> ranges() {
    return Stream.of(
            new int[][] {
              {0x00, 0x1f},
              {0x7f, 0x9f},
              {0xad, 0xad},
              {0x34f, 0x34f},
              {0x61c, 0x61c},
              {0x115f, 0x1160},
              {0x180b, 0x180e},
              {0x200b, 0x200f},
              {0x2028, 0x202e},
              {0x2060, 0x206f},
              {0x3164, 0x3164},
              {0xd800, 0xdfff},
              {0xfe00, 0xfe0f},
              {0xfeff, 0xfeff},
              {0xffa0, 0xffa0},
              {0xfff9, 0xfffb},
              {0xfffe, 0xffff},
              {0xe0000, 0xe0fff}
            })
        .map(range -> Arguments.of(range[0], range[1]));
  }

  @Test
  void whatIsPrintableStaysAsItIsTheSecondTime() {
    String all =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .mapToObj(Character::toString)
            .collect(Collectors.joining(" "));
    String once = PrintableText.of(all);

    assertThat(PrintableText.of(once)).isSameAs(once);
  }
}
