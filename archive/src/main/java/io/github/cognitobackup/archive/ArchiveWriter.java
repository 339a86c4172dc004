package io.github.cognitobackup.archive;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.archive.EntryWriter.Content;
import io.github.cognitobackup.archive.Layout.Kind;
import io.github.cognitobackup.internal.format.Json;
import java.io.Closeable;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Writes one snapshot as a {@code tar.gz}: resources first, then users and memberships in any
 * order, and the manifest.
 *
 * <pre>{@code
 * try (ArchiveWriter writer = ArchiveWriter.to(out, header)) {
 *   writer.resource("user-pool", settings);
 *   writer.resource("clients", clientId, client);
 *   writer.user(alice);
 *   writer.membership("admins", "alice");
 *   Manifest manifest = writer.finish();
 * }
 * }</pre>
 *
 * <p>Thread-safe: users and memberships may be added by several threads at once, which then
 * compress in parallel; whoever fills a part compresses and writes it before the call returns. At
 * most a few parts are in memory, however many users and threads there are.
 *
 * <p>What was written is an archive only after {@link #finish()}; without it every reader refuses
 * it as cut short. The stream is the caller's: it is neither flushed nor closed.
 *
 * <p>All methods throw {@link io.github.cognitobackup.error.StorageUnavailableException} when the
 * stream fails, and {@link IllegalStateException} after that, after {@link #finish()} or after
 * {@link #close()}.
 */
public final class ArchiveWriter implements Closeable {

  /** Parts compressed at the same time: a fixed number, so that the heap is the same everywhere. */
  private static final int PARALLEL = 2;

  private final ArchiveHeader header;
  private final WriteOptions options;
  private final Lines users;
  private final Lines memberships;
  private final Semaphore compressing = new Semaphore(PARALLEL);

  /** Guards all below; never held while something is compressed, except for small documents. */
  private final Object output = new Object();

  private final EntryWriter entries;
  private final Map<String, Long> resources = new TreeMap<>();
  private final List<Manifest.Gap> gaps = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private volatile boolean partsBegun;
  private volatile boolean closed;

  private ArchiveWriter(OutputStream out, ArchiveHeader header, WriteOptions options) {
    this.header = header;
    this.options = options;
    users = new Lines(Kind.USERS);
    memberships = new Lines(Kind.MEMBERSHIPS);
    entries = new EntryWriter(out, options.gzipLevel(), header.poolId(), header.start());
    entries.write(Layout.HEADER, content(HeaderDocument.write(header)));
  }

  /**
   * Begins an archive with the usual options.
   *
   * @param out takes the archive
   * @param header the first document
   * @return the writer
   */
  public static ArchiveWriter to(OutputStream out, ArchiveHeader header) {
    return to(out, header, WriteOptions.defaults());
  }

  /**
   * Begins an archive.
   *
   * @param out takes the archive
   * @param header the first document, of the current format
   * @param options how to write
   * @return the writer
   * @throws IllegalArgumentException when the header is of another format
   */
  public static ArchiveWriter to(OutputStream out, ArchiveHeader header, WriteOptions options) {
    if (!header.formatVersion().equals(ArchiveHeader.FORMAT_VERSION)) {
      throw new IllegalArgumentException(
          "Only format " + ArchiveHeader.FORMAT_VERSION + " is written");
    }
    return new ArchiveWriter(out, header, options);
  }

  /**
   * Writes the document of which a pool has one only.
   *
   * @param name what it is, such as {@code user-pool}: lower-case letters, digits and hyphens
   * @param document a JSON object
   * @throws IllegalArgumentException when the name is no such name or was written before
   */
  public void resource(String name, JsonNode document) {
    document(name, Layout.document(header.poolId(), name), document);
  }

  /**
   * Writes the document of one of many resources of a type.
   *
   * @param type the type, such as {@code clients}: lower-case letters, digits and hyphens
   * @param id the identifier within the type, well-formed Unicode of any characters; the file name
   *     is made of it, but a reader believes the document alone, which must hold it too
   * @param document a JSON object
   * @throws IllegalArgumentException when the type is no such name or the identifier was written
   *     before
   */
  public void resource(String type, String id, JsonNode document) {
    document(type, Layout.resource(header.poolId(), type, id), document);
  }

  /**
   * Adds a user.
   *
   * @param document a JSON object
   */
  public void user(JsonNode document) {
    users.add(Json.line(document));
  }

  /**
   * Adds a membership.
   *
   * @param group the name of the group
   * @param username the name of the user
   */
  public void membership(String group, String username) {
    memberships.add(Json.line(Json.newObject().put("group", group).put("username", username)));
  }

  /**
   * Notes that something could not be read, which makes the outcome {@link Outcome#PARTIAL}.
   *
   * @param resource what is missing
   * @param reason why, without data of users
   */
  public void gap(String resource, String reason) {
    synchronized (output) {
      requireOpen();
      gaps.add(new Manifest.Gap(resource, reason));
    }
  }

  /**
   * Notes that something was left out on purpose, which does not change the outcome.
   *
   * @param what what is missing, such as {@code clients/abc: ClientSecret}, without data of users
   */
  public void leftOut(String what) {
    synchronized (output) {
      requireOpen();
      leftOut.add(Objects.requireNonNull(what, "what"));
    }
  }

  /**
   * Writes what is left and the manifest. To be called once, after every other call has returned.
   *
   * @return what the archive holds
   */
  public Manifest finish() {
    users.flush();
    memberships.flush();
    synchronized (output) {
      requireOpen();
      if (compressing.availablePermits() < PARALLEL) {
        throw new IllegalStateException("finish() was called while users were still being added");
      }
      Manifest manifest =
          new Manifest(
              options.clock().instant(),
              Manifest.outcomeOf(gaps),
              new Manifest.Counts(users.written, memberships.written, resources),
              entries.entries(),
              gaps,
              leftOut);
      entries.write(Layout.MANIFEST, content(ManifestDocument.write(manifest)));
      entries.end();
      closed = true;
      return manifest;
    }
  }

  /** Lets go of the memory. Without {@link #finish()} before, what was written is no archive. */
  @Override
  public void close() {
    synchronized (output) {
      closed = true;
    }
  }

  private void document(String type, String path, JsonNode document) {
    Content content = content(Json.document(document));
    synchronized (output) {
      requireOpen();
      if (partsBegun) {
        throw new IllegalStateException("Resources come before users and memberships: " + path);
      }
      entries.write(path, content);
      resources.merge(type, 1L, Long::sum);
    }
  }

  private Content content(byte[] document) {
    int limit = ReadLimits.defaults().maxEntryBytes();
    if (document.length > limit) {
      throw new IllegalArgumentException("A document must not be larger than " + limit + " bytes");
    }
    return Content.of(document, document.length, options.gzipLevel());
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The archive is finished or closed");
    }
  }

  /**
   * The parts of one kind. Whoever waits to compress holds the lock of these lines, so whoever
   * compresses must do without it.
   */
  private final class Lines {

    private final Kind kind;
    private Part current = new Part(options.bytesPerPart());
    private final Queue<Part> spare = new ConcurrentLinkedQueue<>();
    private int parts;
    private long written;

    Lines(Kind kind) {
      this.kind = kind;
    }

    void add(byte[] line) {
      int limit = ReadLimits.defaults().maxLineBytes();
      if (line.length > limit) {
        throw new IllegalArgumentException("A line must not be longer than " + limit + " bytes");
      }
      Part full = null;
      synchronized (this) {
        requireOpen();
        partsBegun = true;
        if (!current.hasRoomFor(line, options.linesPerPart())) {
          full = take();
        }
        current.add(line);
      }
      if (full != null) {
        write(full);
      }
    }

    void flush() {
      Part rest;
      synchronized (this) {
        rest = current.lines() > 0 ? take() : null;
      }
      if (rest != null) {
        write(rest);
      }
    }

    /**
     * Waits while enough parts are being compressed, and with it everyone who would add to them.
     */
    private synchronized Part take() {
      compressing.acquireUninterruptibly();
      Part full = current;
      Part empty = spare.poll();
      current = empty == null ? new Part(options.bytesPerPart()) : empty;
      return full;
    }

    private void write(Part part) {
      try {
        Content content = Content.of(part.bytes(), part.size(), options.gzipLevel());
        synchronized (output) {
          requireOpen();
          entries.write(Layout.part(header.poolId(), kind, ++parts), content);
          written += part.lines();
        }
        part.clear();
        spare.add(part);
      } finally {
        compressing.release();
      }
    }
  }
}
