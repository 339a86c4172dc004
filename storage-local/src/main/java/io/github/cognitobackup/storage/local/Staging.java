package io.github.cognitobackup.storage.local;

import io.github.cognitobackup.storage.StorageKeys;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * The folder of the files that are being written.
 *
 * <p>One for the whole storage, not one in every folder: what a killed process left is found
 * without a walk over the tree, and an abandoned object leaves no folders behind.
 */
final class Staging {

  static final String FOLDER = StorageKeys.RESERVED + "tmp";

  /** Begins the names of this process's files, which it must not open again; see removeStale. */
  private static final String OWN =
      ProcessHandle.current().pid()
          + "-"
          + ProcessHandle.current().info().startInstant().map(Instant::toEpochMilli).orElse(0L)
          + "-";

  private final Tree tree;
  private final Path folder;

  Staging(Tree tree) {
    this.tree = tree;
    this.folder = tree.root().resolve(FOLDER);
  }

  /** A new, locked file. The lock goes with the channel, at the latest with the process. */
  record StagedFile(Path folder, Path path, FileChannel channel) {

    /** Removes the file's name here; what was published of it stays. */
    void discard() throws IOException {
      try (channel) {
        Files.deleteIfExists(path);
      } finally {
        Tree.removeIfEmpty(folder);
      }
    }
  }

  StagedFile create() throws IOException {
    for (int attempt = 1; ; attempt++) {
      tree.makeFolder(folder);
      Path path = folder.resolve(OWN + UUID.randomUUID());
      FileChannel channel;
      try {
        channel =
            FileChannel.open(
                path,
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                tree.mode("rw-------"));
      } catch (NoSuchFileException e) {
        if (attempt == Tree.ATTEMPTS) {
          throw e;
        }
        continue; // another writer removed the empty folder
      }
      StagedFile file = new StagedFile(folder, path, channel);
      try {
        // between its creation and the lock it looks stale to others, and one may have removed it
        if (channel.tryLock() != null && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
          requireHardLinks(path);
          return file;
        }
      } catch (IOException | RuntimeException e) {
        file.discard();
        throw e;
      }
      file.discard();
    }
  }

  /** Says now, not after gigabytes were written, that nothing can be published here. */
  private static void requireHardLinks(Path file) throws IOException {
    Path link = file.resolveSibling(file.getFileName() + ".link");
    try {
      Files.createLink(link, file);
    } catch (UnsupportedOperationException | FileSystemException e) {
      throw Tree.refused(
          "hard links cannot be made in "
              + file.getParent()
              + ", and without them nothing is published safely ("
              + e.getMessage()
              + "); use another file system");
    }
    Files.delete(link);
  }

  /**
   * Removes what killed processes left: the files on which nobody holds a lock.
   *
   * <p>Files of this process are passed over by their names. On Unix, closing any descriptor of a
   * file gives up all locks that the process holds on it.
   */
  void removeStale() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (!file.getFileName().toString().startsWith(OWN)) {
          removeIfStale(file);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      // nothing was left, or create() will say what is wrong
    }
  }

  private static void removeIfStale(Path file) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      if (channel.tryLock() != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // gone meanwhile or another user's: its owner removes it
    }
  }
}
