package io.github.cognitobackup.storage.local;

import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.ObjectInfo;
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
import java.util.ArrayList;
import java.util.List;
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

  /** The folders above the file of a key, from the one in which it lies up to the root. */
  private List<Path> folders(String key) {
    List<Path> folders = new ArrayList<>();
    for (int end = key.lastIndexOf('/'); end >= 0; end = key.lastIndexOf('/', end - 1)) {
      folders.add(path(key.substring(0, end)));
    }
    folders.add(root);
    return folders;
  }

  static ObjectInfo info(String key, BasicFileAttributes attributes) {
    return new ObjectInfo(key, attributes.size(), attributes.lastModifiedTime().toInstant());
  }

  /** Looks a file up; empty when there is none. Refuses links, on the way and at its end. */
  Optional<BasicFileAttributes> find(String key) throws IOException {
    try {
      return lookUp(key).filter(BasicFileAttributes::isRegularFile);
    } catch (NotDirectoryException e) {
      return Optional.empty();
    }
  }

  boolean isFolder(String key) throws IOException {
    try {
      return lookUp(key).filter(BasicFileAttributes::isDirectory).isPresent();
    } catch (NotDirectoryException e) {
      return false;
    }
  }

  /** As {@link #find}, and refuses a key that lies beneath another or has others beneath it. */
  Optional<BasicFileAttributes> findForWriting(String key) throws IOException {
    Optional<BasicFileAttributes> found = lookUp(key);
    if (found.isPresent() && !found.get().isRegularFile()) {
      throw notAFile(key);
    }
    return found;
  }

  private StorageUnavailableException notAFile(String key) {
    return refused(path(key) + " is a folder, in which other keys may lie; choose another key");
  }

  static StorageUnavailableException refused(String message) {
    return new StorageUnavailableException(false, message, null);
  }

  private Optional<BasicFileAttributes> lookUp(String key) throws IOException {
    Path path = root;
    BasicFileAttributes attributes = null;
    for (String segment : key.split("/", -1)) {
      if (attributes != null && !attributes.isDirectory()) {
        throw new NotDirectoryException(path.toString());
      }
      path = FileNames.resolve(path, segment);
      try {
        attributes = attributes(path);
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
      if (attributes.isSymbolicLink()) {
        throw refused(
            path
                + " is a symbolic link, and none is followed here; put the files themselves there");
      }
    }
    return Optional.ofNullable(attributes);
  }

  static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW);
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
  boolean publish(String key, Path file) throws IOException {
    if (findForWriting(key).isPresent()) {
      return false;
    }
    List<Path> folders = folders(key);
    Path target = path(key);
    for (int attempt = 1; ; attempt++) {
      try {
        makeFolder(folders.get(0));
        Files.createLink(target, file);
        break;
      } catch (FileAlreadyExistsException e) {
        if (Files.isDirectory(target, NOFOLLOW)) {
          throw notAFile(key);
        }
        if (!Files.isSameFile(target, file)) {
          return false;
        }
        break; // it is our own: NFS sends a call again when the answer was lost
      } catch (NoSuchFileException e) {
        // a delete() took the folder away, unless it is our file that is gone
        if (attempt == ATTEMPTS || Files.notExists(file)) {
          throw e;
        }
      }
    }
    try {
      for (Path folder : folders) {
        sync(folder);
      }
    } catch (IOException e) {
      Files.deleteIfExists(target);
      throw e;
    }
    return true;
  }

  /** Deletes a file and the folders that it leaves empty. */
  void delete(String key) throws IOException {
    Files.deleteIfExists(path(key));
    for (Path folder : folders(key)) {
      if (folder.equals(root) || !removeIfEmpty(folder)) {
        sync(folder);
        return;
      }
    }
  }

  static boolean removeIfEmpty(Path folder) {
    try {
      return Files.deleteIfExists(folder);
    } catch (IOException e) {
      return false; // not empty, or not ours to remove: it does no harm
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
