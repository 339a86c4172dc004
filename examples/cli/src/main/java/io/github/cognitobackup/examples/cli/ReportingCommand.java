package io.github.cognitobackup.examples.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands have: they report, and end with a code that tells how they went. */
abstract class ReportingCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Output output;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  ReportingCommand() {}

  final Output output() {
    return output;
  }

  final CommandSpec spec() {
    return spec;
  }

  /** Makes the error of a caller who combined options that do not go together. */
  final ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
