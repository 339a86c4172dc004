package io.github.cognitobackup.storage;

import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.error.PrintableText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * A storage in the heap, for tests. It is strict: it passes the same contract as the real ones, and
 * {@link #checkNothingOpen()} tells of writers and objects that nobody closed.
 *
 * <pre>{@code
 * InMemoryStorage storage = new InMemoryStorage();
 * codeUnderTest(storage);
 * storage.checkNothingOpen();
 * }</pre>
 *
 * <p>Thread-safe. It cannot hold an object of 2 GiB or more, and the heap is its only limit.
 */
public final class InMemoryStorage implements Storage {

  private final Clock clock;
  private final ConcurrentSkipListMap<String, Committed> objects =
      new ConcurrentSkipListMap<>(StorageKeys.ORDER);
  private final Map<AutoCloseable, String> open = new ConcurrentHashMap<>();

  /** Creates an empty storage under the system's clock. */
  public InMemoryStorage() {
    this(Clock.systemUTC());
  }

  /**
   * Creates an empty storage.
   *
   * @param clock tells when an object was committed
   */
  public InMemoryStorage(Clock clock) {
    this.clock = clock;
  }

  @Override
  public ObjectWriter create(String key) {
    if (objects.containsKey(StorageKeys.check(key))) {
      throw exists(key);
    }
    Writer writer = new Writer(key);
    open.put(writer, "writer of " + key);
    return writer;
  }

  @Override
  public StoredObject open(String key) {
    Committed object = objects.get(StorageKeys.check(key));
    if (object == null) {
      throw new ArchiveNotFoundException(
          key, "no object \"" + key + "\" in memory; list() shows the archives", null);
    }
    Opened opened = new Opened(object);
    open.put(opened, "opened " + key);
    return opened;
  }

  @Override
  public Stream<ObjectInfo> list(String prefix) {
    StorageKeys.checkPrefix(prefix);
    return objects.tailMap(prefix).values().stream()
        .map(object -> object.info)
        .takeWhile(info -> info.key().startsWith(prefix));
  }

  @Override
  public Optional<ObjectInfo> stat(String key) {
    return Optional.ofNullable(objects.get(StorageKeys.check(key))).map(object -> object.info);
  }

  @Override
  public void delete(String key) {
    objects.remove(StorageKeys.check(key));
  }

  /**
   * Checks that every writer and every opened object was closed again.
   *
   * @throws IllegalStateException when some were not; the message names their keys
   */
  public void checkNothingOpen() {
    Set<String> left = Set.copyOf(open.values());
    if (!left.isEmpty()) {
      throw new IllegalStateException("not closed: " + left.stream().sorted().toList());
    }
  }

  @Override
  public String toString() {
    return "InMemoryStorage[" + objects.size() + " objects]";
  }

  private static ArchiveExistsException exists(String key) {
    return new ArchiveExistsException(
        key, "an object \"" + key + "\" is already in memory; choose another key", null);
  }

  private static final class Committed {

    private final ObjectInfo info;
    private final byte[] content;

    Committed(ObjectInfo info, byte[] content) {
      this.info = info;
      this.content = content;
    }
  }

  private final class Writer extends AbstractObjectWriter {

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    Writer(String key) {
      super(key);
    }

    @Override
    protected void write(byte[] bytes, int offset, int length) {
      content.write(bytes, offset, length);
    }

    @Override
    protected void publish() {
      byte[] bytes = content.toByteArray();
      ObjectInfo info = new ObjectInfo(key(), bytes.length, clock.instant());
      if (objects.putIfAbsent(key(), new Committed(info, bytes)) != null) {
        throw exists(key());
      }
    }

    @Override
    protected void release() {
      open.remove(this);
    }
  }

  private final class Opened implements StoredObject {

    private final Committed object;
    private volatile boolean closed;

    Opened(Committed object) {
      this.object = object;
    }

    @Override
    public ObjectInfo info() {
      return object.info;
    }

    @Override
    public InputStream openStream() {
      if (closed) {
        throw new IllegalStateException(
            "\"" + PrintableText.of(object.info.key()) + "\" was already closed");
      }
      return new ByteArrayInputStream(object.content);
    }

    @Override
    public void close() {
      closed = true;
      open.remove(this);
    }
  }
}
