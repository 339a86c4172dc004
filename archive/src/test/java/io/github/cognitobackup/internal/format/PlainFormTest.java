package io.github.cognitobackup.internal.format;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainFormTest {

  @Test
  void gzipIsKnownByItsMagicNumber() {
    assertThat(PlainForm.isPlain(new byte[] {0x1f, (byte) 0x8b, 8})).isTrue();
    assertThat(PlainForm.isGzip(new byte[] {0x1f, (byte) 0x8b})).isTrue();
    assertThat(PlainForm.isPlain(new byte[] {0x1f})).isFalse();
  }

  @Test
  void textHasNoControlCharactersOrAMark() {
    assertThat(PlainForm.isText("[\t{\"a\": 1}]\r\n".getBytes(UTF_8))).isTrue();
    assertThat(PlainForm.isText("\ufeff[]".getBytes(UTF_16LE))).isTrue();
    assertThat(PlainForm.isPlain(new byte[] {0, 0, 0, 12, 'a'})).isFalse();
    assertThat(PlainForm.isPlain(new byte[0])).isFalse();
  }
}
