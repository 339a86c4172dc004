package io.github.cognitobackup.cli;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The storage that a command works with. */
final class StorageOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--storage",
      paramLabel = "URI",
      converter = Storages.UriConverter.class,
      description =
          "Where archives live: file:///var/backups, or s3://bucket/prefix. May be left out where a"
              + " command is given the path of an archive.")
  private @Nullable URI uri;

  @Mixin private S3Options s3;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  StorageOptions() {}

  boolean given() {
    return uri != null;
  }

  /** The storage's name, for a person. */
  URI uri() {
    if (uri == null) {
      throw new ParameterException(
          command.commandLine(), "name the storage of the archives with --storage URI");
    }
    return uri;
  }

  /** Opens the storage; the caller closes it. */
  OpenStorage open() {
    return Storages.open(uri(), s3);
  }

  /**
   * Opens a storage that must be there; the caller closes it.
   *
   * @throws io.github.cognitobackup.error.StorageUnavailableException when it is not
   */
  OpenStorage openExisting() {
    Storages.requireExisting(uri());
    return open();
  }

  /** Opens another storage with the same options of buckets; the caller closes it. */
  OpenStorage open(URI other) {
    return Storages.open(other, s3);
  }
}
