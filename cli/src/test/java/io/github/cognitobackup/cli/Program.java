package io.github.cognitobackup.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The packaged program in a process of its own, as its users start it. */
final class Program implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 120;

  private final Path out;
  private final Path err;
  private final Process process;

  private Program(Path folder, List<String> command, Map<String, String> environment)
      throws IOException {
    out = Files.createTempFile(folder, "stdout", ".txt");
    err = Files.createTempFile(folder, "stderr", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(environment);
    builder.directory(folder.toFile());
    process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
  }

  /** Starts the jar. */
  static Program jar(Path folder, Map<String, String> environment, String... args)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-jar",
                System.getProperty("cli.jar")));
    command.addAll(List.of(args));
    return new Program(folder, command, environment);
  }

  /** Starts the launcher script, under another name for it where one is given. */
  static Program launcher(Path folder, Path script, Map<String, String> environment, String... args)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(args));
    return new Program(folder, command, environment);
  }

  Ran await() throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("not ended in time: " + Files.readString(err));
    }
    return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** Waits for something that it does. */
  void awaitWhileAlive(BooleanSupplier event) throws IOException, InterruptedException {
    while (!event.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new IllegalStateException("ended before: " + Files.readString(err));
      }
      Thread.sleep(10);
    }
  }

  /** Sends SIGTERM. */
  void terminate() {
    process.destroy();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
