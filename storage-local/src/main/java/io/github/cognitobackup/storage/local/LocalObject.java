package io.github.cognitobackup.storage.local;

import io.github.cognitobackup.error.PrintableText;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A file held open: all streams read through the one descriptor, which stays with the file that was
 * opened whatever becomes of its name.
 */
final class LocalObject implements StoredObject {

  private static final int MAX_READ_BYTES = 64 * 1024;

  private final Path path;
  private final ObjectInfo info;
  private final BasicFileAttributes opened;
  private final FileChannel channel;
  private volatile boolean closed;

  private LocalObject(Path path, ObjectInfo info, BasicFileAttributes opened, FileChannel channel) {
    this.path = path;
    this.info = info;
    this.opened = opened;
    this.channel = channel;
  }

  /** Opens the file of a key; empty when there is none. */
  static Optional<LocalObject> open(Tree tree, String key) throws IOException {
    for (int attempt = 1; ; attempt++) {
      LocalObject object = null;
      boolean kept = false;
      try (Trail trail = Trail.to(tree, key)) {
        // looked up first: opening a named pipe would wait for its writer
        BasicFileAttributes found = trail.folder().attributes(trail.name());
        if (!found.isRegularFile()) {
          return Optional.empty();
        }
        FileChannel channel = trail.folder().open(trail.name(), Set.of(StandardOpenOption.READ));
        object = new LocalObject(tree.path(key), Tree.info(key, found), found, channel);
        if (isSame(found, trail.folder().attributes(trail.name())) && object.isUnchanged()) {
          kept = true;
          return Optional.of(object);
        }
      } catch (NoSuchFileException | NotDirectoryException e) {
        return Optional.empty();
      } finally {
        if (object != null && !kept) {
          object.close();
        }
      }
      if (attempt == Tree.ATTEMPTS) {
        throw new IOException("it changes all the time");
      }
    }
  }

  private static boolean isSame(BasicFileAttributes one, BasicFileAttributes other) {
    return Objects.equals(one.fileKey(), other.fileKey());
  }

  private boolean isUnchanged() throws IOException {
    if (channel.size() != info.size()) {
      return false;
    }
    try {
      BasicFileAttributes now = Tree.attributes(path);
      // under another file's name there is nothing to learn about ours
      return !isSame(now, opened) || now.lastModifiedTime().equals(opened.lastModifiedTime());
    } catch (NoSuchFileException e) {
      return true;
    }
  }

  @Override
  public ObjectInfo info() {
    return info;
  }

  @Override
  public InputStream openStream() {
    requireOpen();
    requireUnchanged();
    return new Stream();
  }

  @Override
  public void close() {
    closed = true;
    try {
      channel.close();
    } catch (IOException e) {
      // the descriptor was read only: nothing can be lost
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "\"" + PrintableText.of(info.key()) + "\" was already closed");
    }
  }

  private void requireUnchanged() {
    boolean unchanged;
    try {
      unchanged = isUnchanged();
    } catch (IOException e) {
      throw Failure.READ.of(path, e);
    }
    if (!unchanged) {
      throw new StorageUnavailableException(
          true, path + " was changed after it had been opened; open it again", null);
    }
  }

  private final class Stream extends InputStream {

    private long position;

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      if (length == 0) {
        return 0;
      }
      requireOpen();
      long left = info.size() - position;
      if (left == 0) {
        requireUnchanged();
        return -1;
      }
      int wanted = (int) Math.min(left, Math.min(length, MAX_READ_BYTES));
      try {
        int count = channel.read(ByteBuffer.wrap(bytes, offset, wanted), position);
        if (count < 0) {
          throw new IOException("it became shorter while it was read");
        }
        position += count;
        return count;
      } catch (IOException e) {
        throw Failure.READ.of(path, e);
      }
    }

    @Override
    public int available() {
      return (int) Math.min(Integer.MAX_VALUE, info.size() - position);
    }
  }
}
