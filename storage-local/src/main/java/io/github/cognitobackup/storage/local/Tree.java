package io.github.cognitobackup.storage.local;

import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.local.Staging.StagedFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;

/** The folders and files beneath the root, by key. */
final class Tree {

  /** How often another process may remove an empty folder just before we use it. */
  static final int ATTEMPTS = 100;

  private static final LinkOption[] NOFOLLOW = {LinkOption.NOFOLLOW_LINKS};
  private static final LinkOption[] FOLLOW = {};

  private final Path root;
  private final boolean posix;

  Tree(Path root) {
    this.root = root;
    this.posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  Path root() {
    return root;
  }

  Path path(String key) {
    Path path = root;
    for (String segment : key.split("/", -1)) {
      path = FileNames.resolve(path, segment);
    }
    return path;
  }

  static ObjectInfo info(String key, BasicFileAttributes attributes) {
    return new ObjectInfo(key, attributes.size(), attributes.lastModifiedTime().toInstant());
  }

  static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW);
  }

  /** Looks a file up; empty when there is none. */
  Optional<BasicFileAttributes> find(String key) throws IOException {
    return lookUp(key).filter(BasicFileAttributes::isRegularFile);
  }

  boolean isFolder(String key) throws IOException {
    return lookUp(key).filter(BasicFileAttributes::isDirectory).isPresent();
  }

  private Optional<BasicFileAttributes> lookUp(String key) throws IOException {
    try (Trail trail = Trail.to(this, key)) {
      return Optional.of(trail.folder().attributes(trail.name()));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Optional.empty();
    }
  }

  /**
   * As {@link #find}, and refuses a key that lies beneath another, has others beneath it, or is not
   * told from another by the file system.
   */
  Optional<BasicFileAttributes> findForWriting(String key) throws IOException {
    try (Trail trail = Trail.to(this, key)) {
      BasicFileAttributes found = trail.folder().attributes(trail.name());
      if (!found.isRegularFile()) {
        throw Folder.refused(
            path(key) + " is a folder, in which other keys may lie; choose another key");
      }
      return Optional.of(found);
    } catch (OtherSpellingException e) {
      throw notToldApart(e);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static StorageUnavailableException notToldApart(OtherSpellingException e) {
    return Folder.refused(
        e.getFile()
            + " exists in another spelling (such as Admin for admin), and this file system"
            + " does not distinguish the two; choose another key, or a file system that does");
  }

  FileAttribute<?>[] mode(String permissions) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** Makes a folder and those above it. */
  void makeFolder(Path folder) throws IOException {
    boolean beneath = folder.startsWith(root) && !folder.equals(root);
    if (Files.isDirectory(folder, beneath ? NOFOLLOW : FOLLOW)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null) {
      makeFolder(parent);
    }
    try {
      Files.createDirectory(folder, mode("rwx------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder, beneath ? NOFOLLOW : FOLLOW)) {
        throw new NotDirectoryException(folder.toString());
      }
      return;
    }
    if (parent != null && !beneath) {
      sync(parent); // those beneath are forced when something is published in them
    }
  }

  /** Links a finished file to its key; false when the key is taken. */
  boolean publish(String key, StagedFile file) throws IOException {
    if (findForWriting(key).isPresent()) {
      return false;
    }
    Path target = path(key);
    for (int attempt = 1; ; attempt++) {
      try {
        makeFolder(Objects.requireNonNull(target.getParent()));
        Files.createLink(target, file.path());
        break;
      } catch (FileAlreadyExistsException e) {
        Optional<BasicFileAttributes> taken = findForWriting(key);
        if (taken.filter(file::is).isPresent()) {
          break; // it is our own: NFS sends a call again when the answer was lost
        }
        if (taken.isPresent() || attempt == ATTEMPTS) {
          return false;
        }
      } catch (NoSuchFileException e) {
        // a delete() took the folder away, unless it is our file that is gone
        if (attempt == ATTEMPTS || Files.notExists(file.path())) {
          throw e;
        }
      }
    }
    try (Trail trail = Trail.to(this, key)) {
      requireOurs(trail, file);
      sync(trail);
    } catch (OtherSpellingException e) {
      Files.deleteIfExists(target);
      throw notToldApart(e);
    } catch (NoSuchFileException e) {
      // published, and deleted meanwhile
    }
    return true;
  }

  /** By its path the file, or its folder, may have been another one at the moment of the link. */
  private static void requireOurs(Trail trail, StagedFile file) throws IOException {
    if (!file.is(trail.folder().attributes(trail.name()))) {
      throw Folder.refused(
          trail.folder().path(trail.name())
              + " does not hold what was written: another program changed "
              + file.path().getParent()
              + " meanwhile; find out who else can write there, and remove the file");
    }
  }

  private static void sync(Trail trail) throws IOException {
    try {
      trail.sync();
    } catch (IOException e) {
      trail.folder().deleteFile(trail.name());
      throw e;
    }
  }

  /** Deletes a file and the folders that it leaves empty. */
  void delete(String key) throws IOException {
    try (Trail trail = Trail.to(this, key)) {
      if (trail.folder().attributes(trail.name()).isRegularFile()) {
        trail.folder().deleteFile(trail.name());
        trail.removeEmptyFolders().sync();
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      // there is none, or no more
    }
  }

  /** Forces a folder's entries to the disk. Windows does that by itself and has no call for it. */
  private void sync(Path folder) throws IOException {
    if (posix) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      } catch (NoSuchFileException e) {
        // removed meanwhile because it was empty: nothing is left to be forced
      }
    }
  }
}
