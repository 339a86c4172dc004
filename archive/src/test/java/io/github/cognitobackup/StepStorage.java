package io.github.cognitobackup;

import io.github.cognitobackup.storage.ForwardingStorage;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.OutputStream;
import java.util.Optional;
import java.util.stream.Stream;

/** A storage that tells a test of each call before it is made. */
abstract class StepStorage extends ForwardingStorage {

  StepStorage(Storage storage) {
    super(storage);
  }

  /** A call that changes nothing is about to be made; what this throws comes in its place. */
  void look() {}

  /** Makes a change, or not. */
  void change(Runnable change) {
    look();
    change.run();
  }

  @Override
  public ObjectWriter create(String key) {
    look();
    ObjectWriter writer = super.create(key);
    return new ObjectWriter() {
      @Override
      public OutputStream stream() {
        return writer.stream();
      }

      @Override
      public void commit() {
        change(writer::commit);
      }

      @Override
      public void close() {
        writer.close();
      }
    };
  }

  @Override
  public StoredObject open(String key) {
    look();
    return super.open(key);
  }

  @Override
  public Stream<ObjectInfo> list(String prefix) {
    look();
    return super.list(prefix);
  }

  @Override
  public Optional<ObjectInfo> stat(String key) {
    look();
    return super.stat(key);
  }

  @Override
  public void delete(String key) {
    change(() -> super.delete(key));
  }
}
