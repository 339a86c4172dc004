package io.github.cognitobackup.transfer;

import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StorageKeys;
import java.time.Instant;
import java.util.stream.Stream;

/** Which archives of a storage are meant. Immutable. */
public final class Selection {

  private final String text;
  private final boolean named;

  private Selection(String text, boolean named) {
    this.text = text;
    this.named = named;
  }

  /**
   * Means every archive.
   *
   * @return the selection
   */
  public static Selection all() {
    return new Selection("", false);
  }

  /**
   * Means the archives of one pool.
   *
   * @param userPoolId its id
   * @return the selection
   * @throws IllegalArgumentException when it is no id of a pool
   */
  public static Selection pool(String userPoolId) {
    return new Selection(
        new ArchiveKey(userPoolId, Instant.EPOCH, 1, false).userPoolId() + '/', false);
  }

  /**
   * Means one archive.
   *
   * @param key its key
   * @return the selection
   * @throws IllegalArgumentException when it can be no key
   */
  public static Selection key(String key) {
    return new Selection(StorageKeys.check(key), true);
  }

  /** Whether the caller has named the one object that is meant, whatever it is. */
  boolean isNamed() {
    return named;
  }

  /** The keys of all objects that may be meant; to be closed. */
  Stream<String> keys(Storage storage) {
    return named ? Stream.of(text) : storage.list(text).map(ObjectInfo::key);
  }

  /**
   * Returns the key, the pool or that all are meant.
   *
   * @return for a person
   */
  @Override
  public String toString() {
    return text.isEmpty() ? "all" : text;
  }
}
