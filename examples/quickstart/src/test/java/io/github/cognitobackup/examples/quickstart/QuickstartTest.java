package io.github.cognitobackup.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {

  @Test
  void endsWithTwoPoolsThatAreEqual(@TempDir Path folder) throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();

    boolean equal =
        new Quickstart(new PrintStream(written, true, StandardCharsets.UTF_8), 400).run(folder);

    String text = written.toString(StandardCharsets.UTF_8);
    assertThat(equal).as(text).isTrue();
    assertThat(text)
        .contains("1. A pool to lose", "begins with 0000000c", "gzip archive: no", "7. Proof")
        .contains("Cognito never gives back:", "password")
        .doesNotContain("DIFFERS")
        .containsPattern("(?m)^   EQUAL$");
  }
}
