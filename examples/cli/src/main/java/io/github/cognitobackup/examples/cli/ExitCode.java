package io.github.cognitobackup.examples.cli;

/** How the program ends; part of its interface, see {@code docs/cli.md}. */
final class ExitCode {

  static final int COMPLETE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int PARTIAL = 3;

  private ExitCode() {}

  /** The outcome that a code of a finished command stands for. */
  static String outcome(int code) {
    return switch (code) {
      case COMPLETE -> "COMPLETE";
      case PARTIAL -> "PARTIAL";
      default -> "FAILED";
    };
  }

  /** Of two codes the one that a whole must end with. */
  static int worse(int one, int other) {
    if (one == COMPLETE || other == COMPLETE) {
      return one == COMPLETE ? other : one;
    }
    return one == other ? one : FAILED;
  }

  static int of(Enum<?> outcome) {
    return switch (outcome.name()) {
      case "COMPLETE" -> COMPLETE;
      case "PARTIAL" -> PARTIAL;
      default -> FAILED;
    };
  }
}
