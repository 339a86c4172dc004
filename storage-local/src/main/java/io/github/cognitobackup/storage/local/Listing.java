package io.github.cognitobackup.storage.local;

import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.StorageKeys;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks the tree in the order of keys, one folder at a time.
 *
 * <p>A folder {@code a} takes its place as {@code a/}, with which all keys in it begin: so {@code
 * a.b} comes before {@code a/b}, and {@code a0} after it, as the order of whole keys wants it.
 */
final class Listing implements Iterator<ObjectInfo> {

  /** A folder on the way, with those of its names that are still to come; a folder's ends in /. */
  private record Level(String key, Path path, Iterator<String> names) {}

  private final Tree tree;
  private final String prefix;
  private final Deque<Level> levels = new ArrayDeque<>();
  private boolean started;
  private @Nullable ObjectInfo next;

  Listing(Tree tree, String prefix) {
    this.tree = tree;
    this.prefix = prefix;
  }

  @Override
  public boolean hasNext() {
    if (!started) {
      started = true;
      start();
    }
    while (next == null && !levels.isEmpty()) {
      advance(levels.element());
    }
    return next != null;
  }

  @Override
  public ObjectInfo next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    ObjectInfo result = next;
    next = null;
    return result;
  }

  private void start() {
    int slash = prefix.lastIndexOf('/');
    if (slash < 0) {
      enter("");
      return;
    }
    String folder = prefix.substring(0, slash);
    try {
      if (tree.isFolder(folder)) {
        enter(folder + "/");
      }
    } catch (IOException e) {
      throw Failure.LIST.of(tree.path(folder), e);
    }
  }

  private void advance(Level level) {
    if (!level.names().hasNext()) {
      levels.pop();
      return;
    }
    String name = level.names().next();
    String key = level.key() + name;
    if (name.endsWith("/")) {
      enter(key);
      return;
    }
    Path file = FileNames.resolve(level.path(), name);
    attributes(file)
        .filter(BasicFileAttributes::isRegularFile)
        .ifPresent(attributes -> next = Tree.info(key, attributes));
  }

  private void enter(String key) {
    List<String> names = new ArrayList<>();
    Path path = tree.root();
    try (Trail trail = Trail.to(tree, key)) {
      path = trail.folder().path();
      for (Path file : trail.folder().entries()) {
        Optional<String> name = nameIn(key, file);
        if (name.isPresent()) {
          kindOf(trail.folder(), name.get()).ifPresent(names::add);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return; // removed since it was seen, or never made
    } catch (IOException e) {
      throw Failure.LIST.of(path, e);
    }
    names.sort(StorageKeys.ORDER);
    levels.push(new Level(key, path, names.iterator()));
  }

  private Optional<String> nameIn(String folder, Path file) {
    return FileNames.segment(file)
        .filter(name -> StorageKeys.isValid(folder + name))
        .filter(name -> (folder + name).startsWith(prefix));
  }

  /** The name of a file as it is, that of a folder with a slash; empty for anything else. */
  private static Optional<String> kindOf(Folder folder, String name) throws IOException {
    try {
      BasicFileAttributes found = folder.rawAttributes(name);
      if (found.isDirectory()) {
        return Optional.of(name + "/");
      }
      return found.isRegularFile() ? Optional.of(name) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty(); // removed meanwhile
    }
  }

  private static Optional<BasicFileAttributes> attributes(Path file) {
    try {
      return Optional.of(Tree.attributes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Failure.LIST.of(file, e);
    }
  }
}
