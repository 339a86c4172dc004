package io.github.cognitobackup.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * {@link PrintableWriter} for those who know only {@code System.out} and {@code System.err}:
 * loggers, and the JVM when it prints a stack trace.
 */
final class PrintableStream extends PrintStream {

  PrintableStream(PrintStream out) {
    super(out, true, StandardCharsets.UTF_8);
  }

  @Override
  public void print(String text) {
    super.print(PrintableWriter.line(String.valueOf(text)));
  }

  @Override
  public void print(Object value) {
    print(String.valueOf(value));
  }

  @Override
  public void print(char[] text) {
    print(String.valueOf(text));
  }

  @Override
  public void print(char letter) {
    print(String.valueOf(letter));
  }
}
