package io.github.cognitobackup.archive;

import io.github.cognitobackup.error.StorageUnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts entries into a tar.gz. The caller compresses the content beforehand, in its own thread; what
 * remains here is small. Not thread-safe.
 */
final class EntryWriter {

  private final OutputStream out;
  private final int level;
  private final long mtime;
  private final List<Manifest.Entry> entries = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private boolean failed;

  EntryWriter(OutputStream out, int level, Instant mtime) {
    this.out = out;
    this.level = level;
    this.mtime = mtime.getEpochSecond();
  }

  /** Content that is ready to become an entry. */
  record Content(int size, String sha256, Gzip.Member compressed) {

    static Content of(byte[] bytes, int size, int level) {
      int padding = new TarHeader("", size).padding();
      return new Content(
          size, Digests.sha256(bytes, size), Gzip.member(bytes, size, padding, level));
    }
  }

  void write(String name, Content content) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("The archive already holds " + name);
    }
    byte[] header = new TarHeader(name, content.size()).toBytes(mtime);
    send(Gzip.member(header, header.length, 0, level));
    send(content.compressed());
    entries.add(new Manifest.Entry(name, content.size(), content.sha256()));
  }

  void end() {
    send(Gzip.member(new byte[0], 0, 2 * TarHeader.BLOCK, level));
  }

  List<Manifest.Entry> entries() {
    return entries;
  }

  private void send(Gzip.Member member) {
    if (failed) {
      throw new IllegalStateException("An earlier write failed: abandon the archive");
    }
    failed = true; // until it went well, whatever is thrown
    try {
      member.writeTo(out);
    } catch (IOException e) {
      throw new StorageUnavailableException(
          true, "The archive cannot be written: make room or reconnect and start over.", e);
    }
    failed = false;
  }
}
