package io.github.cognitobackup.crypto;

import io.github.cognitobackup.error.ArchiveExistsException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that only its owner may read and that appears whole or not at all, for what must not leak:
 * an opened archive, a key. Until {@link #publish()} it has another, hidden name beside its own.
 *
 * <pre>{@code
 * try (NewFile file = NewFile.create(path)) {
 *   file.stream().write(secret);
 *   file.publish();
 * }
 * }</pre>
 *
 * <p>Where the file system knows no POSIX permissions, it gets those of its folder. Not
 * thread-safe.
 */
public final class NewFile implements AutoCloseable {

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
    Path temporary =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    FileAttribute<?>[] attributes =
        target.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    FileChannel channel =
        FileChannel.open(
            temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes);
    return new NewFile(target, temporary, channel);
  }

  static void refuseExisting(Path target) {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw exists(target, null);
    }
  }

  /**
   * Gives the stream to write the content to. It is not buffered, and closed with the file.
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
    channel.close();
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
