package io.github.cognitobackup.archive;

import static org.apache.commons.compress.archivers.tar.TarConstants.LF_NORMAL;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_OFFSET;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_OLDNORM;
import static org.apache.commons.compress.archivers.tar.TarConstants.MAGICLEN;
import static org.apache.commons.compress.archivers.tar.TarConstants.MAGIC_OFFSET;
import static org.apache.commons.compress.archivers.tar.TarConstants.NAMELEN;

import io.github.cognitobackup.crypto.ReopenableSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a tar.gz one after the other, each whole into memory, and the file to its
 * very end. What fills a block is checked to be zeros. Not thread-safe.
 */
final class TarInput implements Closeable {

  private static final int BLOCK = 512;
  private static final int SIZE_OFFSET = 124;
  private static final int MAX_FILLER = 1 << 20;

  private final GzipInput gzip;
  private final StrictTar tar;
  private final ReadLimits limits;
  private byte[] content = new byte[1 << 16];
  private int entries;
  private String last = "The beginning";

  private TarInput(GzipInput gzip, ReadLimits limits) {
    this.gzip = gzip;
    this.tar = new StrictTar(gzip);
    this.limits = limits;
  }

  static TarInput open(ReopenableSource source, ReadLimits limits) {
    return new TarInput(GzipInput.open(source, limits), limits);
  }

  /**
   * Reads the next entry.
   *
   * @return null at the end
   */
  @Nullable TarEntry next() {
    TarArchiveEntry header = header();
    if (header == null) {
      readFiller();
      return null;
    }
    if (++entries > limits.maxEntries()) {
      throw Corruption.at(last, "is followed by more than " + limits.maxEntries() + " entries");
    }
    last = Corruption.printable(header.getName());
    if (header.getSize() > limits.maxEntryBytes()) {
      throw Corruption.at(last, "is larger than " + limits.maxEntryBytes() + " bytes");
    }
    int size = (int) header.getSize();
    if (content.length < size) {
      content = new byte[Math.max(size, Math.min(2 * content.length, limits.maxEntryBytes()))];
    }
    read(size);
    return new TarEntry(header.getName(), content, size);
  }

  @Override
  public void close() {
    gzip.close();
  }

  private @Nullable TarArchiveEntry header() {
    gzip.expectZeros(true); // the library skips what fills the last block of the entry before
    try {
      return tar.getNextEntry();
    } catch (IOException | IllegalArgumentException e) { // the latter for a checksum not octal
      throw Corruption.at("The entry after " + last, "has a damaged tar header");
    }
  }

  private void read(int size) {
    try {
      if (tar.readNBytes(content, 0, size) == size) {
        return;
      }
    } catch (IOException e) {
      // the library's word for the same
    }
    throw cut();
  }

  /** More zeros up to what fills a tape record, nothing else, and the end of the gzip stream. */
  private void readFiller() {
    gzip.expectZeros(true);
    int filler = 0;
    for (int count = 0; count >= 0; count = gzip.read(content, 0, content.length)) {
      filler += count;
      if (filler > MAX_FILLER) {
        throw Corruption.at("The tar stream", "has something after its end");
      }
    }
  }

  private RuntimeException cut() {
    return Corruption.at("The tar stream", "is cut short after " + last);
  }

  /**
   * The library's reader, with a look at each header before the library acts upon it: it would
   * collect long names, pax headers and sparse maps of any size in memory before it told of them,
   * take the end of the file for the end of the archive, and leave checksums to its caller.
   */
  private final class StrictTar extends TarArchiveInputStream {

    private boolean ended;

    StrictTar(InputStream in) {
      super(in, BLOCK, BLOCK, "ISO-8859-1", false);
    }

    @Override
    protected byte[] readRecord() throws IOException {
      gzip.expectZeros(ended);
      byte[] block = super.readRecord();
      if (block == null) {
        throw cut();
      }
      if (isEOFRecord(block)) {
        ended = true; // a second block of zeros follows
      } else {
        check(block);
      }
      return block;
    }

    private void check(byte[] block) {
      if (!TarUtils.verifyCheckSum(block)) {
        throw Corruption.at("The entry after " + last, "has a damaged tar header");
      }
      String name = Corruption.printable(TarUtils.parseName(block, 0, NAMELEN));
      byte type = block[LF_OFFSET];
      if (type != LF_NORMAL && type != LF_OLDNORM) {
        String printable = Corruption.printable(String.valueOf((char) (type & 0xff)));
        throw Corruption.at(name, "is not a regular file but of the tar type '" + printable + "'");
      }
      if (!TarUtils.parseName(block, MAGIC_OFFSET, MAGICLEN).equals("ustar")) {
        throw Corruption.at(name, "is not in the ustar format");
      }
      if (block[SIZE_OFFSET] < 0) {
        throw Corruption.at(name, "has a size that is not octal");
      }
    }
  }
}
