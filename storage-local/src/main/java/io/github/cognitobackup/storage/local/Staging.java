package io.github.cognitobackup.storage.local;

import io.github.cognitobackup.storage.StorageKeys;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

  private static final Set<PosixFilePermission> BY_OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  /** Of our form; whatever else lies there is not ours to remove. */
  private static final Pattern NAME =
      Pattern.compile(
          "\\d{1,20}-\\d{1,20}-\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}(\\.link)?");

  private final Tree tree;
  private final Path folder;

  Staging(Tree tree) {
    this.tree = tree;
    this.folder = tree.root().resolve(FOLDER);
  }

  /** A new, locked file. The lock goes with the channel, at the latest with the process. */
  record StagedFile(Trail trail, FileChannel channel, @Nullable Object fileKey) {

    Path path() {
      return trail.folder().path(trail.name());
    }

    /** Whether these are the attributes of this file, by whatever name. */
    boolean is(BasicFileAttributes attributes) {
      return Objects.equals(attributes.fileKey(), fileKey);
    }

    /** Removes the file's name here; what was published of it stays. */
    void discard() throws IOException {
      try (trail) {
        try (channel) {
          trail.folder().deleteFile(trail.name());
        } finally {
          Folder unused = trail.removeEmptyFolders();
        }
      }
    }
  }

  /** Begins a file, and removes what killed processes left. */
  StagedFile create() throws IOException {
    for (int attempt = 1; ; attempt++) {
      refuseAnythingElse();
      removeStale();
      try {
        tree.makeFolder(folder);
        Optional<StagedFile> file = createIn(trail(OWN + UUID.randomUUID()));
        if (file.isPresent()) {
          return file.get();
        }
      } catch (NoSuchFileException | NotDirectoryException e) {
        // another writer removed the empty folder, or somebody put something in its place
        if (attempt == Tree.ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Trail trail(String name) throws IOException {
    return Trail.to(tree, FOLDER + "/" + name);
  }

  private void refuseAnythingElse() throws IOException {
    try {
      BasicFileAttributes found = Tree.attributes(folder);
      if (!found.isDirectory()) {
        throw Folder.refused(
            folder
                + " is "
                + (found.isSymbolicLink() ? "a symbolic link" : "not a folder")
                + ", but a private folder for unfinished writes is needed there; remove it,"
                + " and it is created");
      }
    } catch (NoSuchFileException e) {
      // it is made when it is needed
    }
  }

  /** Empty when another process took the new file for one that was left behind. */
  private Optional<StagedFile> createIn(Trail trail) throws IOException {
    Folder staging = trail.folder();
    String name = trail.name();
    FileChannel channel;
    try {
      makePrivate(staging);
      channel =
          staging.open(
              name,
              Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
              tree.mode("rw-------"));
    } catch (IOException | RuntimeException e) {
      trail.close();
      throw e;
    }
    try {
      StagedFile file = new StagedFile(trail, channel, staging.rawAttributes(name).fileKey());
      // between its creation and the lock it looks stale to others, and one may have removed it
      if (channel.tryLock() != null && file.is(staging.rawAttributes(name))) {
        requireHardLinks(file);
        return Optional.of(file);
      }
    } catch (NoSuchFileException e) {
      // removed
    } catch (IOException | RuntimeException e) {
      discard(trail, channel);
      throw e;
    }
    discard(trail, channel);
    return Optional.empty();
  }

  private static void discard(Trail trail, FileChannel channel) throws IOException {
    try {
      new StagedFile(trail, channel, null).discard();
    } catch (NoSuchFileException e) {
      // removed by another process
    }
  }

  /** Whoever else may write to the folder could put another file in the place of ours. */
  private void makePrivate(Folder staging) throws IOException {
    if (tree.mode("rwx------").length == 0) {
      return;
    }
    PosixFileAttributeView view = staging.view(".", PosixFileAttributeView.class);
    PosixFileAttributes found = view.readAttributes();
    if (Collections.disjoint(found.permissions(), BY_OTHERS)) {
      return;
    }
    try {
      view.setPermissions(PosixFilePermissions.fromString("rwx------"));
    } catch (FileSystemException e) {
      throw Folder.refused(
          folder
              + " may be written to by others and belongs to "
              + found.owner().getName()
              + "; have them remove it, or make it private (chmod 700)");
    }
  }

  /** Says now, not after gigabytes were written, that nothing can be published here. */
  private static void requireHardLinks(StagedFile file) throws IOException {
    String link = file.trail().name() + ".link";
    Folder staging = file.trail().folder();
    try {
      Files.createLink(staging.path(link), file.path());
    } catch (NoSuchFileException e) {
      throw e; // the folder was taken away
    } catch (UnsupportedOperationException | FileSystemException e) {
      throw Folder.refused(
          "hard links cannot be made in "
              + staging.path()
              + ", and without them nothing is published safely ("
              + e.getMessage()
              + "); use another file system");
    }
    staging.deleteFile(link);
  }

  /**
   * Removes what killed processes left: the files on which nobody holds a lock.
   *
   * <p>Files of this process are passed over by their names. On Unix, closing any descriptor of a
   * file gives up all locks that the process holds on it.
   */
  private void removeStale() throws IOException {
    try (Trail trail = trail("")) {
      for (Path file : trail.folder().entries()) {
        String name = file.getFileName().toString();
        if (NAME.matcher(name).matches() && !name.startsWith(OWN)) {
          removeIfStale(trail.folder(), name);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      // nothing was left
    }
  }

  private static void removeIfStale(Folder staging, String name) {
    try {
      if (!staging.rawAttributes(name).isRegularFile()) {
        return;
      }
      // for reading too: a pipe that took its place would then not wait for its reader
      try (FileChannel channel =
          staging.open(name, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE))) {
        if (channel.tryLock() != null) {
          staging.deleteFile(name);
        }
      }
    } catch (IOException | OverlappingFileLockException e) {
      // gone meanwhile, another user's, or another name of a file of ours: its owner removes it
    }
  }
}
