package io.github.cognitobackup.foreign;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

  private static final String TEXT = "[\"属性 ä\"]";
  private static final String MARK = "\ufeff";

  static Stream<byte[]> encoded() {
    return Stream.of(
        TEXT.getBytes(UTF_8),
        (MARK + TEXT).getBytes(UTF_8),
        (MARK + TEXT).getBytes(UTF_16LE),
        (MARK + TEXT).getBytes(UTF_16BE));
  }

  private static String read(byte[] bytes) throws IOException {
    StringWriter text = new StringWriter();
    try (Reader reader = Text.reader(new ByteArrayInputStream(bytes))) {
      reader.transferTo(text);
    }
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("encoded")
  void isReadByItsMarkAndWithoutIt(byte[] bytes) throws IOException {
    assertThat(read(bytes)).isEqualTo(TEXT);
    assertThat(Text.utf8(bytes)).isEqualTo(TEXT.getBytes(UTF_8));
    assertThat(Text.beginning(bytes)).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "[]"})
  void mayBeShorterThanAMark(String text) throws IOException {
    assertThat(read(text.getBytes(UTF_8))).isEqualTo(text);
    assertThat(Text.utf8(text.getBytes(UTF_8))).isEqualTo(text.getBytes(UTF_8));
    assertThat(Text.beginning(text.getBytes(UTF_8))).isEqualTo(text);
  }

  @Test
  void nothingThatIsNotSoundIsReplaced() {
    byte[] loneSurrogate =
        ByteBuffer.allocate(4).put(new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xd8, 0}).array();

    for (byte[] bytes : new byte[][] {{'[', (byte) 0xff, ']'}, {(byte) 0xc3}, loneSurrogate}) {
      assertThatExceptionOfType(CharacterCodingException.class).isThrownBy(() -> read(bytes));
      assertThatExceptionOfType(CharacterCodingException.class).isThrownBy(() -> Text.utf8(bytes));
    }
  }
}
