package io.github.cognitobackup.storage.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody else who may write to the folder puts there. */
@DisabledOnOs(OS.WINDOWS)
class HostileFolderTest {

  /** A name as a killed process leaves it. */
  private static final String LEFT_BEHIND = "1-1-01234567-89ab-cdef-0123-456789abcdef";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path temporary;

  private Path root;
  private Path staging;
  private Path victim;
  private Storage storage;

  @BeforeEach
  void begin() throws IOException {
    root = Files.createDirectory(temporary.resolve("storage"));
    staging = root.resolve(Staging.FOLDER);
    victim = Files.createDirectory(temporary.resolve("victim"));
    Files.writeString(victim.resolve("precious"), "precious");
    Files.writeString(victim.resolve(LEFT_BEHIND), "precious");
    storage = LocalStorage.at(root);
  }

  private void assertVictimUntouched() throws IOException {
    assertThat(names(victim)).containsExactly(LEFT_BEHIND, "precious");
    assertThat(victim.resolve("precious")).hasContent("precious");
    assertThat(victim.resolve(LEFT_BEHIND)).hasContent("precious");
  }

  @Nested
  class In_the_place_of_the_staging_folder {

    @Test
    void linkIsNotFollowed() throws IOException {
      Files.createSymbolicLink(staging, victim);
      assertRefused(() -> storage.create("a"), staging + " is a symbolic link", "remove it");
      assertVictimUntouched();
    }

    @Test
    void fileOrPipeIsRefused() throws Exception {
      Files.writeString(staging, "");
      assertRefused(() -> storage.create("a"), staging + " is not a folder", "remove it");
      Files.delete(staging);
      makePipe(staging);
      inTime(() -> assertRefused(() -> storage.create("a"), "is not a folder", "remove it"));
    }

