package io.github.cognitobackup.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands have: they report, and end with a code that tells how they went. */
abstract class ReportingCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Output output;

  @SuppressWarnings("UnusedVariable") // read by Config, before there is a command
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Take what is not given here from this file, see docs/configuration.md.")
  private @Nullable Path config;

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
