package io.github.cognitobackup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A main class of the tests in a process of its own, which can be killed. */
public final class JavaProcess {

  private static final long PATIENCE_SECONDS = 120;

  private JavaProcess() {}

  /**
   * Starts one; its stdout is the caller's to read.
   *
   * @param log takes what it writes to stderr
   */
  public static Process start(Path log, Class<?> main, Object... arguments) throws IOException {
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName());
    return new ProcessBuilder(
            Stream.concat(java.stream(), Stream.of(arguments).map(Object::toString)).toList())
        .redirectError(log.toFile())
        .start();
  }

  /** Kills one and waits until it is gone; what it wrote to stdout can still be read. */
  public static void kill(Process process) throws InterruptedException {
    process.toHandle().destroyForcibly();
    int unused = exitCode(process);
  }

  /** Waits for the end of any process. */
  public static int exitCode(Process process) throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("not ended in time: " + process.info().commandLine());
    }
    return process.exitValue();
  }
}
