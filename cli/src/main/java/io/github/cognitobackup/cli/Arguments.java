package io.github.cognitobackup.cli;

import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The arguments as the JVM could make them out: it reads them in the locale's character set. */
final class Arguments {

  private static final String UNREADABLE = "\ufffd";

  private Arguments() {}

  /**
   * Sees that no character was lost: another folder or pool would be meant.
   *
   * @throws ParameterException when one was
   */
  static void requireReadable(CommandLine commands, String... args) {
    Stream.of(args)
        .filter(arg -> arg.contains(UNREADABLE))
        .findFirst()
        .ifPresent(
            arg -> {
              throw new ParameterException(
                  commands,
                  "the argument '"
                      + arg.replace(UNREADABLE, "?")
                      + "' has characters that cannot be read in the character set of the locale, "
                      + System.getProperty("sun.jnu.encoding")
                      + "; set LC_ALL=C.UTF-8 or another locale with UTF-8, or in a storage URI"
                      + " write each of their bytes as %XX");
            });
  }
}
