package io.github.cognitobackup.storage;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A place where objects of bytes live under keys: a folder, a bucket.
 *
 * <p>A key is a relative path of one or more segments divided by {@code /}; {@link StorageKeys} has
 * the rules. Nothing is ever overwritten, and nothing is visible before {@link
 * ObjectWriter#commit()}. Implementations are thread-safe; whether they keep these promises is
 * tested by {@code StorageContract} of the testkit.
 */
public interface Storage {

  /**
   * Begins an object.
   *
   * @param key where it is to live
   * @return a writer, which the caller commits or closes
   * @throws io.github.cognitobackup.error.ArchiveExistsException when the key is taken (at the
   *     latest {@link ObjectWriter#commit()} says so)
   * @throws io.github.cognitobackup.error.StorageUnavailableException when the storage refuses
   */
  ObjectWriter create(String key);

  /**
   * Opens an object for reading, pinned to the version that exists now.
   *
   * @param key where it lives
   * @return the object, which the caller closes
   * @throws io.github.cognitobackup.error.ArchiveNotFoundException when there is none
   * @throws io.github.cognitobackup.error.StorageUnavailableException when the storage refuses
   */
  StoredObject open(String key);

  /**
   * Lists the objects whose keys begin with a prefix, lazily and in the order of the keys' UTF-8
   * bytes. Objects committed or deleted meanwhile may be listed or not.
   *
   * @param prefix the beginning of the keys, which may end inside a segment; empty for all
   * @return a stream, which the caller closes
   * @throws io.github.cognitobackup.error.StorageUnavailableException when the storage refuses
   *     (also from the stream's own operations)
   */
  Stream<ObjectInfo> list(String prefix);

  /**
   * Looks an object up.
   *
   * @param key where it lives
   * @return what is known of it, or empty when there is none
   * @throws io.github.cognitobackup.error.StorageUnavailableException when the storage refuses
   */
  Optional<ObjectInfo> stat(String key);

  /**
   * Deletes an object. That there is none is not an error.
   *
   * @param key where it lives
   * @throws io.github.cognitobackup.error.ObjectLockedException when the storage keeps it immutable
   *     and refuses for that
   * @throws io.github.cognitobackup.error.StorageUnavailableException when the storage refuses
   */
  void delete(String key);

  /**
   * Returns until when the storage itself keeps the object from being removed or changed, by
   * whomever (S3 Object Lock). To delete it before may fail, or hide it and free no room.
   *
   * @param key where it lives
   * @return the end of the lock, {@link Instant#MAX} for one without an end; empty when there is no
   *     lock in force, none that the caller may see, or no object
   * @throws io.github.cognitobackup.error.StorageUnavailableException when the storage refuses
   */
  default Optional<Instant> lockedUntil(String key) {
    return Optional.empty();
  }
}
