package io.github.cognitobackup.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Starts the program: runs a command and turns how it ended into an exit code. */
public final class Main {

  private Main() {}

  /**
   * Runs one command and ends the process.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    if (Arrays.asList(args).contains("--verbose")) {
      // read by the logger when it is first used, which is later
      System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "info");
    }
    PrintStream out = System.out;
    PrintStream err = System.err;
    System.setOut(new PrintableStream(out));
    System.setErr(new PrintableStream(err));
    CleanStop stop = CleanStop.ofCurrentThread();
    int exitCode =
        run(
            new PrintWriter(out, true, StandardCharsets.UTF_8),
            new PrintWriter(err, true, StandardCharsets.UTF_8),
            args);
    stop.finished();
    System.exit(exitCode);
  }

  static int run(PrintWriter out, PrintWriter err, String... args) {
    PrintableWriter shownOut = PrintableWriter.over(out);
    PrintableWriter shownErr = PrintableWriter.over(err);
    boolean json = Arrays.asList(args).contains("--json");
    int exitCode;
    try {
      CommandLine commands = commands(shownOut, shownErr);
      Arguments.requireReadable(commands, args);
      exitCode = commands.execute(Config.applied(commands, args));
    } catch (ParameterException e) {
      exitCode = misused(e, json);
    } catch (RuntimeException | Error e) {
      Output.error(shownErr, Failure.of(e, true).message());
      e.printStackTrace(shownErr);
      exitCode = ExitCode.FAILED;
    }
    shownOut.flush();
    shownErr.flush();
    return exitCode;
  }

  static CommandLine commands(PrintWriter out, PrintWriter err) {
    CommandLine commands = new CommandLine(new CognitoBackup());
    commands.setOut(out);
    commands.setErr(err);
    commands.setColorScheme(
        Help.defaultColorScheme(Ansi.OFF)); // no escape sequence but a hostile one
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setExpandAtFiles(false); // the file of options is that of --config
    commands.setExecutionExceptionHandler(Main::failed);
    commands.setParameterExceptionHandler(
        (error, given) -> misused(error, Arrays.asList(given).contains("--json")));
    return commands;
  }

  private static int failed(Exception error, CommandLine command, ParseResult parsed) {
    ReportingCommand reporting = command.getCommand();
    if (error instanceof IllegalArgumentException) {
      // the library's word for a wrong value, such as a key's name that cannot be one
      return misused(
          new ParameterException(
              command, Failure.inOptions(String.valueOf(error.getMessage())), error),
          reporting.output().json());
    }
    Failure failure = Failure.of(error, command.getParseResult().hasMatchedOption("--kms-key-id"));
    reporting.output().failed(failure);
    reporting.output().error(failure.message());
    if (reporting.output().verbose() || !Failure.isForeseen(error)) {
      error.printStackTrace(command.getErr());
    }
    return ExitCode.FAILED;
  }

  private static int misused(ParameterException error, boolean json) {
    CommandLine command = error.getCommandLine();
    String message = String.valueOf(error.getMessage()).replaceFirst("^Error: ", "");
    Failure failure = new Failure("UsageException", message);
    if (json) {
      command.getOut().println(Json.text(failure.json()));
    }
    Output.error(command.getErr(), failure.message());
    UnmatchedArgumentException.printSuggestions(error, command.getErr());
    command
        .getErr()
        .println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for the options.");
    return ExitCode.USAGE;
  }
}
