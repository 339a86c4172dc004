package io.github.cognitobackup.archive;

import static org.apache.commons.compress.archivers.tar.TarConstants.CHKSUMLEN;
import static org.apache.commons.compress.archivers.tar.TarConstants.CHKSUM_OFFSET;
import static org.apache.commons.compress.archivers.tar.TarConstants.NAMELEN;
import static org.apache.commons.compress.archivers.tar.TarConstants.PREFIXLEN;

import io.github.cognitobackup.error.StorageUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * Puts entries into a tar.gz. The caller compresses the content beforehand, in its own thread; what
 * remains here is small. Not thread-safe.
 */
final class EntryWriter {

  private static final int BLOCK = 512;
  private static final int PREFIX_OFFSET = 345;

  private final OutputStream out;
  private final int level;
  private final FileTime time;
  private final List<Manifest.Entry> entries = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private boolean failed;

  EntryWriter(OutputStream out, int level, Instant time) {
    this.out = out;
    this.level = level;
    this.time = FileTime.from(time);
  }

  /** Content that is ready to become an entry. */
  record Content(int size, String sha256, ByteArrayOutputStream compressed) {

    static Content of(byte[] bytes, int size, int level) {
      int padding = -size & (BLOCK - 1);
      return new Content(
          size, Digests.sha256(bytes, size), Gzip.member(bytes, size, padding, level));
    }
  }

  void write(String name, Content content) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("The archive already holds " + name);
    }
    byte[] header = header(name, content.size());
    send(Gzip.member(header, header.length, 0, level));
    send(content.compressed());
    entries.add(new Manifest.Entry(name, content.size(), content.sha256()));
  }

  void end() {
    send(Gzip.member(new byte[0], 0, 2 * BLOCK, level));
  }

  List<Manifest.Entry> entries() {
    return entries;
  }

  /**
   * The library's header, plus the prefix of ustar for a path that is too long for the name: the
   * library knows pax and GNU headers only for those, which readers refuse.
   */
  private byte[] header(String path, int size) {
    int split = path.length() <= NAMELEN ? -1 : path.lastIndexOf('/');
    TarArchiveEntry entry = new TarArchiveEntry(path.substring(split + 1));
    entry.setSize(size);
    entry.setMode(0600);
    entry.setLastModifiedTime(time);
    entry.setUserName(""); // else that of whoever makes the backup
    byte[] block = new byte[BLOCK];
    entry.writeEntryHeader(block);
    if (split >= 0) {
      TarUtils.formatNameBytes(path.substring(0, split), block, PREFIX_OFFSET, PREFIXLEN);
      Arrays.fill(block, CHKSUM_OFFSET, CHKSUM_OFFSET + CHKSUMLEN, (byte) ' ');
      long sum = TarUtils.computeCheckSum(block);
      TarUtils.formatCheckSumOctalBytes(sum, block, CHKSUM_OFFSET, CHKSUMLEN);
    }
    return block;
  }

  private void send(ByteArrayOutputStream member) {
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
