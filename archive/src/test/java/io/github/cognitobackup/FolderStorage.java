package io.github.cognitobackup;

import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder that two processes share, no more than a test needs. */
final class FolderStorage implements Storage {

  private final Path folder;

  FolderStorage(Path folder) {
    this.folder = folder;
  }

  private Path file(String key) {
    return folder.resolve(URLEncoder.encode(key, StandardCharsets.UTF_8));
  }

  private static ObjectInfo info(Path file) {
    try {
      String key = URLDecoder.decode(file.getFileName().toString(), StandardCharsets.UTF_8);
      return new ObjectInfo(key, Files.size(file), Files.getLastModifiedTime(file).toInstant());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ObjectWriter create(String key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return new ObjectWriter() {
      @Override
      public OutputStream stream() {
        return bytes;
      }

      @Override
      public void commit() {
        try {
          Path part = Files.createTempFile(folder, ".part-", "");
          Files.write(part, bytes.toByteArray());
          Files.createLink(file(key), part);
          Files.delete(part);
        } catch (FileAlreadyExistsException e) {
          throw new ArchiveExistsException(key, key + " exists", e);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public StoredObject open(String key) {
    Path file = file(key);
    if (!Files.exists(file)) {
      throw new ArchiveNotFoundException(key, key + " is not there", null);
    }
    ObjectInfo info = info(file);
    return new StoredObject() {
      @Override
      public ObjectInfo info() {
        return info;
      }

      @Override
      public InputStream openStream() throws IOException {
        return Files.newInputStream(file);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Stream<ObjectInfo> list(String prefix) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> !file.getFileName().toString().startsWith(".part-"))
          .map(FolderStorage::info)
          .filter(info -> info.key().startsWith(prefix))
          .sorted(java.util.Comparator.comparing(ObjectInfo::key))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<ObjectInfo> stat(String key) {
    return Optional.of(file(key)).filter(Files::exists).map(FolderStorage::info);
  }

  @Override
  public void delete(String key) {
    try {
      Files.deleteIfExists(file(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
