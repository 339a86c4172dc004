package io.github.cognitobackup.foreign;

import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.crypto.ReopenableSource;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.internal.format.Corruption;
import io.github.cognitobackup.internal.format.GzipInput;
import io.github.cognitobackup.internal.format.TarInput;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.jspecify.annotations.Nullable;

/**
 * The files of a foreign backup one after the other: those of a tar, or the one that a bare array
 * is. Not thread-safe.
 */
abstract class Entries implements Closeable {

  private static final int LONGEST_NAME = 255;

  /**
   * One file.
   *
   * @param name its path, without a leading {@code ./}
   * @param content its bytes, to be read before the next file is asked for
   */
  record Entry(String name, InputStream content) {

    String base() {
      return name.substring(name.lastIndexOf('/') + 1);
    }

    String folder() {
      return name.contains("/") ? name.substring(0, name.lastIndexOf('/')) : "";
    }
  }

  /**
   * Opens a backup.
   *
   * @param name what a bare array is called
   */
  static Entries open(ReopenableSource source, ForeignKind kind, String name, ReadLimits limits) {
    try {
      return switch (kind) {
        case TAR_GZ -> new OfTar(TarInput.ofOthers(gzip(source, limits), limits.maxEntries()));
        case JSON_ARRAY -> new OfArray(source.openStream(), name);
        case GZIPPED_JSON_ARRAY -> new OfArray(gzip(source, limits), name);
      };
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  static GzipInput gzip(ReopenableSource source, ReadLimits limits) {
    return GzipInput.open(source, limits.maxTotalBytes(), limits.maxRatio());
  }

  /** Goes to the next file; null after the last one. */
  abstract @Nullable Entry next() throws IOException;

  static StorageUnavailableException unreadable(IOException cause) {
    return new StorageUnavailableException(
        true, "The file cannot be read to its end: try again.", cause);
  }

  private static final class OfArray extends Entries {

    private final InputStream in;
    private final String name;
    private boolean given;

    OfArray(InputStream in, String name) {
      this.in = in;
      this.name = name;
    }

    @Override
    @Nullable Entry next() {
      if (given) {
        return null;
      }
      given = true;
      return new Entry(name, in);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private static final class OfTar extends Entries {

    private final TarInput tar;
    private InputStream content = InputStream.nullInputStream();

    OfTar(TarInput tar) {
      this.tar = tar;
    }

    @Override
    @Nullable Entry next() throws IOException {
      // what the library passes over by itself counts as part of the next header
      content.transferTo(OutputStream.nullOutputStream());
      TarArchiveEntry header = tar.begin();
      while (header != null && header.isDirectory()) {
        header = tar.begin();
      }
      if (header == null) {
        return null;
      }
      content = tar.content();
      return new Entry(path(header.getName()), content);
    }

    /** A path that stays below the folder into which it is extracted. */
    private static String path(String name) {
      List<String> segments = new ArrayList<>();
      for (String segment : name.split("/", -1)) {
        if (!segment.equals(".")) {
          boolean safe =
              !segment.isEmpty()
                  && !segment.equals("..")
                  && segment.length() <= LONGEST_NAME
                  && segment.chars().noneMatch(c -> c < ' ' || c == 0x7f || c == '\\');
          if (!safe) {
            throw Corruption.at(Corruption.printable(name), "is a path that leads elsewhere");
          }
          segments.add(segment);
        }
      }
      return String.join("/", segments);
    }

    @Override
    public void close() {
      tar.close();
    }
  }
}
