package io.github.cognitobackup.internal.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cognitobackup.JavaProcess;
import io.github.cognitobackup.error.ArchiveExistsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFileTest {

  /** As a killed process leaves it. */
  private static final String LEFT_BEHIND =
      ".cognito-backup-new-1-1-01234567-89ab-cdef-0123-456789abcdef";

  @TempDir private Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void write(Path target, String text) throws IOException {
    try (NewFile file = NewFile.create(target)) {
      file.stream().write(text.getBytes(UTF_8));
      file.publish();
    }
  }

  @Test
  void appearsWholeOrNotAtAll() throws IOException {
    try (NewFile file = NewFile.create(folder.resolve("key"))) {
      file.stream().write(1);
      assertThat(names()).singleElement().asString().startsWith(".cognito-backup-new-");
    }
    assertThat(names()).isEmpty();

    write(folder.resolve("key"), "secret");

    assertThat(names()).containsExactly("key");
    assertThat(folder.resolve("key")).hasContent("secret");
    assertThatExceptionOfType(ArchiveExistsException.class)
        .isThrownBy(() -> write(folder.resolve("key"), "other"));
    assertThat(folder.resolve("key")).hasContent("secret");
  }

  @Test
  void takesNothingThatAppearedMeanwhile() throws IOException {
    try (NewFile file = NewFile.create(folder.resolve("key"))) {
      Files.writeString(folder.resolve("key"), "faster");
      assertThatExceptionOfType(ArchiveExistsException.class).isThrownBy(file::publish);
    }
    assertThat(names()).containsExactly("key");
    assertThat(folder.resolve("key")).hasContent("faster");
  }

  @Test
  void twoAtOnceInOneFolderDoNotDisturbEachOther() throws IOException {
    try (NewFile one = NewFile.create(folder.resolve("one"));
        NewFile two = NewFile.create(folder.resolve("two"))) {
      write(folder.resolve("three"), "3");
      one.publish();
      two.publish();
    }
    assertThat(names()).containsExactly("one", "three", "two");
  }

  /** The process: begins a file and waits for its end. */
  static final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
      try (NewFile file = NewFile.create(Path.of(arguments[0]))) {
        file.stream().write(new byte[32]);
        System.out.write('!');
        System.out.flush();
        int unused = System.in.read();
      }
    }
  }

  @Test
  void whatAKilledProcessLeftIsRemovedByTheNextAndNotBefore() throws Exception {
    Path log = Files.createTempFile("new-file", ".log");
    Process process = JavaProcess.start(log, Main.class, folder.resolve("key"));
    try {
      assertThat(process.getInputStream().read()).as(Files.readString(log)).isEqualTo('!');
      write(folder.resolve("other"), "x");
      assertThat(names()).as("it is still written").hasSize(2).contains("other");
    } finally {
      JavaProcess.kill(process);
      Files.delete(log);
    }
    assertThat(names()).as("the kill left it").hasSize(2);

    write(folder.resolve("key"), "secret");

    assertThat(names()).containsExactly("key", "other");
  }

  @Test
  void waitsForNobodyAtAPipe() throws Exception {
    Path pipe = folder.resolve(LEFT_BEHIND);
    assumeTrue(isMade(pipe), "there is no mkfifo here");

    assertTimeoutPreemptively(
        Duration.ofSeconds(30), () -> NewFile.create(folder.resolve("key")).close());

    assertThat(pipe).exists();
  }

  @Test
  void removesNothingThatItDidNotMake(@TempDir Path elsewhere) throws IOException {
    Path victim = Files.writeString(elsewhere.resolve("victim"), "precious");
    Files.createSymbolicLink(folder.resolve(LEFT_BEHIND), victim);
    Files.writeString(folder.resolve(".cognito-backup-new-notes"), "somebody's");
    Files.writeString(folder.resolve(LEFT_BEHIND + ".txt"), "somebody's");
    List<String> before = names();

    NewFile.create(folder.resolve("key")).close();

    assertThat(names()).isEqualTo(before);
    assertThat(victim).hasContent("precious");
  }

  @Test
  void removesOneNameOfAFileThatHasAnother(@TempDir Path elsewhere) throws IOException {
    Path victim = Files.writeString(elsewhere.resolve("victim"), "precious");
    Files.createLink(folder.resolve(LEFT_BEHIND), victim);

    NewFile.create(folder.resolve("key")).close();

    assertThat(names()).isEmpty();
    assertThat(victim).hasContent("precious");
  }

  private static boolean isMade(Path pipe) throws InterruptedException {
    try {
      return JavaProcess.exitCode(new ProcessBuilder("mkfifo", pipe.toString()).start()) == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
