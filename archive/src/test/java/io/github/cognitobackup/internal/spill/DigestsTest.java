package io.github.cognitobackup.internal.spill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Digests are equal for equal texts, and under one key only. */
class DigestsTest {

  private final Digests digests = new Digests();

  @Test
  void equalTextsHaveEqualDigests() {
    assertThat(digests.of("ada")).hasSize(Digests.LENGTH).isEqualTo(digests.of("ada"));
    assertThat(digests.of("ada")).isNotEqualTo(digests.of("bob"));
  }

  @Test
  void aListIsNotTheListOfItsPartsCutElsewhere() {
    assertThat(digests.of(List.of("ab", "c"))).isNotEqualTo(digests.of(List.of("a", "bc")));
    assertThat(digests.of(List.of("abc"))).isNotEqualTo(digests.of(List.of("abc", "")));
    assertThat(digests.shortOf(List.of("ab", "c"))).isNotEqualTo(digests.shortOf(List.of("abc")));
  }

  @Test
  void anotherKeyGivesOtherDigests() {
    assertThat(new Digests().of("ada")).isNotEqualTo(digests.of("ada"));
  }

  @Test
  void onlyZerosStandForNothing() {
    assertThat(Digests.isNothing(new byte[Digests.LENGTH])).isTrue();
    assertThat(Digests.isNothing(digests.of(""))).isFalse();
  }

  @Test
  void everyDigestHasABucket() {
    assertThat(Digests.bucket(new byte[] {(byte) 0xff, (byte) 0xff}, 100)).isEqualTo(0xffff % 100);
    assertThat(Digests.bucket(new byte[] {0, 7}, 100)).isEqualTo(7);
  }
}
