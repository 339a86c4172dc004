package io.github.cognitobackup.storage;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Hands every call on to another storage; the base of decorators that log, count, limit or fail.
 *
 * <pre>{@code
 * final class ReadOnly extends ForwardingStorage {
 *   ReadOnly(Storage delegate) {
 *     super(delegate);
 *   }
 *
 *   @Override
 *   public ObjectWriter create(String key) {
 *     throw new StorageUnavailableException(false, "this storage is read-only", null);
 *   }
 * }
 * }</pre>
 */
public abstract class ForwardingStorage implements Storage {

  private final Storage delegate;

  /**
   * Creates the decorator.
   *
   * @param delegate takes the calls
   */
  protected ForwardingStorage(Storage delegate) {
    this.delegate = delegate;
  }

  /**
   * Returns the storage beneath.
   *
   * @return the storage that takes the calls
   */
  protected final Storage delegate() {
    return delegate;
  }

  @Override
  public ObjectWriter create(String key) {
    return delegate.create(key);
  }

  @Override
  public StoredObject open(String key) {
    return delegate.open(key);
  }

  @Override
  public Stream<ObjectInfo> list(String prefix) {
    return delegate.list(prefix);
  }

  @Override
  public Optional<ObjectInfo> stat(String key) {
    return delegate.stat(key);
  }

  @Override
  public void delete(String key) {
    delegate.delete(key);
  }

  @Override
  public Optional<Instant> lockedUntil(String key) {
    return delegate.lockedUntil(key);
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "[" + delegate + "]";
  }
}
