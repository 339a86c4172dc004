package io.github.cognitobackup.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.testkit.StorageContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageContractTest extends StorageContract {

  @TempDir private Path folder;

  @Override
  protected Storage newStorage() {
    return LocalStorage.at(folder.resolve("storage"));
  }

  @Override
  protected Storage secondView(Storage storage) {
    return newStorage();
  }

  @AfterEach
  void leavesNoFilesBesideItsObjects() throws IOException {
    if (Files.exists(folder.resolve("storage"))) {
      try (Stream<Path> files = Files.list(folder.resolve("storage"))) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .noneMatch(name -> name.startsWith(".cognito-backup-"));
      }
    }
  }
}
