package io.github.cognitobackup.cli;

import java.io.Console;

/** Tells a person at a terminal from a log file. */
final class Terminal {

  private Terminal() {}

  @SuppressWarnings("SystemConsoleNull") // isTerminal sees to newer versions
  static boolean isInteractive() {
    Console console = System.console();
    return console != null && isTerminal(console) && !"dumb".equals(System.getenv("TERM"));
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
}
