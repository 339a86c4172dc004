package io.github.cognitobackup.storage;

import io.github.cognitobackup.error.StorageUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** An object in the making. Not thread-safe. */
public interface ObjectWriter extends AutoCloseable {

  /**
   * Returns the stream that takes the object's bytes. Closing it neither commits nor abandons.
   * Where the storage fails it throws {@link
   * io.github.cognitobackup.error.StorageUnavailableException}; a write after the commit or the
   * close is an {@link IllegalStateException}.
   *
   * @return always the same stream
   */
  OutputStream stream();

  /**
   * Appends the bytes of another object, from a position to its end. Bytes may be written to the
   * stream before and after. A storage that can do it without carrying the bytes through this
   * process does so.
   *
   * @param source the object, pinned to its version; it stays the caller's to close
   * @param position how many bytes of the source are left out at its beginning
   * @throws io.github.cognitobackup.error.StorageUnavailableException when either storage fails, or
   *     the source ends before the position
   */
  default void append(StoredObject source, long position) {
    try (InputStream bytes = source.openStream()) {
      bytes.skipNBytes(position);
      bytes.transferTo(stream());
    } catch (IOException e) {
      throw new StorageUnavailableException(
          true, "cannot copy \"" + source.info().key() + "\": " + e.getMessage(), e);
    }
  }

  /**
   * Returns whether {@link #append} lets the storage itself take over bytes of an object. Nobody in
   * this process sees those, so that their digest cannot be told.
   *
   * @param source the object
   * @return false where every byte comes through this process; also after an append for which they
   *     did all the same
   */
  default boolean canCopy(StoredObject source) {
    return false;
  }

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
