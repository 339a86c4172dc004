package io.github.cognitobackup.internal.spill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is appended is read again, from wherever it lies. */
class SpillFileTest {

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] read(SpillFile spill, long at, int length) {
    byte[] bytes = new byte[length + 2];
    spill.read(at, bytes, 1, length);
    assertThat(bytes[0]).isZero();
    assertThat(bytes[length + 1]).isZero();
    return java.util.Arrays.copyOfRange(bytes, 1, length + 1);
  }

  @Test
  void givesBackPiecesOfAnyLengthInAnyOrder() {
    try (SpillFile spill = new SpillFile()) {
      byte[] one = random(1);
      byte[] odd = random(1003);
      byte[] blocks = random(64);
      long atOne = spill.append(one, one.length);
      long atOdd = spill.append(odd, odd.length);
      long atBlocks = spill.append(blocks, blocks.length);

      assertThat(read(spill, atBlocks, blocks.length)).isEqualTo(blocks);
      assertThat(read(spill, atOne, one.length)).isEqualTo(one);
      assertThat(read(spill, atOdd, odd.length)).isEqualTo(odd);
      assertThat(read(spill, atOdd, odd.length)).isEqualTo(odd);
    }
  }

  @Test
  void appendsOnlyTheBytesThatAreMeant() {
    try (SpillFile spill = new SpillFile()) {
      byte[] bytes = random(100);
      long first = spill.append(bytes, 10);
      long second = spill.append(bytes, 100);

      assertThat(read(spill, first, 10)).isEqualTo(java.util.Arrays.copyOf(bytes, 10));
      assertThat(read(spill, second, 100)).isEqualTo(bytes);
    }
  }

  @Test
  void closingOneThatNobodyWroteToDoesNothing() {
    SpillFile spill = new SpillFile();
    spill.close();
    spill.close();
  }
}
