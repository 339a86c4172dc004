package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * A command that was run in this process.
 *
 * @param exitCode how it ended
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr
 */
record Ran(int exitCode, String out, String err) {

  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  static Ran of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Main.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Ran(exitCode, out.toString(), err.toString());
  }

  /** What was written to stdout, which must be one JSON object and nothing else. */
  JsonNode json() {
    try {
      JsonNode json = STRICT.readTree(out);
      assertThat(json.isObject()).as(out).isTrue();
      return json;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(out + err, e);
    }
  }

  Ran exits(int code) {
    assertThat(exitCode).as(out + err).isEqualTo(code);
    return this;
  }

  /** A refusal that a person can use: one line besides warnings, no stack trace. */
  Ran tells(String... parts) {
    assertThat(
            err.lines()
                .filter(line -> line.startsWith("cognito-backup: "))
                .filter(line -> !line.startsWith("cognito-backup: warning: ")))
        .hasSize(1);
    assertThat(err).contains(parts).doesNotContain("\tat ");
    return this;
  }
}
