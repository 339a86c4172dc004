package io.github.cognitobackup.storage.local;

import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StorageKeys;
import io.github.cognitobackup.storage.StoredObject;
import io.github.cognitobackup.storage.local.Staging.StagedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Keeps objects as files of a folder; the key is the path beneath it.
 *
 * <p>An object is written to a file of its own beneath {@value Staging#FOLDER}, forced to the disk,
 * and then published with a hard link, which the file system refuses when the key is taken, and
 * whose folder is forced to the disk before {@link ObjectWriter#commit()} returns. So a key never
 * holds half an object, whatever happens to the process or the machine. What a killed process left
 * in {@value Staging#FOLDER} is removed when the next object is begun: a living writer holds a lock
 * on its file, a dead one does not.
 *
 * <p>Files are readable and writable by their owner only (0600), folders made here too (0700),
 * where the file system knows such modes.
 *
 * <p><b>What others put there.</b> Where the path of the folder leads is found out once. Beneath it
 * no symbolic link is followed, no pipe, socket or device opened, and none of them listed; nothing
 * is read, written or deleted outside. Of what lies in {@value Staging#FOLDER} only files with a
 * name as this class gives it are ever removed. A key is found in its own spelling only: where the
 * file system does not tell {@code Admin} from {@code admin}, the second of them is refused.
 *
 * <p>What it cannot do: it needs a file system with hard links and locks (ext4, XFS, APFS, NTFS,
 * NFS have both; FAT, exFAT and most mounts of buckets have not, and are refused when an object is
 * begun) and the same one for everything beneath the folder. A key cannot lie beneath another
 * ({@code a} and {@code a/b}). A program that may write to the folder, and changes it in the very
 * moment of a call, can still make that call wait or fail.
 *
 * <p>Thread-safe; any number of processes may share a folder.
 */
public final class LocalStorage implements Storage {

  private final Tree tree;
  private final Staging staging;

  private LocalStorage(Tree tree) {
    this.tree = tree;
    this.staging = new Staging(tree);
  }

  /**
   * Returns the storage of a folder.
   *
   * @param root the folder; made, with those above it, when the first object is begun
   * @return the storage
   * @throws StorageUnavailableException when {@code root} exists and is no folder
   */
  public static LocalStorage at(Path root) {
    Path absolute = root.toAbsolutePath();
    if (Files.exists(absolute) && !Files.isDirectory(absolute)) {
      throw new StorageUnavailableException(
          false, absolute + " is not a folder; name the folder that is to hold the objects", null);
    }
    return new LocalStorage(new Tree(resolved(absolute)));
  }

  /** Follows links now, and never again: where they lead may be changed later. */
  private static Path resolved(Path root) {
    Path existing = root;
    while (Files.notExists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    try {
      return existing.toRealPath().resolve(existing.relativize(root));
    } catch (IOException e) {
      return root; // what is wrong with it, the first call says
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws StorageUnavailableException when the storage refuses; also when a key lies beneath
   *     another, or a folder on the way is a symbolic link
   */
  @Override
  public ObjectWriter create(String key) {
    StorageKeys.check(key);
    try {
      if (tree.findForWriting(key).isPresent()) {
        throw exists(key);
      }
      return new LocalWriter(key, this, staging.create());
    } catch (IOException e) {
      throw Failure.WRITE.of(tree.path(key), e);
    }
  }

  void publish(String key, StagedFile file) throws IOException {
    if (!tree.publish(key, file)) {
      throw exists(key);
    }
  }

  RuntimeException cannotWrite(String key, IOException cause) {
    return Failure.WRITE.of(tree.path(key), cause);
  }

  private ArchiveExistsException exists(String key) {
    return new ArchiveExistsException(
        key, tree.path(key) + " already exists and is not overwritten; choose another key", null);
  }

  @Override
  public StoredObject open(String key) {
    StorageKeys.check(key);
    try {
      return LocalObject.open(tree, key)
          .orElseThrow(
              () ->
                  new ArchiveNotFoundException(
                      key, "no file " + tree.path(key) + "; list() shows the archives", null));
    } catch (IOException e) {
      throw Failure.READ.of(tree.path(key), e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>One folder after the other is read when the stream comes to it; the heap holds the names of
   * the folders on the path to the current one, not those of the whole tree. {@link
   * ObjectInfo#lastModified()} is the time of the last write before the commit.
   */
  @Override
  public Stream<ObjectInfo> list(String prefix) {
    Listing listing = new Listing(tree, StorageKeys.checkPrefix(prefix));
    int traits = Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL;
    return StreamSupport.stream(
        () -> Spliterators.spliteratorUnknownSize(listing, traits), traits, false);
  }

  @Override
  public Optional<ObjectInfo> stat(String key) {
    StorageKeys.check(key);
    try {
      return tree.find(key).map(attributes -> Tree.info(key, attributes));
    } catch (IOException e) {
      throw Failure.READ.of(tree.path(key), e);
    }
  }

  @Override
  public void delete(String key) {
    StorageKeys.check(key);
    try {
      tree.delete(key);
    } catch (IOException e) {
      throw Failure.DELETE.of(tree.path(key), e);
    }
  }

  @Override
  public String toString() {
    return "LocalStorage[" + tree.root() + "]";
  }
}
