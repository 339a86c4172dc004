package io.github.cognitobackup.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where results go: text or exactly one JSON object to stdout, all else to stderr. */
final class Output {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--json",
      description = "Print the result as one JSON object, and nothing else, to stdout.")
  private boolean json;

  @Option(names = "--verbose", description = "Log what is done, and stack traces, to stderr.")
  private boolean verbose;

  /** Whether an array of the JSON object is open, to which single values are still added. */
  private boolean streaming;

  private boolean first = true;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  Output() {}

  boolean json() {
    return json;
  }

  boolean verbose() {
    return verbose;
  }

  Progress progress() {
    return Progress.on(command.commandLine().getErr(), Terminal.columns());
  }

  /** Prints a line for a person. */
  void line(String text) {
    out().println(text);
  }

  /** Tells a person what the result alone does not say, on stderr. */
  void warning(String text) {
    command.commandLine().getErr().println("cognito-backup: warning: " + text);
  }

  /** Begins the JSON object with an array that is too long to be held. */
  void beginArray(String name) {
    out().print("{\"" + name + "\":[");
    streaming = true;
  }

  /** Ends the array, and begins another in the same object. */
  void nextArray(String name) {
    out().print("],\"" + name + "\":[");
    first = true;
  }

  void element(Object value) {
    out().print((first ? "" : ",") + Json.text(Json.of(value)));
    first = false;
  }

  /** Prints the JSON object, or what is left of it. */
  void object(ObjectNode result) {
    String text = Json.text(result);
    out().println(streaming ? "]," + text.substring(1) : text);
    streaming = false;
  }

  /** Tells a person what failed, on stderr. */
  void error(String text) {
    error(command.commandLine().getErr(), text);
  }

  /** Tells a person what failed before there was a command. */
  static void error(PrintWriter err, String text) {
    err.println("cognito-backup: " + text);
  }

  /**
   * Prints UTF-8 text that no String may hold, and wipes it.
   *
   * @throws IOException when stdout takes it not or in part
   */
  void secret(byte[] text) throws IOException {
    CharBuffer letters = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(text));
    try {
      out().write(letters.array(), 0, letters.limit());
      if (out().checkError()) {
        throw new FileSystemException("stdout", null, "it does not take all of the result");
      }
    } finally {
      Arrays.fill(text, (byte) 0);
      Arrays.fill(letters.array(), ' ');
    }
  }

  void failed(Failure failure) {
    if (json) {
      object(failure.json());
    }
  }

  private PrintWriter out() {
    return command.commandLine().getOut();
  }
}
