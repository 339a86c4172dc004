package io.github.cognitobackup.storage.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Uses a storage in a process of its own, which a test kills, or starts under other conditions. */
final class StorageProgram {

  private StorageProgram() {}

  /** Starts the program; {@code wrapper} is a command that takes another one behind it. */
  static Process start(
      List<String> wrapper, Map<String, String> environment, Path root, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            StorageProgram.class.getName(),
            root.toString()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Runs the program to its end and gives what it printed. */
  static String run(
      List<String> wrapper, Map<String, String> environment, Path root, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(wrapper, environment, root, arguments);
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    end(process);
    return output.strip();
  }

  /** Waits for the end of a program that is ending. */
  static int end(Process process) throws InterruptedException {
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("not ended in time");
    }
    return process.exitValue();
  }

  /** The content that every object of the endless writer has, made from its key. */
  static byte[] contentOf(String key) {
    int number = Integer.parseInt(key.substring(key.lastIndexOf('/') + 1));
    byte[] content = new byte[number % 3 == 0 ? number : number * 7919 % 400_000];
    Arrays.fill(content, (byte) number);
    return content;
  }

  public static void main(String[] arguments) throws IOException {
    Storage storage = LocalStorage.at(Path.of(arguments[0]));
    switch (arguments[1]) {
      case "write-for-ever" -> writeForEver(storage, arguments[2]);
      case "hold" -> hold(storage, arguments[2]);
      case "fill" -> fill(storage);
      case "write-hex" -> write(storage, decode(arguments[2]), new byte[10]);
      case "list-hex" -> list(storage);
      case "read" -> read(storage, arguments[2]);
      default -> throw new IllegalArgumentException(arguments[1]);
    }
  }

  private static void writeForEver(Storage storage, String folder) throws IOException {
    for (int number = 1; ; number++) {
      String key = folder + "/" + number % 5 + "/" + number;
      write(storage, key, contentOf(key));
      System.out.println(key);
    }
  }

  private static void hold(Storage storage, String key) throws IOException {
    try (ObjectWriter writer = storage.create(key)) {
      writer.stream().write(1);
      System.out.println("holding");
      System.in.read();
      writer.commit();
    }
  }

  private static void fill(Storage storage) throws IOException {
    try {
      for (int number = 1; number < 1000; number++) {
        write(storage, "a/" + number, new byte[100_000]);
      }
      System.out.println("never failed");
    } catch (StorageUnavailableException e) {
      print(e);
    }
    list(storage);
  }

  private static void read(Storage storage, String key) throws IOException {
    try (StoredObject object = storage.open(key);
        InputStream stream = object.openStream()) {
      System.out.println(stream.readAllBytes().length);
    } catch (StorageUnavailableException e) {
      print(e);
    }
  }

  private static void print(StorageUnavailableException e) {
    System.out.println((e.retryable() ? "retryable: " : "permanent: ") + e.getMessage());
  }

  private static void list(Storage storage) {
    try (Stream<ObjectInfo> objects = storage.list("")) {
      objects.forEach(object -> System.out.println(encode(object.key()) + " " + object.size()));
    }
  }

  static String encode(String key) {
    return HexFormat.of().formatHex(key.getBytes(UTF_8));
  }

  private static String decode(String hex) {
    return new String(HexFormat.of().parseHex(hex), UTF_8);
  }

  private static void write(Storage storage, String key, byte[] content) throws IOException {
    try (ObjectWriter writer = storage.create(key)) {
      writer.stream().write(content);
      writer.commit();
    }
  }
}
