package io.github.cognitobackup.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A failure with its causes and stack, in printable text. */
class PrintableFailureTest {

  @Test
  void keepsStackAndCausesAndEscapesTheirText() {
    IllegalStateException failure =
        new IllegalStateException("one\nFORGED", new RuntimeException("two\u001b[2J"));
    failure.addSuppressed(new RuntimeException("three\u202e"));

    PrintableFailure shown = new PrintableFailure(failure);

    assertThat(shown.getMessage()).isEqualTo("java.lang.IllegalStateException: one\\nFORGED");
    assertThat(shown.getStackTrace()).isEqualTo(failure.getStackTrace());
    assertThat(shown.getCause()).hasMessageContaining("two\\u001b[2J");
    assertThat(shown.getSuppressed()).hasSize(1);
    assertThat(shown.getSuppressed()[0]).hasMessageContaining("three\\u202e");
  }

  @Test
  void goesThroughNoFailureTwice() {
    RuntimeException one = new RuntimeException("one");
    RuntimeException two = new RuntimeException("two", one);
    one.initCause(two);

    PrintableFailure shown = new PrintableFailure(one);

    assertThat(shown.getCause()).hasMessageContaining("two");
    assertThat(shown.getCause().getCause()).isNull();
  }
}
