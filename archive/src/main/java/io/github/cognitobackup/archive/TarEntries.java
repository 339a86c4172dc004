package io.github.cognitobackup.archive;

import io.github.cognitobackup.crypto.ReopenableSource;
import io.github.cognitobackup.internal.format.Corruption;
import io.github.cognitobackup.internal.format.GzipInput;
import io.github.cognitobackup.internal.format.TarInput;
import java.io.Closeable;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.jspecify.annotations.Nullable;

/** The entries of an archive one after the other, each whole in memory. Not thread-safe. */
final class TarEntries implements Closeable {

  private final GzipInput gzip;
  private final TarInput tar;
  private final int maxBytes;
  private byte[] content = new byte[1 << 16];

  TarEntries(ReopenableSource source, ReadLimits limits) {
    this.maxBytes = limits.maxEntryBytes();
    this.gzip = GzipInput.open(source, limits.maxTotalBytes(), limits.maxRatio());
    this.tar = TarInput.ofOwn(gzip, limits.maxEntries());
  }

  /** Whether the file begins with the constant by which a sealed one commits to its key. */
  boolean committed() {
    return gzip.committed();
  }

  /**
   * Reads the next entry.
   *
   * @return null at the end
   */
  @Nullable TarEntry next() {
    TarArchiveEntry header = tar.begin();
    if (header == null) {
      return null;
    }
    if (header.getSize() > maxBytes) {
      throw Corruption.at(
          Corruption.printable(header.getName()), "is larger than " + maxBytes + " bytes");
    }
    int size = (int) header.getSize();
    if (content.length < size) {
      content = new byte[Math.max(size, Math.min(2 * content.length, maxBytes))];
    }
    tar.read(content, size);
    return new TarEntry(LocalDigits.ofHeader(header.getName()), content, size);
  }

  @Override
  public void close() {
    tar.close();
  }
}