    @Test
    void folderThatOthersMayWriteToIsMadePrivate() throws IOException {
      Files.createDirectory(staging);
      Files.setPosixFilePermissions(staging, PosixFilePermissions.fromString("rwxrwxrwx"));
      try (ObjectWriter writer = storage.create("a")) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(staging)))
            .isEqualTo("rwx------");
        writer.commit();
      }
    }

    @Test
    void anotherFolderThatAppearsMeanwhilePublishesNothing() throws IOException {
      try (ObjectWriter writer = storage.create("a")) {
        writer.stream().write(1);
        String name = names(staging).get(0);
        Files.move(staging, temporary.resolve("moved"));
        Files.writeString(victim.resolve(name), "forged");
        Files.createSymbolicLink(staging, victim);
        assertRefused(writer::commit, "does not hold what was written");
        Files.delete(victim.resolve(name));
      }
      assertVictimUntouched();
      assertThat(names(temporary.resolve("moved"))).isEmpty();
    }
  }

  @Nested
  class In_the_staging_folder {

    @Test
    void nothingIsRemovedButWhatHasANameOfOurs() throws Exception {
      Files.createDirectory(staging);
      Files.createSymbolicLink(staging.resolve(LEFT_BEHIND), victim.resolve("precious"));
      Files.createSymbolicLink(staging.resolve("2-" + LEFT_BEHIND.substring(2)), victim);
      Files.writeString(staging.resolve("notes.txt"), "somebody's");
      Files.writeString(staging.resolve(LEFT_BEHIND + ".bak"), "somebody's");
      Files.createDirectory(staging.resolve("3-" + LEFT_BEHIND.substring(2)));
      makePipe(staging.resolve("4-" + LEFT_BEHIND.substring(2)));
      makePipe(staging.resolve("pipe"));
      List<String> before = names(staging);
      Files.writeString(staging.resolve("5-" + LEFT_BEHIND.substring(2)), "left behind");
      inTime(() -> write("a"));
      assertThat(names(staging)).isEqualTo(before);
      assertThat(keys("")).containsExactly("a");
      assertVictimUntouched();
    }

    @Test
    void anotherNameOfAFileInWorkDoesNoHarm() throws IOException {
      try (ObjectWriter writer = storage.create("a")) {
        writer.stream().write(1);
        Files.createLink(staging.resolve(LEFT_BEHIND), staging.resolve(names(staging).get(0)));
        write("b");
        writer.commit();
      }
      assertThat(keys("")).containsExactly("a", "b");
    }
  }

  @Nested
  class In_the_place_of_objects_and_folders {

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "folder/pipe", "pipe/beneath", "folder/pipe/beneath"})
    void noPipeIsOpened(String key) throws Exception {
      write("folder/a");
      makePipe(root.resolve("pipe"));
      makePipe(root.resolve("folder/pipe"));
      inTime(
          () -> {
            assertRefused(() -> storage.open(key), "is a pipe", "remove it");
            assertRefused(() -> storage.stat(key), "is a pipe", "remove it");
            assertRefused(() -> storage.create(key), "is a pipe", "remove it");
            assertRefused(() -> storage.delete(key), "is a pipe", "remove it");
            assertThat(keys("")).containsExactly("folder/a");
          });
    }

    @Test
    void linksAreNeitherListedNorReadNorDeleted() throws IOException {
      Files.createSymbolicLink(root.resolve("pool"), victim);
      Files.createSymbolicLink(root.resolve("object"), victim.resolve("precious"));
      for (String key : List.of("pool/precious", "object")) {
        assertRefused(() -> storage.open(key), "symbolic link");
        assertRefused(() -> storage.delete(key), "symbolic link");
      }
      assertThat(keys("")).isEmpty();
      assertVictimUntouched();
    }

    @Test
    void folderThatBecomesALinkInTheMiddleOfAListingIsNotFollowed() throws IOException {
      write("a/1");
      write("b/1");
      try (Stream<ObjectInfo> objects = storage.list("")) {
        var each = objects.iterator();
        assertThat(each.next().key()).isEqualTo("a/1");
        Files.move(root.resolve("b"), temporary.resolve("moved"));
        Files.createSymbolicLink(root.resolve("b"), victim);
        assertRefused(each::next, "symbolic link");
      }
    }
  }

  @Test
  void rootThatIsALinkIsResolvedOnce() throws IOException {
    Path link = Files.createSymbolicLink(temporary.resolve("link"), root);
    storage = LocalStorage.at(link);
    Files.delete(link);
    Files.createSymbolicLink(link, victim);
    write("a");
    assertThat(root.resolve("a")).exists();
    assertVictimUntouched();
  }

  @Test
  void writesOnWhileAnotherProcessTakesEmptyFoldersAway() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<?> taking =
          other.submit(
              () -> {
                while (!done.get()) {
                  takeAway(staging);
                  takeAway(root.resolve("pool"));
                  LockSupport.parkNanos(1_000_000); // as often as a real process comes by
                }
                return null;
              });
      for (int i = 0; i < 300; i++) {
        write("pool/" + i);
        storage.delete("pool/" + i);
      }
      done.set(true);
      taking.get(1, TimeUnit.MINUTES);
    } finally {
      done.set(true);
      other.shutdown();
    }
  }

  private static void takeAway(Path folder) throws IOException {
    try {
      Files.delete(folder);
    } catch (NoSuchFileException | DirectoryNotEmptyException e) {
      // as it should be
    }
  }

  private static void makePipe(Path pipe) throws InterruptedException {
    try {
      Process process = new ProcessBuilder("mkfifo", pipe.toString()).start();
      assumeTrue(process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0);
    } catch (IOException e) {
      assumeTrue(false, "there is no mkfifo here");
    }
  }

  private static void inTime(Executable work) {
    assertTimeoutPreemptively(PATIENCE, work);
  }

  private static void assertRefused(Runnable call, String... words) {
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(call::run)
        .withMessageContainingAll(words)
        .matches(e -> !e.retryable());
  }

  private void write(String key) throws IOException {
    try (ObjectWriter writer = storage.create(key)) {
      writer.stream().write(key.getBytes(UTF_8));
      writer.commit();
    }
  }

  private List<String> keys(String prefix) {
    try (Stream<ObjectInfo> objects = storage.list(prefix)) {
      return objects.map(ObjectInfo::key).toList();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
