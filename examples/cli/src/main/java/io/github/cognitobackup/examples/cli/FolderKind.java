package io.github.cognitobackup.examples.cli;

import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.local.LocalStorage;
import java.net.URI;
import java.nio.file.Path;

/** Folders of this machine: {@code file:///var/backups}. */
final class FolderKind implements StorageKind {

  @Override
  public String scheme() {
    return "file";
  }

  @Override
  public Storage open(URI uri) {
    return LocalStorage.at(folder(uri));
  }

  /** The folder that a URI of this kind names. */
  static Path folder(URI uri) {
    boolean absolute = uri.getRawAuthority() == null && uri.getPath() != null;
    if (!absolute || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "storage " + uri + " names no folder; write it as file:///absolute/path");
    }
    return Path.of(uri);
  }
}
