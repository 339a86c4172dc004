package io.github.cognitobackup.internal.file;

import io.github.cognitobackup.error.ArchiveExistsException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file that only its owner may read and that appears whole or not at all, for what must not leak:
 * an opened archive, a key. Until {@link #publish()} it has another, hidden name in the same
 * folder.
 *
 * <pre>{@code
 * try (NewFile file = NewFile.create(path)) {
 *   file.stream().write(secret);
 *   file.publish();
 * }
 * }</pre>
 *
 * <p>A process that is killed leaves its file under the hidden name, which begins with {@code
 * .cognito-backup-new-}. The next new file in that folder removes it: what its process is still
 * writing is locked, and what nobody holds a lock on was left behind. Links, special files, and
 * files whose name is not exactly of that form, are left alone.
 *
 * <p>Where the file system knows no POSIX permissions, it gets those of its folder. Not
 * thread-safe.
 */
public final class NewFile implements AutoCloseable {

  /** Begins hidden names; no key of a storage begins so. */
  private static final String HIDDEN = ".cognito-backup-new-";

  /**
   * Begins those of this process, which it must not open again: on Unix, closing any descriptor of
   * a file gives up all locks that the process holds on it.
   */
  private static final String OWN =
      HIDDEN
          + ProcessHandle.current().pid()
          + "-"
          + ProcessHandle.current().info().startInstant().map(Instant::toEpochMilli).orElse(0L)
          + "-";

  /** Hidden names as they are made here; a file with another one is somebody else's. */
  private static final Pattern LEFT_BEHIND =
      Pattern.compile(
          Pattern.quote(HIDDEN)
              + "\\d{1,20}-\\d{1,20}-\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private final Path target;
  private final Path temporary;
  private final FileChannel channel;
  private final OutputStream stream;

  private NewFile(Path target, Path temporary, FileChannel channel) {
    this.target = target;
    this.temporary = temporary;
    this.channel = channel;
    this.stream = Channels.newOutputStream(channel);
  }

  /**
   * Begins a file.
   *
   * @param target its path, where nothing may be
   * @return the file, which the caller closes
   * @throws IOException when it cannot be written
   * @throws ArchiveExistsException when something is there
   */
  public static NewFile create(Path target) throws IOException {
    refuseExisting(target);
    removeLeftBehind(target);
    while (true) {
      Path temporary = target.resolveSibling(OWN + UUID.randomUUID());
      FileChannel channel =
          FileChannel.open(
              temporary,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              onlyForTheOwner(target));
      NewFile file = new NewFile(target, temporary, channel);
      // between its creation and the lock it looks left behind, and another process may remove it
      if (lock(channel) && Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
        return file;
      }
      file.close();
    }
  }

  private static FileAttribute<?>[] onlyForTheOwner(Path target) {
    return target.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean lock(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (IOException e) {
      return true; // no locks here: nobody removes anything then
    }
  }

  private static void removeLeftBehind(Path target) throws IOException {
    try (DirectoryStream<Path> hidden =
        Files.newDirectoryStream(target.resolveSibling("."), HIDDEN + "*")) {
      for (Path file : hidden) {
        String name = file.getFileName().toString();
        if (LEFT_BEHIND.matcher(name).matches() && !name.startsWith(OWN)) {
          removeUnlessLocked(hidden, file);
        }
      }
    } catch (AccessDeniedException | DirectoryIteratorException e) {
      // one may create files in a folder that one may not list
    }
  }

  private static void removeUnlessLocked(DirectoryStream<Path> folder, Path file) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return; // somebody else's, such as a pipe, at which opening would wait
    }
    // for reading too: a pipe that took its place would then not wait for its reader
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      if (channel.tryLock() != null) {
        delete(folder, file);
      }
    } catch (IOException | OverlappingFileLockException e) {
      // gone meanwhile, another user's, or another name of a file of this process
    }
  }

  /** Deletes it in the very folder that was listed, wherever that folder's path leads now. */
  private static void delete(DirectoryStream<Path> folder, Path file) throws IOException {
    if (folder instanceof SecureDirectoryStream<Path> held) {
      held.deleteFile(file.getFileName());
    } else {
      Files.deleteIfExists(file);
    }
  }

  /** Refuses a path where something is. */
  public static void refuseExisting(Path target) {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw exists(target, null);
    }
  }

  /**
   * Returns the stream to write the content to. It is not buffered, and closed with the file.
   *
   * @return the stream
   */
  public OutputStream stream() {
    return stream;
  }

  /**
   * Gives the file, which is whole now and safe on its disk, its name. Nothing is overwritten, also
   * when something appeared under that name meanwhile.
   *
   * @throws IOException when it cannot be written
   * @throws ArchiveExistsException when something is there
   */
  public void publish() throws IOException {
    channel.force(true);
    try {
      try {
        // unlike a rename, a link refuses a target that appeared meanwhile
        Files.createLink(target, temporary);
      } catch (FileAlreadyExistsException e) {
        throw e;
      } catch (FileSystemException | UnsupportedOperationException e) {
        // a file system without links
        Files.move(temporary, target);
      }
    } catch (FileAlreadyExistsException e) {
      throw exists(target, e);
    }
    channel.close(); // and with it the lock, under which nobody takes the hidden name away
  }

  private static ArchiveExistsException exists(Path target, @Nullable Throwable cause) {
    return new ArchiveExistsException(
        target.toString(),
        target + " exists, and nothing is overwritten: name another file or remove it",
        cause);
  }

  /**
   * Removes what was not published.
   *
   * @throws IOException when that fails
   */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(temporary);
  }
}
