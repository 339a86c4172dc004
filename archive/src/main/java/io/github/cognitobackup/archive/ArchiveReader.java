package io.github.cognitobackup.archive;

import io.github.cognitobackup.archive.Layout.Kind;
import io.github.cognitobackup.archive.Verification.Verified;
import io.github.cognitobackup.crypto.ReopenableSource;
import io.github.cognitobackup.internal.format.Extraction;
import io.github.cognitobackup.internal.format.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads an archive of which everything was checked before anything of it is given away.
 *
 * <pre>{@code
 * ArchiveReader reader = ArchiveReader.open(() -> Files.newInputStream(file), ReadLimits.defaults());
 * try (Stream<ArchivedUser> users = reader.users()) {
 *   users.forEach(user -> System.out.println(user.line()));
 * }
 * }</pre>
 *
 * <p>Each stream reads the archive anew from its beginning, holds one entry in memory, and is to be
 * closed by the caller. Before anything of an entry is given away, its digest is compared with the
 * one that was verified: bytes that changed in between are refused. A stream is used by one thread;
 * the reader itself is immutable, and several streams may be open at once.
 *
 * <p>It cannot repair: there is no way to read a damaged archive in part.
 *
 * <p>All reading methods, and the streams while they are consumed, throw {@link
 * io.github.cognitobackup.error.ArchiveCorruptException} for what breaks the rules of the format
 * and {@link io.github.cognitobackup.error.StorageUnavailableException} when the source fails.
 */
public final class ArchiveReader implements Snapshot {

  private final ReopenableSource source;
  private final ReadLimits limits;
  private final Verified verified;

  private ArchiveReader(ReopenableSource source, ReadLimits limits, Verified verified) {
    this.source = source;
    this.limits = limits;
    this.verified = verified;
  }

  /**
   * Reads a whole archive and checks it: layout, every document and line, digests, counts and that
   * nothing is missing or appended.
   *
   * @param source the bytes of the {@code tar.gz}; opened now and again for each stream
   * @param limits how much the archive may ask for
   * @return a reader of the sound archive
   * @throws io.github.cognitobackup.error.ArchiveCorruptException when anything is wrong
   * @throws io.github.cognitobackup.error.UnsupportedArchiveException when the archive is of
   *     another major version
   * @throws io.github.cognitobackup.error.StorageUnavailableException when the source fails
   */
  public static ArchiveReader open(ReopenableSource source, ReadLimits limits) {
    return new ArchiveReader(source, limits, Verification.run(source, limits));
  }

  /**
   * Returns what the archive says of itself first.
   *
   * @return {@code archive.json}
   */
  @Override
  public ArchiveHeader header() {
    return verified.header();
  }

  /**
   * Returns what the archive says of itself last.
   *
   * @return {@code manifest.json}
   */
  @Override
  public Manifest manifest() {
    return verified.manifest();
  }

  /**
   * Names what a newer minor version of the format added and this library does not know: entries by
   * their path, members by {@code entry#member}.
   *
   * @return empty unless the archive is of a newer minor version
   */
  @Override
  public List<String> unknown() {
    return verified.unknown();
  }

  /**
   * Returns whether the archive begins with the constant by which a sealed one commits to its key,
   * so that no other key opens it. Archives since format 1.1 do.
   *
   * @return false for an archive of format 1.0
   */
  public boolean committed() {
    return verified.committed();
  }

  @Override
  public List<String> notProven() {
    return List.of();
  }

  /**
   * Reads the resources.
   *
   * @return in the order of the archive; to be closed
   */
  @Override
  public Stream<ArchivedResource> resources() {
    EntryStream entries = entries(Kind.RESOURCE);
    Json json = new Json(limits.maxDepth(), limits.maxEntryBytes());
    return stream(
        entries,
        new Iterator<>() {
          private @Nullable TarEntry entry;

          @Override
          public boolean hasNext() {
            if (entry == null) {
              entry = entries.next();
            }
            return entry != null;
          }

          @Override
          public ArchivedResource next() {
            if (!hasNext() || entry == null) {
              throw new NoSuchElementException();
            }
            String name = entry.name();
            Layout.Place place = entries.place();
            ArchivedResource resource =
                new ArchivedResource(
                    String.valueOf(place.type()),
                    name,
                    json.read(entry.bytes(), 0, entry.size(), name));
            entry = null;
            return resource;
          }
        });
  }

  /**
   * Reads the users.
   *
   * @return in the order of the archive; to be closed
   */
  @Override
  public Stream<ArchivedUser> users() {
    Json json = new Json(limits.maxDepth(), limits.maxEntryBytes());
    return lines(
        Kind.USERS,
        (bytes, line, number) ->
            new ArchivedUser(number, json.read(bytes, line.start(), line.length(), line.where())));
  }

  /**
   * Reads the memberships.
   *
   * @return in the order of the archive; to be closed
   */
  @Override
  public Stream<Membership> memberships() {
    Json json = new Json(limits.maxDepth(), limits.maxEntryBytes());
    return lines(Kind.MEMBERSHIPS, (bytes, line, number) -> MembershipLine.read(json, bytes, line));
  }

  @Override
  public void extractTo(Path directory) throws IOException {
    try (EntryStream entries = new EntryStream(source, limits, verified.entries(), kind -> true)) {
      Extraction.to(directory, sink -> write(entries, sink));
    }
  }

  private static void write(EntryStream entries, Extraction.Sink sink) throws IOException {
    for (TarEntry entry = entries.next(); entry != null; entry = entries.next()) {
      sink.write(entry.name(), new ByteArrayInputStream(entry.bytes(), 0, entry.size()));
    }
  }

  private <T> Stream<T> lines(Kind kind, LineStream.Format<T> format) {
    EntryStream entries = entries(kind);
    return stream(entries, new LineStream<>(entries, limits, format));
  }

  private EntryStream entries(Kind kind) {
    return new EntryStream(source, limits, verified.entries(), found -> found == kind);
  }

  private static <T> Stream<T> stream(EntryStream entries, Iterator<T> iterator) {
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, traits), false)
        .onClose(entries::close);
  }
}
