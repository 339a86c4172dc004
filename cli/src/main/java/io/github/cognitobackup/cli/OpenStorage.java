package io.github.cognitobackup.cli;

import io.github.cognitobackup.storage.Storage;

/**
 * A storage, and what must be closed after it was used.
 *
 * @param storage the storage
 * @param client closes what it calls with
 */
record OpenStorage(Storage storage, Runnable client) implements AutoCloseable {

  /** A storage that holds nothing. */
  static OpenStorage of(Storage storage) {
    return new OpenStorage(storage, () -> {});
  }

  @Override
  public void close() {
    client.run();
  }
}
