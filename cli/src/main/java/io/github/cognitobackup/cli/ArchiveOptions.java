package io.github.cognitobackup.cli;

import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StorageKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The archive that a command reads. */
final class ArchiveOptions {

  /** The end of a path as a backup makes it: a folder for the pool, a file for the moment. */
  private static final Pattern OWN_KEY =
      Pattern.compile("[\\w-]+_[0-9A-Za-z]+/\\d{8}T\\d{6}\\.\\d{3}Z.*");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Parameters(
      paramLabel = "KEY",
      description = "The archive: its key as backup printed it, or the path of a file.")
  private String key;

  @Mixin private UnverifiableOption unverifiable;
  @Mixin private StorageOptions storage;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  ArchiveOptions() {}

  /** For a command that may be given something else instead of an archive. */
  ArchiveOptions(
      CommandSpec command, String key, UnverifiableOption unverifiable, StorageOptions storage) {
    this.command = command;
    this.key = key;
    this.unverifiable = unverifiable;
    this.storage = storage;
  }

  /**
   * An archive's place.
   *
   * @param open where it lives
   * @param key its key there
   * @param acceptsUnverifiable whether it may be a foreign backup
   */
  record Place(OpenStorage open, String key, boolean acceptsUnverifiable) implements AutoCloseable {

    Storage storage() {
      return open.storage();
    }

    @Override
    public void close() {
      open.close();
    }
  }

  /** Finds the archive: a key of the storage first, a file else. */
  Place place() {
    if (!storage.given()) {
      return file().map(this::placeOf).orElseThrow(this::needsStorage);
    }
    OpenStorage named = storage.open();
    boolean found = false;
    try {
      found = StorageKeys.isValid(key) && named.storage().stat(key).isPresent();
    } finally {
      if (!found) {
        named.close();
      }
    }
    return found
        ? new Place(named, key, unverifiable.given())
        : file().map(this::placeOf).orElseGet(this::absent);
  }

  private Optional<Path> file() {
    try {
      Path path = Path.of(key);
      if (!Files.isRegularFile(path)) {
        return Optional.empty();
      }
      Path named = path.toAbsolutePath().normalize();
      // a link named as a backup is left to the storage, which follows none: what the link leads to
      // would be compared with a name of its own, and not against the one that was asked for
      return Optional.of(ownKey(named).isPresent() ? named : path.toRealPath());
    } catch (InvalidPathException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of foreign backups that a folder names the pool of. */
  private static final Pattern IN_POOL_FOLDER =
      Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d_[0-9A-Za-z]+/(users|groups)\\.json");

  /** A file beneath a pool's folder keeps the key that it has, so that its pool can be checked. */
  private Place placeOf(Path file) {
    Path folder = file.resolveSibling(".").normalize();
    return ownKey(file)
        .map(ownKey -> place(folder.resolveSibling(".").normalize(), ownKey))
        .orElseGet(() -> place(folder, String.valueOf(file.getFileName())));
  }

  private static Optional<String> ownKey(Path file) {
    int names = file.getNameCount();
    return names < 2
        ? Optional.empty()
        : Optional.of(file.getName(names - 2) + "/" + file.getName(names - 1))
            .filter(own -> OWN_KEY.matcher(own).matches() || IN_POOL_FOLDER.matcher(own).matches());
  }

  private Place place(Path root, String key) {
    return new Place(storage.open(root.toUri()), key, unverifiable.given());
  }

  private Place absent() {
    if (!StorageKeys.isValid(key)) {
      throw new ParameterException(
          command.commandLine(), "'" + key + "' is neither a key of the storage nor a file");
    }
    return new Place(storage.open(), key, unverifiable.given());
  }

  private ParameterException needsStorage() {
    return new ParameterException(
        command.commandLine(),
        "there is no file '" + key + "'; if it is a key, say with --storage where the archive is");
  }
}
