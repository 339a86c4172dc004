package io.github.cognitobackup.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The emulator {@code cognito-local} of npm: written by others, and so no friend of our mistakes.
 */
final class CognitoLocal implements AutoCloseable {

  static final String VERSION = "5.3.0";

  private static final Pattern READY = Pattern.compile("running on (http://[\\w.:]+)");

  private final Process process;
  private final URI endpoint;

  private CognitoLocal(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  static boolean canBeInstalled() {
    return runs("node") && runs("npm");
  }

  private static boolean runs(String command) {
    try {
      Process process = new ProcessBuilder(command, "--version").start();
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Installs it beneath a folder, unless it is there, and starts it with an empty memory. */
  static CognitoLocal start(Path folder, Path data) throws IOException, InterruptedException {
    Path program = folder.resolve("node_modules/cognito-local/lib/bin/start.js").toAbsolutePath();
    if (!Files.exists(program)) {
      install(folder);
    }
    Files.createDirectories(data.resolve(".cognito"));
    // its default makes every pool one that signs in with e-mail addresses
    Files.writeString(
        data.resolve(".cognito/config.json"), "{\"UserPoolDefaults\":{\"UsernameAttributes\":[]}}");
    ProcessBuilder builder = new ProcessBuilder("node", program.toString());
    builder.environment().put("PORT", "0");
    builder.environment().put("HOST", "127.0.0.1");
    Process process =
        builder.directory(data.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new CognitoLocal(process, whenReady(process));
  }

  private static void install(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Process npm =
        new ProcessBuilder(
                List.of(
                    "npm",
                    "install",
                    "--no-audit",
                    "--no-fund",
                    "--ignore-scripts",
                    "--prefix",
                    folder.toString(),
                    "cognito-local@" + VERSION))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("npm.log").toFile())
            .start();
    if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
      throw new IOException("npm failed: " + Files.readString(folder.resolve("npm.log")));
    }
  }

  private static URI whenReady(Process process) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        drain(lines);
        return URI.create(ready.group(1));
      }
    }
    throw new IOException("cognito-local ended before it was ready");
  }

  private static void drain(BufferedReader lines) {
    Thread reader = new Thread(() -> lines.lines().forEach(line -> {}), "cognito-local-output");
    reader.setDaemon(true);
    reader.start();
  }

  URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
