package io.github.cognitobackup.testkit;

import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.Storage;
import org.junit.jupiter.api.AfterEach;

class InMemoryStorageTest extends StorageContract {

  private final InMemoryStorage memory = new InMemoryStorage();

  @Override
  protected Storage newStorage() {
    return memory;
  }

  @AfterEach
  void everythingWasClosed() {
    memory.checkNothingOpen();
  }
}
