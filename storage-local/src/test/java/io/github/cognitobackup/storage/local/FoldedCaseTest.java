package io.github.cognitobackup.storage.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A file system that takes {@code Admin} and {@code admin} for one name, as on macOS and Windows.
 */
class FoldedCaseTest {

  private FileSystem files;
  private Storage storage;

  @BeforeEach
  void begin() throws IOException {
    files = Jimfs.newFileSystem(Configuration.osX());
    storage = LocalStorage.at(files.getPath("/backups"));
    write("us-east-1_ABC/1", "content");
  }

  @AfterEach
  void end() throws IOException {
    files.close();
  }

  @Test
  void findsAKeyInItsOwnSpellingOnly() throws IOException {
    for (String key : List.of("us-east-1_abc/1", "US-EAST-1_ABC/1", "us-east-1_aBC/1")) {
      assertThat(storage.stat(key)).as(key).isEmpty();
      assertThatExceptionOfType(ArchiveNotFoundException.class).isThrownBy(() -> storage.open(key));
      storage.delete(key);
    }
    assertThat(keys("us-east-1_abc/")).isEmpty();
    assertThat(keys("")).containsExactly("us-east-1_ABC/1");
    assertThat(text("us-east-1_ABC/1")).isEqualTo("content");
  }

  @Test
  void refusesAKeyWhoseFolderIsThereInAnotherSpelling() {
    assertRefused("us-east-1_abc/1");
    assertRefused("us-east-1_abc/2");
    assertThat(keys("")).containsExactly("us-east-1_ABC/1");
  }

  @Test
  void refusesAKeyThatIsThereInAnotherSpelling() throws IOException {
    write("Admin", "content");
    assertRefused("admin");
    assertThat(keys("")).containsExactly("Admin", "us-east-1_ABC/1");
  }

  @Test
  void refusesAKeyWhoseOtherSpellingAppearedMeanwhile() throws IOException {
    try (ObjectWriter folder = storage.create("later/1");
        ObjectWriter file = storage.create("Last")) {
      write("LATER/2", "content");
      write("last", "content");
      for (ObjectWriter late : List.of(folder, file)) {
        assertThatExceptionOfType(StorageUnavailableException.class)
            .isThrownBy(late::commit)
            .withMessageContaining("another spelling");
      }
    }
    assertThat(keys("")).containsExactly("LATER/2", "last", "us-east-1_ABC/1");
  }

  @Test
  void tellsKeysApartThatDifferInMore() throws IOException {
    write("us-east-1_ABD/1", "other");
    write("us-east-1_ABC/2", "another");
    assertThat(keys("")).containsExactly("us-east-1_ABC/1", "us-east-1_ABC/2", "us-east-1_ABD/1");
  }

  private void assertRefused(String key) {
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> storage.create(key))
        .withMessageContaining("another spelling")
        .matches(e -> !e.retryable());
  }

  private void write(String key, String content) throws IOException {
    try (ObjectWriter writer = storage.create(key)) {
      writer.stream().write(content.getBytes(UTF_8));
      writer.commit();
    }
  }

  private String text(String key) throws IOException {
    try (StoredObject object = storage.open(key);
        InputStream stream = object.openStream()) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }

  private List<String> keys(String prefix) {
    try (Stream<ObjectInfo> objects = storage.list(prefix)) {
      return objects.map(ObjectInfo::key).toList();
    }
  }
}
