package io.github.cognitobackup.cli;

import io.github.cognitobackup.catalogue.Catalogue;
import io.github.cognitobackup.catalogue.CatalogueEntry;
import io.github.cognitobackup.catalogue.ForeignBackupEntry;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists archives. */
@Command(
    name = "list",
    description = "Lists the archives of a storage, newest first; opens none of them.")
final class ListCommand extends ReportingCommand {

  @Mixin private CatalogueOptions archives;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "Only the newest N, at least 1; of what could be foreign backups the first N by their"
              + " keys.")
  private @Nullable Integer limit;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  ListCommand() {}

  @Override
  public Integer call() {
    if (limit != null && limit < 1) {
      throw misuse("--limit is at least 1, not " + limit);
    }
    try (OpenStorage open = archives.storage().openExisting();
        Stream<CatalogueEntry> all = all(Catalogue.of(open.storage()));
        Stream<ForeignBackupEntry> others = foreignBackups(Catalogue.of(open.storage()))) {
      long most = limit == null ? Long.MAX_VALUE : limit;
      Iterator<ForeignBackupEntry> foreign = others.limit(most).iterator();
      Iterator<CatalogueEntry> entries = all.limit(most).iterator();
      if (output().json()) {
        output().beginArray("archives");
        entries.forEachRemaining(entry -> output().element(Receipts.json(entry)));
        output().nextArray("oldBackups");
        foreign.forEachRemaining(entry -> output().element(Receipts.json(entry)));
        output().object(Json.object().put("outcome", "COMPLETE"));
      } else {
        print(entries, foreign);
      }
      return ExitCode.COMPLETE;
    }
  }

  private Stream<CatalogueEntry> all(Catalogue catalogue) {
    return archives.pool().map(catalogue::archives).orElseGet(catalogue::archives);
  }

  private Stream<ForeignBackupEntry> foreignBackups(Catalogue catalogue) {
    return catalogue
        .foreignBackups()
        .filter(
            foreign -> archives.pool().isEmpty() || archives.pool().equals(foreign.userPoolId()));
  }

  private void print(Iterator<CatalogueEntry> entries, Iterator<ForeignBackupEntry> foreign) {
    if (!entries.hasNext() && !foreign.hasNext()) {
      output().line("no archives in " + archives.storage().uri());
    }
    entries.forEachRemaining(entry -> output().line(Receipts.text(entry)));
    foreign.forEachRemaining(entry -> output().line(Receipts.text(entry)));
  }
}
