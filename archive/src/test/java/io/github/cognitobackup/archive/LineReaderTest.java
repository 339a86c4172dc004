package io.github.cognitobackup.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.error.ArchiveCorruptException;
import org.junit.jupiter.api.Test;

/** Lines end with a line feed, and the last one too. */
class LineReaderTest {

  private static LineReader reader(String text, int maxLine) {
    byte[] bytes = text.getBytes(UTF_8);
    ReadLimits limits = ReadLimits.defaults().withMaxLineBytes(maxLine);
    return new LineReader(bytes, bytes.length, "users-00001.jsonl", limits);
  }

  @Test
  void walksOverEachLine() {
    LineReader lines = reader("one\n\nthree\n", 100);

    assertThat(lines.next()).isTrue();
    assertThat(lines.start()).isZero();
    assertThat(lines.length()).isEqualTo(3);
    assertThat(lines.next()).isTrue();
    assertThat(lines.length()).isZero();
    assertThat(lines.next()).isTrue();
    assertThat(lines.start()).isEqualTo(5);
    assertThat(lines.length()).isEqualTo(5);
    assertThat(lines.where()).contains("users-00001.jsonl", "line 3");
    assertThat(lines.next()).isFalse();
  }

  @Test
  void nothingHasNoLine() {
    assertThat(reader("", 100).next()).isFalse();
  }

  @Test
  void aLineWithoutItsEndIsRefusedByItsNumber() {
    LineReader lines = reader("one\ntwo", 100);
    assertThat(lines.next()).isTrue();
    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(lines::next)
        .withMessageContaining("line 2");
  }

  @Test
  void aLineMayBeAsLongAsTheLimitAndNoLonger() {
    assertThat(reader("12345\n", 5).next()).isTrue();
    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(() -> reader("123456\n", 5).next())
        .withMessageContaining("longer than 5 bytes");
  }
}
