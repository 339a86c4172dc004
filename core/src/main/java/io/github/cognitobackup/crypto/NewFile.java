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

/** A file that only its owner may read and that appears whole or not at all. Not thread-safe. */
final class NewFile implements AutoCloseable {

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

  static NewFile create(Path target) throws IOException {
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

  OutputStream stream() {
    return stream;
  }

  void publish() throws IOException {
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

  private static ArchiveExistsException exists(
      Path target, @org.jspecify.annotations.Nullable Throwable cause) {
    return new ArchiveExistsException(
        target.toString(),
        target + " exists, and nothing is overwritten: name another file or remove it",
        cause);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(temporary);
  }
}
