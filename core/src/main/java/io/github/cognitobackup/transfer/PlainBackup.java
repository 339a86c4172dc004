package io.github.cognitobackup.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.cognitobackup.archive.ArchiveReader;
import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.crypto.ReopenableSource;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.StorageUnavailableException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A plain backup that was read whole and found sound, as far as it can be told.
 *
 * @param manifest what it says of itself; empty for a backup of another tool, which holds nothing
 *     that could prove it whole
 */
record PlainBackup(Optional<Manifest> manifest) {

  private static final int GZIP_HEAD = 0x1f;
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Reads a backup.
   *
   * @return empty for an object of another kind
   * @throws ArchiveCorruptException when it is a backup, and damaged
   */
  static Optional<PlainBackup> read(BackupName name, ReopenableSource source) {
    Optional<ArchiveKey> key = ArchiveKey.parse(name.toString());
    if (key.isPresent()) {
      return Optional.of(ofThisLibrary(key.get().userPoolId(), source));
    }
    try {
      return name.isJson() ? users(name, source) : tar(name, source);
    } catch (SourceException e) {
      throw new StorageUnavailableException(
          true, "\"" + name + "\" cannot be read: " + e.getMessage() + "; run again", e);
    } catch (IOException e) {
      throw damaged(name, e);
    }
  }

  private static PlainBackup ofThisLibrary(String poolId, ReopenableSource source) {
    ArchiveReader reader = ArchiveReader.open(source, ReadLimits.defaults());
    if (!reader.header().poolId().equals(poolId)) {
      throw new ArchiveCorruptException(
          "archive.json",
          "it holds pool "
              + reader.header().poolId()
              + " and not "
              + poolId
              + " as its key says; it was moved or swapped, and is left alone",
          null);
    }
    return new PlainBackup(Optional.of(reader.manifest()));
  }

  /** Reads a tar.gz to its end: the checksums of gzip agree, and no entry is cut. */
  private static Optional<PlainBackup> tar(BackupName name, ReopenableSource source)
      throws IOException {
    try (InputStream in = new Source(source)) {
      if (in.read() != GZIP_HEAD) {
        return Optional.empty();
      }
    }
    boolean recognized = false;
    try (GZIPInputStream gzip = new GZIPInputStream(new Source(source));
        TarArchiveInputStream tar = new TarArchiveInputStream(gzip)) {
      boolean first = true;
      for (TarArchiveEntry entry = tar.getNextEntry();
          entry != null;
          entry = tar.getNextEntry(), first = false) {
        if (first && entry.getName().equals("archive.json")) {
          return Optional.of(
              new PlainBackup(
                  Optional.of(ArchiveReader.open(source, ReadLimits.defaults()).manifest())));
        }
        recognized |= entry.isFile() && entry.getName().matches("(.*/)?users\\.json");
        tar.transferTo(OutputStream.nullOutputStream());
      }
      gzip.transferTo(OutputStream.nullOutputStream());
    } catch (ZipException | EOFException e) {
      throw damaged(name, e);
    } catch (IOException e) {
      if (!recognized) {
        return Optional.empty(); // a gzip file of something else
      }
      throw e;
    }
    return recognized ? Optional.of(new PlainBackup(Optional.empty())) : Optional.empty();
  }

  /** Reads an array of users to its end: objects, each with a Username. */
  private static Optional<PlainBackup> users(BackupName name, ReopenableSource source)
      throws IOException {
    int users = 0;
    try (JsonParser json = JSON.createParser(new Source(source))) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        return Optional.empty();
      }
      while (json.nextToken() == JsonToken.START_OBJECT) {
        if (!isUser(json)) {
          return Optional.empty();
        }
        users++;
      }
      if (json.currentToken() != JsonToken.END_ARRAY) {
        return Optional.empty();
      }
      if (json.nextToken() != null) {
        throw damaged(name, null);
      }
    } catch (JsonProcessingException e) {
      if (users == 0) {
        return Optional.empty();
      }
      throw damaged(name, null); // the parser's message may hold a user's data
    }
    return users == 0 ? Optional.empty() : Optional.of(new PlainBackup(Optional.empty()));
  }

  private static boolean isUser(JsonParser json) throws IOException {
    boolean named = false;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      named |= "Username".equals(json.currentName());
      json.nextToken();
      json.skipChildren();
    }
    return named;
  }

  private static ArchiveCorruptException damaged(
      BackupName name, @org.jspecify.annotations.Nullable IOException e) {
    return new ArchiveCorruptException(
        "content",
        "\"" + name + "\" is cut short or damaged, and is left alone; take another backup",
        e);
  }

  /** The storage itself fails: nothing is told of the backup. */
  private static final class SourceException extends IOException {

    private static final long serialVersionUID = 1L;

    SourceException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** Tells failures of the storage from damage. */
  private static final class Source extends FilterInputStream {

    Source(ReopenableSource source) throws SourceException {
      super(open(source));
    }

    private static InputStream open(ReopenableSource source) throws SourceException {
      try {
        return source.openStream();
      } catch (IOException e) {
        throw new SourceException(e);
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      Content.checkInterrupt();
      try {
        return in.read(bytes, offset, length);
      } catch (IOException e) {
        throw new SourceException(e);
      }
    }
  }
}
