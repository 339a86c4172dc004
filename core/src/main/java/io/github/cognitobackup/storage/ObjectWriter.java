package io.github.cognitobackup.storage;

import java.io.OutputStream;

/** An object in the making. Not thread-safe. */
public interface ObjectWriter extends AutoCloseable {

  /**
   * Gives the stream that takes the object's bytes. Closing it neither commits nor abandons. Where
   * the storage fails it throws {@link io.github.cognitobackup.error.StorageUnavailableException};
   * a write after the commit or the close is an {@link IllegalStateException}.
   *
   * @return always the same stream
   */
  OutputStream stream();

  /**
   * Publishes the object: from here on it is listed and can be opened, whole, also after a crash of
   * the machine.
   *
   * @throws io.github.cognitobackup.error.ArchiveExistsException when the key was taken meanwhile
   * @throws io.github.cognitobackup.error.StorageUnavailableException when the storage refuses;
   *     nothing was published, unless the message says that this could not be found out
   * @throws IllegalStateException when the writer was committed or closed before, or a write failed
   */
  void commit();

  /** Abandons the object unless it was committed; nothing of it stays. May be called again. */
  @Override
  void close();
}
