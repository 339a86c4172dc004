package io.github.cognitobackup.cli;

import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.local.LocalStorage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of this machine: {@code file:///var/backups}. */
final class FolderKind implements StorageKind {

  @Override
  public String scheme() {
    return "file";
  }

  @Override
  public void check(URI uri) {
    boolean absolute = uri.getRawAuthority() == null && uri.getPath() != null;
    if (!absolute || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "storage "
              + uri
              + " names no folder; write it as file:///absolute/path, with %3F for ? and"
              + " %23 for #");
    }
    if (Files.exists(Path.of(uri)) && !Files.isDirectory(Path.of(uri))) {
      throw new IllegalArgumentException(
          "storage " + uri + " is not a folder; name the folder that is to hold the archives");
    }
  }

  /** The first backup makes the folder; until then it looks like an empty one. */
  @Override
  public void requireExisting(URI uri) {
    if (!Files.isDirectory(Path.of(uri))) {
      throw new StorageUnavailableException(
          false, "there is no folder " + uri + "; name the one that holds the archives", null);
    }
  }

  @Override
  public OpenStorage open(URI uri, S3Options s3) {
    return OpenStorage.of(LocalStorage.at(Path.of(uri)));
  }
}
