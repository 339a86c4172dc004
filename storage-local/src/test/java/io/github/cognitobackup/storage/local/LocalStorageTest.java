package io.github.cognitobackup.storage.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageTest {

  @TempDir private Path temporary;

  private Path root;
  private Storage storage;

  @BeforeEach
  void begin() {
    root = temporary.resolve("above").resolve("storage");
    storage = LocalStorage.at(root);
  }

  @Nested
  class Files_and_folders {

    @Test
    void storesObjectAsTheFileThatItsKeyNames() throws IOException {
      write("pool/archive.enc", "content");
      assertThat(root.resolve("pool/archive.enc")).hasContent("content");
      assertThat(filesIn(root)).containsExactly("pool");
    }

    @Test
    void makesFilesAndFoldersForTheirOwnerOnly() throws IOException {
      assumeTrue(Files.getFileStore(temporary).supportsFileAttributeView("posix"));
      write("pool/archive.enc", "content");
      assertThat(mode(root.resolve("pool/archive.enc"))).isEqualTo("rw-------");
      for (Path folder : List.of(root.getParent(), root, root.resolve("pool"))) {
        assertThat(mode(folder)).as(folder.toString()).isEqualTo("rwx------");
      }
    }

    @Test
    void keepsWhatIsWrittenPrivateBeforeTheCommitToo() throws IOException {
      assumeTrue(Files.getFileStore(temporary).supportsFileAttributeView("posix"));
      try (ObjectWriter writer = storage.create("a")) {
        writer.stream().write(1);
        Path staging = root.resolve(Staging.FOLDER);
        assertThat(mode(staging)).isEqualTo("rwx------");
        assertThat(mode(staging.resolve(filesIn(staging).get(0)))).isEqualTo("rw-------");
      }
    }

    @Test
    void makesNothingBeforeItIsWrittenTo() {
      assertThat(keys("")).isEmpty();
      assertThat(keys("a/b")).isEmpty();
      assertThat(storage.stat("a")).isEmpty();
      storage.delete("a");
      assertThatExceptionOfType(ArchiveNotFoundException.class)
          .isThrownBy(() -> storage.open("a"))
          .withMessageContaining(root.toString());
      assertThat(root).doesNotExist();
    }

    @Test
    void leavesNoEmptyFoldersBehind() throws IOException {
      write("a/b/c", "content");
      write("a/d", "content");
      storage.delete("a/b/c");
      assertThat(root.resolve("a/b")).doesNotExist();
      storage.delete("a/d");
      assertThat(filesIn(root)).isEmpty();
      assertThat(root).exists();
    }

    @Test
    void leavesNothingOfAnAbandonedObject() {
      storage.create("a/b").close();
      assertThat(filesIn(root)).isEmpty();
    }

    @Test
    void listsNoFilesThatAreNotItsOwn() throws IOException {
      write("a/b", "content");
      Files.createDirectories(root.resolve(Staging.FOLDER));
      Files.writeString(root.resolve(Staging.FOLDER).resolve("x"), "half");
      Files.createDirectories(root.resolve("a/empty"));
      assumeTrue(root.getFileSystem().getSeparator().equals("/"));
      Files.writeString(root.resolve("a/back\\slash"), "");
      assertThat(keys("")).containsExactly("a/b");
    }

    @Test
    void refusesFileAsRoot() throws IOException {
      Path file = Files.writeString(temporary.resolve("file"), "");
      assertThatExceptionOfType(StorageUnavailableException.class)
          .isThrownBy(() -> LocalStorage.at(file))
          .withMessageContaining("is not a folder");
    }

    @Test
    void followsRootThatIsALink() throws IOException {
      write("a", "content");
      Path link = Files.createSymbolicLink(temporary.resolve("link"), root);
      storage = LocalStorage.at(link);
      write("b/c", "content");
      assertThat(keys("")).containsExactly("a", "b/c");
      assertThat(root.resolve("b/c")).exists();
    }

    @Test
    void tellsWhenAnObjectWasWritten() throws IOException {
      write("a", "content");
      Files.setLastModifiedTime(root.resolve("a"), FileTime.fromMillis(123_456_000));
      assertThat(storage.stat("a").orElseThrow().lastModified().toEpochMilli())
          .isEqualTo(123_456_000);
    }
  }

  @Nested
  class Keys_that_the_folder_cannot_hold {

    @Test
    void refusesKeyBeneathAnother() throws IOException {
      write("a", "content");
      assertRefused(() -> storage.create("a/b"), "a is not a folder");
      assertThat(keys("")).containsExactly("a");
    }

    @Test
    void refusesKeyAboveAnother() throws IOException {
      write("a/b", "content");
      assertRefused(() -> storage.create("a"), "is a folder");
      try (ObjectWriter late = storage.create("c")) {
        write("c/d", "content");
        assertRefused(late::commit, "is a folder");
      }
      assertThat(keys("")).containsExactly("a/b", "c/d");
    }
  }

  @Nested
  class Links {

    private Path outside;

    @BeforeEach
    void linkToTheOutside() throws IOException {
      write("inside", "content");
      outside = Files.createDirectory(temporary.resolve("outside"));
      Files.writeString(outside.resolve("secret"), "secret");
      Files.createSymbolicLink(root.resolve("folder"), outside);
      Files.createSymbolicLink(root.resolve("file"), outside.resolve("secret"));
      Files.createSymbolicLink(root.resolve("dangling"), outside.resolve("nothing"));
    }

    @Test
    void listsNone() {
      assertThat(keys("")).containsExactly("inside");
    }

    @Test
    void followsNone() {
      for (String key : List.of("folder/secret", "file", "dangling", "folder/new", "folder")) {
        assertRefused(() -> storage.open(key), "symbolic link");
        assertRefused(() -> storage.stat(key), "symbolic link");
        assertRefused(() -> storage.create(key), "symbolic link");
        assertRefused(() -> storage.delete(key), "symbolic link");
      }
      assertRefused(() -> keys("folder/"), "symbolic link");
      assertThat(outside.resolve("secret")).hasContent("secret");
      assertThat(filesIn(outside)).containsExactly("secret");
    }

    @Test
    void publishesThroughNoneThatAppearedMeanwhile() throws IOException {
      try (ObjectWriter writer = storage.create("later/new")) {
        Files.createSymbolicLink(root.resolve("later"), outside);
        assertRefused(writer::commit, "symbolic link");
      }
      assertThat(filesIn(outside)).containsExactly("secret");
    }

    @Test
    void overwritesNone() throws IOException {
      try (ObjectWriter writer = storage.create("new")) {
        Files.createSymbolicLink(root.resolve("new"), outside.resolve("secret"));
        assertRefused(writer::commit, "symbolic link");
      }
      assertThat(outside.resolve("secret")).hasContent("secret");
    }
  }

  @Nested
  class Opened_objects {

    @Test
    void keepTheirBytesWhenTheFileIsDeleted() throws IOException {
      write("a", "content");
      try (StoredObject object = storage.open("a")) {
        storage.delete("a");
        assertThat(text(object)).isEqualTo("content");
      }
    }

    @Test
    void keepTheirBytesWhenTheFileIsReplaced() throws IOException {
      write("a", "content");
      try (StoredObject object = storage.open("a")) {
        Path other = Files.writeString(root.resolve("other"), "OTHER..");
        Files.move(other, root.resolve("a"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(text(object)).isEqualTo("content");
      }
    }

    @Test
    void failWhenTheFileIsChangedInPlace() throws IOException {
      write("a", "content");
      try (StoredObject object = storage.open("a");
          InputStream early = object.openStream()) {
        Files.writeString(root.resolve("a"), "CONTENT", StandardOpenOption.WRITE);
        Files.setLastModifiedTime(root.resolve("a"), FileTime.fromMillis(1));
        assertUnavailable(early::readAllBytes, "was changed");
        assertUnavailable(object::openStream, "was changed");
      }
    }

    @Test
    void failWhenTheFileIsCut() throws IOException {
      write("a", "content");
      try (StoredObject object = storage.open("a");
          InputStream early = object.openStream()) {
        Files.writeString(root.resolve("a"), "con", StandardOpenOption.TRUNCATE_EXISTING);
        assertUnavailable(early::readAllBytes, "became shorter");
        assertUnavailable(object::openStream, "was changed");
      }
    }

    @Test
    void sayThatTheThreadWasInterrupted() throws IOException {
      write("a", "content");
      try (StoredObject object = storage.open("a");
          InputStream stream = object.openStream()) {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(WorkInterruptedException.class).isThrownBy(stream::readAllBytes);
        assertThat(Thread.interrupted()).isTrue();
        assertUnavailable(stream::readAllBytes, "interrupted");
      }
      try (StoredObject object = storage.open("a")) {
        assertThat(text(object)).isEqualTo("content");
      }
    }

    @Test
    void refuseReadingAfterTheyAreClosed() throws IOException {
      write("a", "content");
      StoredObject object = storage.open("a");
      InputStream stream = object.openStream();
      object.close();
      assertThatIllegalStateException().isThrownBy(stream::read);
      assertThatIllegalStateException().isThrownBy(object::openStream);
    }

    private void assertUnavailable(
        org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String words) {
      assertThatExceptionOfType(StorageUnavailableException.class)
          .isThrownBy(call)
          .withMessageContaining(words)
          .matches(StorageUnavailableException::retryable);
    }
  }

  @Nested
  class Interrupted_writers {

    @Test
    void publishNothing() {
      try (ObjectWriter writer = storage.create("a")) {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(WorkInterruptedException.class)
            .isThrownBy(() -> writer.stream().write(1));
        assertThat(Thread.interrupted()).isTrue();
        assertThatIllegalStateException()
            .isThrownBy(writer::commit)
            .withMessageContaining("cannot be committed");
      }
      assertThat(filesIn(root)).isEmpty();
    }

    @Test
    void publishNothingWhenInterruptedAtTheCommit() throws IOException {
      try (ObjectWriter writer = storage.create("a")) {
        writer.stream().write(1);
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(WorkInterruptedException.class).isThrownBy(writer::commit);
        assertThat(Thread.interrupted()).isTrue();
      }
      assertThat(filesIn(root)).isEmpty();
    }
  }

  @Test
  void refusesTakenKeyBeforeAnythingIsWritten() throws IOException {
    write("a", "content");
    assertThatExceptionOfType(ArchiveExistsException.class).isThrownBy(() -> storage.create("a"));
  }

  @Test
  void listsFoldersOneAfterTheOther() throws IOException {
    write("a/1", "content");
    write("b/1", "content");
    try (Stream<ObjectInfo> objects = storage.list("")) {
      var each = objects.iterator();
      assertThat(each.next().key()).isEqualTo("a/1");
      write("b/2", "content");
      write("b/0", "content");
      assertThat(each.next().key()).isEqualTo("b/0");
    }
  }

  private static void assertRefused(Runnable call, String words) {
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(call::run)
        .withMessageContaining(words)
        .matches(e -> !e.retryable());
  }

  private void write(String key, String content) throws IOException {
    try (ObjectWriter writer = storage.create(key)) {
      writer.stream().write(content.getBytes(UTF_8));
      writer.commit();
    }
  }

  private static String text(StoredObject object) throws IOException {
    try (InputStream stream = object.openStream()) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }

  private List<String> keys(String prefix) {
    try (Stream<ObjectInfo> objects = storage.list(prefix)) {
      return objects.map(ObjectInfo::key).toList();
    }
  }

  private static List<String> filesIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
