package io.github.cognitobackup.internal.format;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Writes entries into a directory beside the target, which takes the target's name at the end. */
public final class Extraction {

  private final FileAttribute<?>[] privateFile;
  private final FileAttribute<?>[] privateDirectory;

  private Extraction(Path parent) {
    boolean posix = parent.getFileSystem().supportedFileAttributeViews().contains("posix");
    privateFile = posix ? attributes("rw-------") : new FileAttribute<?>[0];
    privateDirectory = posix ? attributes("rwx------") : new FileAttribute<?>[0];
  }

  /** Hands over the entries, one after the other. */
  @FunctionalInterface
  public interface Entries {
    void writeTo(Sink sink) throws IOException;
  }

  /** Takes an entry. */
  @FunctionalInterface
  public interface Sink {
    void write(String name, InputStream content) throws IOException;
  }

  /**
   * Writes entries into a new directory, which appears whole or not at all.
   *
   * @param directory does not exist, or is empty
   * @throws IOException when it is not empty, or cannot be written
   */
  public static void to(Path directory, Entries entries) throws IOException {
    Path target = directory.toAbsolutePath().normalize();
    Path parent = target.getParent();
    if (parent == null) {
      throw new IOException("Not a directory to extract to: " + directory);
    }
    refuseFilled(target);
    new Extraction(parent).run(parent, target, entries);
  }

  private void run(Path parent, Path target, Entries entries) throws IOException {
    Path work = Files.createTempDirectory(parent, "." + target.getFileName(), privateDirectory);
    try {
      DistinctNames names = new DistinctNames();
      entries.writeTo((name, content) -> write(work, names.of(name), content));
      Files.deleteIfExists(target); // is empty, or this fails
      Files.move(work, target, ATOMIC_MOVE);
    } catch (Throwable e) {
      delete(work, e);
      throw e;
    }
  }

  private void write(Path root, String name, InputStream content) throws IOException {
    Path directory = root;
    String[] segments = name.split("/", -1);
    for (String segment : List.of(segments).subList(0, segments.length - 1)) {
      directory = directory.resolve(segment);
      if (!Files.isDirectory(directory)) {
        Files.createDirectory(directory, privateDirectory);
      }
    }
    Path file = directory.resolve(segments[segments.length - 1]);
    try (OutputStream out =
        Channels.newOutputStream(
            Files.newByteChannel(file, Set.of(CREATE_NEW, WRITE), privateFile))) {
      content.transferTo(out);
    }
  }

  private static void refuseFilled(Path target) throws IOException {
    if (Files.isDirectory(target, NOFOLLOW_LINKS)) {
      try (Stream<Path> children = Files.list(target)) {
        if (children.findAny().isPresent()) {
          throw new DirectoryNotEmptyException(target.toString());
        }
      }
    } else if (Files.exists(target, NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString());
    }
  }

  private static void delete(Path work, Throwable reason) {
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  private static FileAttribute<?>[] attributes(String permissions) {
    FileAttribute<Set<PosixFilePermission>> attribute =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    return new FileAttribute<?>[] {attribute};
  }
}
