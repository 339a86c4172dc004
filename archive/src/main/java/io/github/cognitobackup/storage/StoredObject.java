package io.github.cognitobackup.storage;

import io.github.cognitobackup.crypto.ReopenableSource;

/**
 * An object opened for reading. Its streams all give the bytes of the version that was opened; when
 * the object was replaced or changed meanwhile, they fail with {@link
 * io.github.cognitobackup.error.StorageUnavailableException} instead. Thread-safe, its streams are
 * not.
 */
public interface StoredObject extends ReopenableSource, AutoCloseable {

  /**
   * Returns what is known of the object.
   *
   * @return as of the opening
   */
  ObjectInfo info();

  /** Lets go of what the object holds. May be called again. */
  @Override
  void close();
}
