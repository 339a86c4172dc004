package io.github.cognitobackup.testkit;

import io.github.cognitobackup.storage.ForwardingStorage;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import io.github.cognitobackup.testkit.Fault.Point;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A storage that fails where it is told to, to see what the code above makes of it.
 *
 * <pre>{@code
 * FaultyStorage storage =
 *     new FaultyStorage(new InMemoryStorage(), Fault.on(Fault.Point.COMMIT).call(1).afterEffect());
 * assertThrows(StorageUnavailableException.class, () -> codeUnderTest(storage));
 * assertEquals(1, storage.failures());
 * }</pre>
 *
 * <p>Without faults it does what the storage beneath it does. A fault counts its own matching
 * calls, whichever thread makes them. Thread-safe.
 */
public final class FaultyStorage extends ForwardingStorage {

  private record Armed(Fault fault, AtomicLong calls) {

    boolean concerns(Point point, String key) {
      return fault.point() == point && fault.keys().test(key);
    }

    /** Counts a call and tells whether it is one of those that fail. */
    boolean strikes() {
      long call = calls.incrementAndGet();
      return call >= fault.firstCall() && call - fault.firstCall() < fault.times();
    }
  }

  private final List<Armed> faults;
  private final AtomicLong failures = new AtomicLong();

  /**
   * Creates the decorator.
   *
   * @param delegate does the work
   * @param faults what fails; the first that strikes decides
   */
  public FaultyStorage(Storage delegate, Fault... faults) {
    super(delegate);
    this.faults = Arrays.stream(faults).map(fault -> new Armed(fault, new AtomicLong())).toList();
  }

  /**
   * Returns how many calls were made to fail, so that a test can see that its faults struck.
   *
   * @return the number of injected failures so far
   */
  public long failures() {
    return failures.get();
  }

  /** The fault that strikes a call; {@code end} is the stream's position after it. */
  private Optional<Fault> struck(Point point, String key, long end) {
    return faults.stream()
        .filter(armed -> armed.concerns(point, key) && end > armed.fault().bytes())
        .filter(Armed::strikes)
        .findFirst()
        .map(Armed::fault);
  }

  private RuntimeException failure(Fault fault) {
    failures.incrementAndGet();
    return fault.error().get();
  }

  private void failIfStruck(Point point, String key) {
    Optional<Fault> fault = struck(point, key, Long.MAX_VALUE);
    if (fault.isPresent()) {
      throw failure(fault.get());
    }
  }

  private void run(Point point, String key, Runnable effect) {
    Optional<Fault> fault = struck(point, key, Long.MAX_VALUE);
    if (fault.isEmpty() || fault.get().takesEffect()) {
      effect.run();
    }
    if (fault.isPresent()) {
      throw failure(fault.get());
    }
  }

  @Override
  public ObjectWriter create(String key) {
    failIfStruck(Point.CREATE, key);
    return new Writer(key, super.create(key));
  }

  @Override
  public StoredObject open(String key) {
    failIfStruck(Point.OPEN, key);
    return new Opened(this, super.open(key));
  }

  @Override
  public Stream<ObjectInfo> list(String prefix) {
    failIfStruck(Point.LIST, prefix);
    return super.list(prefix);
  }

  @Override
  public Optional<ObjectInfo> stat(String key) {
    failIfStruck(Point.STAT, key);
    return super.stat(key);
  }

  @Override
  public void delete(String key) {
    run(Point.DELETE, key, () -> super.delete(key));
  }

  private final class Writer implements ObjectWriter {

    private final String key;
    private final ObjectWriter writer;
    private final OutputStream stream;

    Writer(String key, ObjectWriter writer) {
      this.key = key;
      this.writer = writer;
      this.stream = new FaultyOutput(key, writer.stream());
    }

    @Override
    public OutputStream stream() {
      return stream;
    }

    @Override
    public void commit() {
      run(Point.COMMIT, key, writer::commit);
    }

    @Override
    public void close() {
      writer.close();
    }
  }

  private record Opened(FaultyStorage storage, StoredObject object) implements StoredObject {

    @Override
    public ObjectInfo info() {
      return object.info();
    }

    @Override
    public InputStream openStream() throws IOException {
      return storage.new FaultyInput(object.info().key(), object.openStream());
    }

    @Override
    public void close() {
      object.close();
    }
  }

  private final class FaultyOutput extends FilterOutputStream {

    private final String key;
    private long position;

    FaultyOutput(String key, OutputStream out) {
      super(out);
      this.key = key;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      Optional<Fault> fault = struck(Point.WRITE, key, position + length);
      long left = fault.map(Fault::bytes).orElse(Long.MAX_VALUE) - position;
      boolean whole = fault.isEmpty() || fault.get().takesEffect();
      int passing = whole ? length : (int) Math.max(0, Math.min(length, left));
      out.write(bytes, offset, passing);
      position += passing;
      if (fault.isPresent()) {
        throw failure(fault.get());
      }
    }
  }

  private final class FaultyInput extends FilterInputStream {

    private final String key;
    private long position;

    FaultyInput(String key, InputStream in) {
      super(in);
      this.key = key;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      // up to the nearest fault first: the reader is to see all that comes before it
      long passing =
          faults.stream()
              .filter(armed -> armed.concerns(Point.READ, key))
              .mapToLong(armed -> armed.fault().bytes() - position)
              .filter(left -> left > 0)
              .reduce(length, Math::min);
      Optional<Fault> fault = struck(Point.READ, key, position + passing);
      if (fault.isPresent()) {
        throw failure(fault.get());
      }
      int count = in.read(bytes, offset, (int) passing);
      position += Math.max(0, count);
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      return readNBytes((int) Math.min(count, 1 << 16)).length;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
