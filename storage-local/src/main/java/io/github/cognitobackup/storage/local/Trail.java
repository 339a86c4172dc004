package io.github.cognitobackup.storage.local;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The folders from the root down to the one in which a key's file lies, all of them open. */
final class Trail implements Closeable {

  private final List<Folder> folders = new ArrayList<>();
  private final String[] segments;

  private Trail(String key) {
    this.segments = key.split("/", -1);
  }

  /**
   * Goes down to the folder of a key; to the folder itself where the key ends with a slash.
   *
   * @throws java.nio.file.NoSuchFileException when there is none
   */
  static Trail to(Tree tree, String key) throws IOException {
    Trail trail = new Trail(key);
    try {
      trail.folders.add(Folder.root(tree.root()));
      for (int depth = 0; depth < trail.segments.length - 1; depth++) {
        trail.folders.add(trail.folder().enter(trail.segments[depth]));
      }
      return trail;
    } catch (IOException | RuntimeException e) {
      trail.close();
      throw e;
    }
  }

  /** The folder in which the file lies. */
  Folder folder() {
    return folders.get(folders.size() - 1);
  }

  /** The name of the file in its folder. */
  String name() {
    return segments[segments.length - 1];
  }

  /** Forces the entries of all folders to the disk. */
  void sync() throws IOException {
    for (Folder folder : folders) {
      folder.sync();
    }
  }

  /** Removes the folders that are empty, from the last one up; returns the one that stays. */
  Folder removeEmptyFolders() {
    int last = folders.size() - 1;
    while (last > 0 && folders.get(last - 1).removeIfEmpty(segments[last - 1])) {
      last--;
    }
    return folders.get(last);
  }

  @Override
  public void close() throws IOException {
    for (Folder folder : folders) {
      folder.close();
    }
  }
}
