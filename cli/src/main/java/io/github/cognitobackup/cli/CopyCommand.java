package io.github.cognitobackup.cli;

import io.github.cognitobackup.transfer.Copy;
import io.github.cognitobackup.transfer.Selection;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Copies archives to another storage. */
@Command(
    name = "copy",
    description = {
      "Copies archives and their receipts to another storage, as they are: sealed ones stay sealed,"
          + " and no key is needed.",
      "Nothing is overwritten, and the source is only read. Without KEY, --pool or --all: all."
    })
final class CopyCommand extends ReportingCommand {

  @Option(
      names = "--from",
      paramLabel = "URI",
      converter = Storages.UriConverter.class,
      description = "Where the archives live, such as file:///var/backups.")
  private @Nullable URI from;

  @Option(
      names = "--storage",
      paramLabel = "URI",
      converter = Storages.UriConverter.class,
      description = "The source unless --from is given, for example from a configuration file.")
  private @Nullable URI storage;

  @Option(
      names = "--to",
      paramLabel = "URI",
      required = true,
      converter = Storages.UriConverter.class,
      description = "Where to copy them.")
  private URI to;

  @Mixin private S3Options s3;
  @Mixin private SelectionOptions selection;

  @Option(
      names = "--with-restores",
      description = "Copy also the journals and identity maps that restores left.")
  private boolean withRestores;

  @Option(names = "--dry-run", description = "Write nothing, and show what would be done.")
  private boolean dryRun;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  CopyCommand() {}

  @Override
  public Integer call() {
    URI begin = from == null ? storage : from;
    if (begin == null) {
      throw misuse("name the storage of the archives with --from URI");
    }
    Selection chosen = selection.selection().orElse(Selection.all());
    try (OpenStorage source = Storages.open(begin, s3);
        OpenStorage target = Storages.open(to, s3);
        TransferOutput told = new TransferOutput(output(), dryRun)) {
      Copy copy = Copy.between(source.storage(), target.storage()).listener(told);
      if (withRestores) {
        copy = copy.withRestores();
      }
      return told.finish((dryRun ? copy.dryRun() : copy).run(chosen));
    }
  }
}
