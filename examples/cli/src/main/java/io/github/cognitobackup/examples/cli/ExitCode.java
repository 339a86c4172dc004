package io.github.cognitobackup.examples.cli;

/** How the program ends; part of its interface, see {@code docs/cli.md}. */
final class ExitCode {

  static final int COMPLETE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int PARTIAL = 3;
  static final int SUSPICIOUS = 4;

  private ExitCode() {}

  static int of(Enum<?> outcome) {
    return switch (outcome.name()) {
      case "COMPLETE" -> COMPLETE;
      case "PARTIAL" -> PARTIAL;
      default -> FAILED;
    };
  }
}
