package io.github.cognitobackup.examples.cli;

import io.github.cognitobackup.ArchiveListing;
import java.util.Iterator;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists archives. */
@Command(name = "list", description = "Lists the archives of a storage; opens none of them.")
final class ListCommand extends ReportingCommand {

  @Mixin private StorageOptions storage;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  ListCommand() {}

  @Override
  public Integer call() {
    try (OpenStorage open = storage.open();
        Engine engine = Engine.offline(open.storage(), new KeyOptions());
        Stream<ArchiveListing> archives = engine.backuper().list()) {
      Iterator<ArchiveListing> all = archives.iterator();
      if (output().json()) {
        printJson(all);
      } else {
        printText(all);
      }
      return ExitCode.COMPLETE;
    }
  }

  private void printJson(Iterator<ArchiveListing> archives) {
    output().beginArray("archives");
    while (archives.hasNext()) {
      ArchiveListing archive = archives.next();
      output()
          .element(
              Json.object()
                  .put("key", archive.key())
                  .put("userPoolId", archive.userPoolId())
                  .put("created", archive.created().toString())
                  .put("sealed", archive.sealed())
                  .put("size", archive.size()));
    }
    output().object(Json.object().put("outcome", "COMPLETE"));
  }

  private void printText(Iterator<ArchiveListing> archives) {
    if (!archives.hasNext()) {
      output().line("no archives in " + storage.uri());
    }
    while (archives.hasNext()) {
      ArchiveListing archive = archives.next();
      output().line(archive.key() + "  " + Text.size(archive.size(), archive.sealed()));
    }
  }
}
