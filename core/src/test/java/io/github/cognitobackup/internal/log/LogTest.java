package io.github.cognitobackup.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class LogTest {

  @Test
  void failuresAreShownInPrintableTextToTheLastCause() {
    Exception cause = new IllegalStateException("answer\n\u001b[2J\u202e");
    Exception failure = new IllegalArgumentException("key\r\u009b", cause);
    failure.addSuppressed(new IllegalStateException("beside\u2028"));
    cause.addSuppressed(failure);
    StringWriter stack = new StringWriter();

    new PrintableFailure(failure).printStackTrace(new PrintWriter(stack));

    assertThat(stack.toString())
        .contains("java.lang.IllegalArgumentException: key\\r\\u009b")
        .contains(
            ": java.lang.IllegalStateException: answer\\n\\u001b[2J\\u202e",
            ": java.lang.IllegalStateException: beside\\u2028",
            "at " + LogTest.class.getName());
    assertThat(stack.toString().chars())
        .allMatch(
            unit -> unit == '\n' || unit == '\r' || unit == '\t' || (unit >= ' ' && unit < 0x7f));
  }
}
