package io.github.cognitobackup.storage.local;

import io.github.cognitobackup.error.StorageUnavailableException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder of the storage. Where the file system can, it is held open: what is done in it is done
 * there, also when its path is made to lead elsewhere meanwhile. No link is followed in it, no
 * special file opened, and a name is found in its own spelling only.
 *
 * <p>Elsewhere (Windows; a folder that may be used but not listed) each call looks again before it
 * acts.
 */
final class Folder implements Closeable {

  private static final LinkOption[] NOFOLLOW = {LinkOption.NOFOLLOW_LINKS};

  private final Path path;
  private final @Nullable SecureDirectoryStream<Path> held;

  private Folder(Path path, @Nullable SecureDirectoryStream<Path> held) {
    this.path = path;
    this.held = held;
  }

  /** Opens the root, whose path was resolved before. */
  @SuppressWarnings("StreamResourceLeak") // it is closed with the folder
  static Folder root(Path root) throws IOException {
    return of(root, () -> Files.newDirectoryStream(root));
  }

  private interface Opening {
    DirectoryStream<Path> open() throws IOException;
  }

  private static Folder of(Path path, Opening opening) throws IOException {
    DirectoryStream<Path> stream;
    try {
      stream = opening.open();
    } catch (AccessDeniedException e) {
      return new Folder(path, null); // it may be searched all the same
    }
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return new Folder(path, secure);
    }
    stream.close();
    return new Folder(path, null);
  }

  Path path() {
    return path;
  }

  Path path(String name) {
    return FileNames.resolve(path, name);
  }

  /** Opens a folder in this one. */
  @SuppressWarnings("StreamResourceLeak") // it is closed with the folder
  Folder enter(String name) throws IOException {
    if (!attributes(name).isDirectory()) {
      throw new NotDirectoryException(path(name).toString());
    }
    if (held == null) {
      return of(path(name), () -> Files.newDirectoryStream(path(name)));
    }
    try {
      return of(path(name), () -> held.newDirectoryStream(relative(name), NOFOLLOW));
    } catch (IOException e) {
      // tells why, where a link or something else has taken its place meanwhile
      BasicFileAttributes unused = attributes(name);
      throw e;
    }
  }

  /**
   * Looks a name up.
   *
   * @throws NoSuchFileException when there is none
   * @throws OtherSpellingException when the file system finds another name for it
   * @throws StorageUnavailableException when it is neither a file nor a folder
   */
  BasicFileAttributes attributes(String name) throws IOException {
    BasicFileAttributes found = rawAttributes(name);
    if (found.isSymbolicLink()) {
      throw refused(
          path(name)
              + " is a symbolic link, and none is followed here; put the files themselves there");
    }
    if (found.isOther()) {
      throw refused(
          path(name)
              + " is a pipe, a socket or a device, and none is opened here; remove it, or choose"
              + " another key");
    }
    if (!isSpelledSo(name)) {
      throw new OtherSpellingException(path(name));
    }
    return found;
  }

  static StorageUnavailableException refused(String message) {
    return new StorageUnavailableException(false, message, null);
  }

  /** Looks a name up whatever it is, also a link. */
  BasicFileAttributes rawAttributes(String name) throws IOException {
    return view(name, BasicFileAttributeView.class).readAttributes();
  }

  /** Returns a view of what has a name, which does not follow links. */
  <V extends FileAttributeView> V view(String name, Class<V> type) {
    return Objects.requireNonNull(
        held == null
            ? Files.getFileAttributeView(path(name), type, NOFOLLOW)
            : held.getFileAttributeView(relative(name), type, NOFOLLOW));
  }

  /**
   * Whether a name that was found is there in this spelling. A file system that folds case finds
   * the name with its case turned too; then, and for names beyond ASCII, of which some file systems
   * fold more, only the list of names tells.
   */
  private boolean isSpelledSo(String name) throws IOException {
    String turned = FileNames.withCaseTurned(name);
    boolean certain = FileNames.isAscii(name) && (turned.equals(name) || !exists(turned));
    if (certain) {
      return true;
    }
    for (Path entry : entries()) {
      if (FileNames.segment(entry).filter(name::equals).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private boolean exists(String name) throws IOException {
    try {
      BasicFileAttributes unused = rawAttributes(name);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Lists what is in the folder. */
  List<Path> entries() throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream =
        held == null
            ? Files.newDirectoryStream(path)
            : held.newDirectoryStream(path.getFileSystem().getPath("."), NOFOLLOW)) {
      stream.forEach(entry -> entries.add(path.resolve(entry.getFileName())));
    } catch (DirectoryIteratorException e) {
      throw Objects.requireNonNull(e.getCause());
    }
    return entries;
  }

  /** Opens a file that was looked up before, or makes one. */
  FileChannel open(String name, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return channel(relative(name), options, attributes);
  }

  private FileChannel channel(
      Path name, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Set<OpenOption> all = new HashSet<>(options);
    all.add(LinkOption.NOFOLLOW_LINKS);
    if (held == null) {
      return FileChannel.open(path.resolve(name), all, attributes);
    }
    SeekableByteChannel channel = held.newByteChannel(name, all, attributes);
    if (channel instanceof FileChannel file) {
      return file;
    }
    channel.close();
    return FileChannel.open(path.resolve(name), all, attributes);
  }

  void deleteFile(String name) throws IOException {
    if (held == null) {
      Files.delete(path(name));
    } else {
      held.deleteFile(relative(name));
    }
  }

  /** Removes a folder; false when it is not empty, or not ours to remove, which does no harm. */
  boolean removeIfEmpty(String name) {
    try {
      if (held == null) {
        Files.delete(path(name));
      } else {
        held.deleteDirectory(relative(name));
      }
      return true;
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Forces the folder's entries to the disk. Windows does that by itself, without a call for it.
   */
  void sync() throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel =
          channel(path.getFileSystem().getPath("."), Set.of(StandardOpenOption.READ))) {
        channel.force(true);
      } catch (NoSuchFileException e) {
        // removed meanwhile because it was empty: nothing is left to be forced
      }
    }
  }

  private Path relative(String name) {
    return path(name).getFileName();
  }

  @Override
  public void close() throws IOException {
    if (held != null) {
      held.close();
    }
  }
}
