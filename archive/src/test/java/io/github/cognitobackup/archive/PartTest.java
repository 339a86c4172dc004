package io.github.cognitobackup.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Lines become one entry, up to a bound. */
class PartTest {

  private static byte[] line(int length) {
    byte[] line = new byte[length];
    Arrays.fill(line, (byte) 'x');
    return line;
  }

  @Test
  void endsEachLineWithALineFeed() {
    Part part = new Part(100);
    part.add("one".getBytes(UTF_8));
    part.add("two".getBytes(UTF_8));

    assertThat(new String(part.bytes(), 0, part.size(), UTF_8)).isEqualTo("one\ntwo\n");
    assertThat(part.lines()).isEqualTo(2);
  }

  @Test
  void isFullByLinesOrByBytes() {
    Part part = new Part(10);
    part.add(line(4));

    assertThat(part.hasRoomFor(line(4), 2)).isTrue();
    assertThat(part.hasRoomFor(line(5), 2)).isFalse();
    assertThat(part.hasRoomFor(line(1), 1)).isFalse();
  }

  @Test
  void takesOneLineOfAnyLength() {
    Part part = new Part(10);
    assertThat(part.hasRoomFor(line(100_000), 1)).isTrue();
    part.add(line(100_000));
    assertThat(part.size()).isEqualTo(100_001);
  }

  @Test
  void beginsAnew() {
    Part part = new Part(10);
    part.add(line(9));
    part.clear();

    assertThat(part.lines()).isZero();
    assertThat(part.size()).isZero();
    assertThat(part.hasRoomFor(line(9), 1)).isTrue();
  }
}
