package io.github.cognitobackup.testkit;

import io.github.cognitobackup.storage.ForwardingStorage;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.Storage;

class ForwardingStorageTest extends StorageContract {

  @Override
  protected Storage newStorage() {
    return new ForwardingStorage(new InMemoryStorage()) {};
  }
}
