package io.github.cognitobackup.cli;

import io.github.cognitobackup.archive.Outcome;
import java.util.Collection;
import java.util.stream.Stream;

/** How the program ends; part of its interface, see {@code docs/cli.md}. */
final class ExitCode {

  static final int COMPLETE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int PARTIAL = 3;
  static final int SUSPICIOUS = 4;

  private ExitCode() {}

  /** The code of a whole, of those of its parts. */
  static int worst(Collection<Integer> codes) {
    return Stream.of(FAILED, SUSPICIOUS, PARTIAL)
        .filter(codes::contains)
        .findFirst()
        .orElse(COMPLETE);
  }

  static int of(Outcome outcome) {
    return switch (outcome) {
      case COMPLETE -> COMPLETE;
      case PARTIAL -> PARTIAL;
      case FAILED -> FAILED;
    };
  }
}
