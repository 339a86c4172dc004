package io.github.cognitobackup.internal.digest;

import io.github.cognitobackup.internal.format.BulkInput;
import io.github.cognitobackup.storage.ForwardingStorage;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Digests objects while they are written, or read from beginning to end, so that nobody needs to
 * read them once more for it.
 */
public final class DigestingStorage extends ForwardingStorage {

  private final Map<String, ObjectDigest> digests = new ConcurrentHashMap<>();

  /** Decorates a storage. */
  public DigestingStorage(Storage bytes) {
    super(bytes);
  }

  /** The digest of an object that was written or read whole since; else reads it now. */
  public ObjectDigest digest(String key) {
    ObjectDigest known = digests.get(key);
    if (known != null) {
      return known;
    }
    try (StoredObject object = delegate().open(key)) {
      return ObjectDigest.of(object);
    }
  }

  /** The digest of an object that was written or read whole since. */
  public Optional<ObjectDigest> known(String key) {
    return Optional.ofNullable(digests.get(key));
  }

  @Override
  public ObjectWriter create(String key) {
    return new Writer(key, super.create(key));
  }

  @Override
  public StoredObject open(String key) {
    return new Opened(super.open(key));
  }

  private final class Writer implements ObjectWriter {

    private final String key;
    private final ObjectWriter writer;
    private final OutputStream stream;
    private final ObjectDigest.Running running = new ObjectDigest.Running();

    Writer(String key, ObjectWriter writer) {
      this.key = key;
      this.writer = writer;
      OutputStream beneath = writer.stream();
      this.stream =
          new OutputStream() {
            @Override
            public void write(int b) throws IOException {
              write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
              beneath.write(bytes, offset, length);
              running.update(bytes, offset, length);
            }

            @Override
            public void flush() throws IOException {
              beneath.flush();
            }
          };
    }

    @Override
    public OutputStream stream() {
      return stream;
    }

    @Override
    public void commit() {
      writer.commit();
      digests.put(key, running.finish());
    }

    @Override
    public void close() {
      writer.close();
    }
  }

  private final class Opened implements StoredObject {

    private final StoredObject object;

    Opened(StoredObject object) {
      this.object = object;
    }

    @Override
    public ObjectInfo info() {
      return object.info();
    }

    @Override
    public InputStream openStream() throws IOException {
      InputStream stream = object.openStream();
      return digests.containsKey(info().key()) ? stream : new Digested(stream, info());
    }

    @Override
    public void close() {
      object.close();
    }
  }

  /** Knows the digest once the last byte of the object has passed. */
  private final class Digested extends BulkInput {

    private final InputStream stream;
    private final ObjectInfo info;
    private final ObjectDigest.Running running = new ObjectDigest.Running();

    Digested(InputStream stream, ObjectInfo info) {
      this.stream = stream;
      this.info = info;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = stream.read(bytes, offset, length);
      if (n > 0) {
        running.update(bytes, offset, n);
        if (running.size() == info.size()) {
          digests.putIfAbsent(info.key(), running.finish());
        }
      }
      return n;
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
