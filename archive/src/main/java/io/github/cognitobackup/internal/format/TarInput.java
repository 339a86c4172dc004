package io.github.cognitobackup.internal.format;

import static org.apache.commons.compress.archivers.tar.TarConstants.LF_DIR;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_GNUTYPE_LONGNAME;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_NORMAL;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_OFFSET;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_OLDNORM;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_PAX_EXTENDED_HEADER_LC;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER;
import static org.apache.commons.compress.archivers.tar.TarConstants.MAGICLEN;
import static org.apache.commons.compress.archivers.tar.TarConstants.MAGIC_OFFSET;
import static org.apache.commons.compress.archivers.tar.TarConstants.NAMELEN;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a tar.gz one after the other and the file to its very end. Of this library's
 * own archives what fills a block is checked to be zeros; those of other tools may have folders and
 * long names. Not thread-safe.
 */
public final class TarInput implements Closeable {

  /** Names as they stand there, each byte a character. */
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private static final int BLOCK = 512;
  private static final int SIZE_OFFSET = 124;
  private static final int MAX_FILLER = 1 << 20;
  private static final int MAX_HEADER = 1 << 20;
  private static final Set<Byte> OWN_TYPES = Set.of(LF_NORMAL, LF_OLDNORM);
  private static final Set<Byte> TYPES_OF_OTHERS =
      Set.of(
          LF_NORMAL,
          LF_OLDNORM,
          LF_DIR,
          LF_PAX_EXTENDED_HEADER_LC,
          LF_PAX_GLOBAL_EXTENDED_HEADER,
          LF_GNUTYPE_LONGNAME);

  private final GzipInput gzip;
  private final StrictTar tar;
  private final int maxEntries;
  private final boolean own;
  private int entries;
  private String last = "the beginning";

  private TarInput(GzipInput gzip, int maxEntries, boolean own) {
    this.gzip = gzip;
    this.maxEntries = maxEntries;
    this.own = own;
    this.tar = new StrictTar(gzip);
  }

  /** Opens an archive of this library, which may have so many entries. */
  public static TarInput ofOwn(GzipInput gzip, int maxEntries) {
    return new TarInput(gzip, maxEntries, true);
  }

  /** Opens what another tool wrote, which may have so many entries. */
  public static TarInput ofOthers(GzipInput gzip, int maxEntries) {
    return new TarInput(gzip, maxEntries, false);
  }

  /**
   * Goes to the next entry, whose {@link #content()} is to be read to its end.
   *
   * @return null at the end
   */
  public @Nullable TarArchiveEntry begin() {
    TarArchiveEntry header = header();
    if (header == null) {
      readFiller();
      return null;
    }
    if (++entries > maxEntries) {
      throw Corruption.at(last, "is followed by more than " + maxEntries + " entries");
    }
    last = Corruption.printable(header.getName());
    if (header.isSparse()) {
      throw Corruption.at(last, "is a sparse file");
    }
    return header;
  }

  /** The content of the entry that was begun last. */
  public InputStream content() {
    return new Content();
  }

  @Override
  public void close() {
    gzip.close();
  }

  private @Nullable TarArchiveEntry header() {
    gzip.expectZeros(own); // the library skips what fills the last block of the entry before
    try {
      gzip.expectAtMost(MAX_HEADER); // with long names and the like, which are held in memory
      TarArchiveEntry header = tar.getNextEntry();
      gzip.expectAtMost(Long.MAX_VALUE);
      return header;
    } catch (IOException | IllegalArgumentException e) { // the latter for a checksum not octal
      throw Corruption.at("The entry after " + last, "has a damaged tar header");
    }
  }

  /** Reads the content of the entry that was begun last, which has so many bytes. */
  public void read(byte[] target, int size) {
    try {
      if (tar.readNBytes(target, 0, size) == size) {
        return;
      }
    } catch (IOException e) {
      // the library's word for the same
    }
    throw cut();
  }

  /** More zeros up to what fills a tape record, nothing else, and the end of the gzip stream. */
  private void readFiller() {
    gzip.expectZeros(own);
    gzip.expectAtMost(Long.MAX_VALUE);
    byte[] buffer = new byte[1 << 13];
    int filler = 0;
    for (int count = 0; count >= 0; count = gzip.read(buffer, 0, buffer.length)) {
      filler += count;
      if (filler > MAX_FILLER) {
        throw Corruption.at("The tar stream", "has something after its end");
      }
    }
  }

  /** A field of a header up to its end or a NUL. */
  public static String text(byte[] block, int offset, int length) {
    String text = new String(block, offset, length, BYTES);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private RuntimeException cut() {
    return Corruption.at("The tar stream", "is cut short after " + last);
  }

  private final class Content extends BulkInput {

    @Override
    public int read(byte[] target, int offset, int length) {
      try {
        return tar.read(target, offset, length);
      } catch (IOException e) {
        throw cut();
      }
    }
  }

  /**
   * The library's reader, with a look at each header before the library acts upon it: it would
   * collect long names, pax headers and sparse maps of any size in memory before it told of them,
   * take the end of the file for the end of the archive, and leave checksums to its caller.
   */
  private final class StrictTar extends TarArchiveInputStream {

    private boolean ended;

    StrictTar(InputStream in) {
      super(in, BLOCK, BLOCK, BYTES.name(), false);
    }

    @Override
    protected byte[] readRecord() throws IOException {
      gzip.expectZeros(ended && own);
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
      String name = Corruption.printable(text(block, 0, NAMELEN));
      byte type = block[LF_OFFSET];
      if (!(own ? OWN_TYPES : TYPES_OF_OTHERS).contains(type)) {
        String printable = Corruption.printable(String.valueOf((char) (type & 0xff)));
        throw Corruption.at(name, "is not a regular file but of the tar type '" + printable + "'");
      }
      if (!own) {
        return;
      }
      if (!text(block, MAGIC_OFFSET, MAGICLEN).equals("ustar")) {
        throw Corruption.at(name, "is not in the ustar format");
      }
      if (block[SIZE_OFFSET] < 0) {
        throw Corruption.at(name, "has a size that is not octal");
      }
    }
  }
}
