package io.github.cognitobackup.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstHundredTest {

  private final FirstHundred<Integer> numbers = new FirstHundred<>();

  @Test
  void keepsTheFirstAndNoMore() {
    IntStream.range(0, 250).forEach(numbers::add);

    assertThat(numbers.list()).isEqualTo(IntStream.range(0, 100).boxed().toList());
  }

  @Test
  void aListStaysAsItWas() {
    List<Integer> before = numbers.list();
    numbers.add(1);

    assertThat(before).isEmpty();
    assertThat(numbers.list()).containsExactly(1);
  }
}
