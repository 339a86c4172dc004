package io.github.cognitobackup.cli;

import java.io.Console;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells a person at a terminal from a log file. */
final class Terminal {

  private static final int DEFAULT_COLUMNS = 80;
  private static final long PATIENCE_SECONDS = 2;

  /** Java knows neither whether stderr is a terminal nor how wide that is. */
  private static final String QUESTION = "test -t 2 && { stty size <&2 2>/dev/null || echo 0 0; }";

  private Terminal() {}

  /** Returns how wide the terminal is that stderr goes to; empty where it goes elsewhere. */
  static OptionalInt columns() {
    if ("dumb".equals(System.getenv("TERM"))) {
      return OptionalInt.empty();
    }
    OptionalInt found = ofStderr();
    OptionalInt told = number(System.getenv("COLUMNS"));
    return found.isPresent() && told.isPresent() ? told : found;
  }

  private static OptionalInt ofStderr() {
    try {
      Process shell =
          new ProcessBuilder("/bin/sh", "-c", QUESTION).redirectError(Redirect.INHERIT).start();
      try {
        shell.getOutputStream().close();
        if (!shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || shell.exitValue() != 0) {
          return OptionalInt.empty();
        }
        byte[] answer = shell.getInputStream().readAllBytes();
        return columns(new String(answer, StandardCharsets.US_ASCII));
      } finally {
        shell.destroyForcibly();
      }
    } catch (IOException e) {
      // no shell, as on Windows
      return ofConsole();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
  }

  @SuppressWarnings("SystemConsoleNull") // isTerminal sees to newer versions
  private static OptionalInt ofConsole() {
    Console console = System.console();
    return console != null && isTerminal(console)
        ? OptionalInt.of(DEFAULT_COLUMNS)
        : OptionalInt.empty();
  }

  /** Since Java 22 there is a console without a terminal, and a method that tells. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Reads rows and columns, which are 0 where the terminal does not know. */
  static OptionalInt columns(String size) {
    String[] parts = size.strip().split(" ", -1);
    OptionalInt columns = number(parts[parts.length - 1]);
    return columns.isPresent() ? columns : OptionalInt.of(DEFAULT_COLUMNS);
  }

  private static OptionalInt number(@Nullable String text) {
    return text != null && text.matches("[1-9][0-9]{0,4}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }
}
