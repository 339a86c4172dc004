package io.github.cognitobackup.archive;

import static org.apache.commons.compress.archivers.tar.TarConstants.CHKSUMLEN;
import static org.apache.commons.compress.archivers.tar.TarConstants.CHKSUM_OFFSET;
import static org.apache.commons.compress.archivers.tar.TarConstants.MAGICLEN;
import static org.apache.commons.compress.archivers.tar.TarConstants.MAGIC_OFFSET;
import static org.apache.commons.compress.archivers.tar.TarConstants.MAGIC_POSIX;
import static org.apache.commons.compress.archivers.tar.TarConstants.NAMELEN;
import static org.apache.commons.compress.archivers.tar.TarConstants.PREFIXLEN;
import static org.apache.commons.compress.archivers.tar.TarConstants.VERSIONLEN;
import static org.apache.commons.compress.archivers.tar.TarConstants.VERSION_OFFSET;
import static org.apache.commons.compress.archivers.tar.TarConstants.VERSION_POSIX;

import io.github.cognitobackup.error.PrintableText;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.internal.format.Corruption;
import io.github.cognitobackup.internal.format.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.apache.commons.compress.archivers.zip.ZipEncoding;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;

/**
 * Puts entries into a tar.gz. The caller compresses the content beforehand, in its own thread; what
 * remains here is small. Not thread-safe.
 */
final class EntryWriter {

  /** Names are checked to be ASCII; the library would take the charset of the JVM. */
  private static final ZipEncoding NAMES =
      ZipEncodingHelper.getZipEncoding(StandardCharsets.US_ASCII);

  private static final int BLOCK = 512;
  private static final int PREFIX_OFFSET = 345;

  private final OutputStream out;
  private final int level;
  private final String poolId;
  private final FileTime time;
  private final List<Manifest.Entry> entries = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private boolean failed;

  EntryWriter(OutputStream out, int level, String poolId, Instant time) {
    this.out = out;
    this.poolId = poolId;
    this.level = level;
    this.time = FileTime.from(time);
  }

  /** Content that is ready to become an entry. */
  record Content(int size, String sha256, ByteArrayOutputStream compressed) {

    static Content of(byte[] bytes, int size, int level) {
      int padding = -size & (BLOCK - 1);
      return new Content(size, Sha256.of(bytes, size), Gzip.member(bytes, size, padding, level));
    }
  }

  void write(String name, Content content) {
    if (!Layout.isWritten(poolId, name)) {
      throw new IllegalStateException(
          "No reader would take an entry of this name: " + Corruption.printable(name));
    }
    if (!names.add(name)) {
      throw new IllegalArgumentException("The archive already holds " + PrintableText.of(name));
    }
    byte[] header = header(name, content.size());
    send(
        entries.isEmpty()
            ? Gzip.first(header, level)
            : Gzip.member(header, header.length, 0, level));
    send(content.compressed());
    entries.add(new Manifest.Entry(name, content.size(), content.sha256()));
  }

  void end() {
    send(Gzip.member(new byte[0], 0, 2 * BLOCK, level));
  }

  List<Manifest.Entry> entries() {
    return entries;
  }

  private byte[] header(String path, int size) {
    try {
      return tarHeader(path, size);
    } catch (IOException e) {
      throw new UncheckedIOException("no bytes for a name in ASCII", e);
    }
  }

  /**
   * The library's header, plus the prefix of ustar for a path that is too long for the name: the
   * library knows pax and GNU headers only for those, which readers refuse. It writes the magic in
   * the charset of the JVM, so that is written again.
   */
  private byte[] tarHeader(String path, int size) throws IOException {
    int split = path.length() <= NAMELEN ? -1 : path.lastIndexOf('/');
    TarArchiveEntry entry = new TarArchiveEntry(path.substring(split + 1));
    entry.setSize(size);
    entry.setMode(0600);
    entry.setLastModifiedTime(time);
    entry.setUserName(""); // else that of whoever makes the backup
    byte[] block = new byte[BLOCK];
    entry.writeEntryHeader(block, NAMES, false);
    TarUtils.formatNameBytes(MAGIC_POSIX, block, MAGIC_OFFSET, MAGICLEN, NAMES);
    TarUtils.formatNameBytes(VERSION_POSIX, block, VERSION_OFFSET, VERSIONLEN, NAMES);
    if (split >= 0) {
      TarUtils.formatNameBytes(path.substring(0, split), block, PREFIX_OFFSET, PREFIXLEN, NAMES);
    }
    Arrays.fill(block, CHKSUM_OFFSET, CHKSUM_OFFSET + CHKSUMLEN, (byte) ' ');
    long sum = TarUtils.computeCheckSum(block);
    TarUtils.formatCheckSumOctalBytes(sum, block, CHKSUM_OFFSET, CHKSUMLEN);
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
