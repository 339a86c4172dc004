package io.github.cognitobackup.cli;

import io.github.cognitobackup.catalogue.Catalogue;
import io.github.cognitobackup.catalogue.CatalogueEntry;
import io.github.cognitobackup.catalogue.OldBackupEntry;
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
          "Only the newest N, at least 1; of what could be old backups the first N by their keys.")
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
        Stream<OldBackupEntry> others = oldBackups(Catalogue.of(open.storage()))) {
      long most = limit == null ? Long.MAX_VALUE : limit;
      Iterator<OldBackupEntry> old = others.limit(most).iterator();
      Iterator<CatalogueEntry> entries = all.limit(most).iterator();
      if (output().json()) {
        output().beginArray("archives");
        entries.forEachRemaining(entry -> output().element(Receipts.json(entry)));
        output().nextArray("oldBackups");
        old.forEachRemaining(entry -> output().element(Receipts.json(entry)));
        output().object(Json.object().put("outcome", "COMPLETE"));
      } else {
        print(entries, old);
      }
      return ExitCode.COMPLETE;
    }
  }

  private Stream<CatalogueEntry> all(Catalogue catalogue) {
    return archives.pool().map(catalogue::archives).orElseGet(catalogue::archives);
  }

  private Stream<OldBackupEntry> oldBackups(Catalogue catalogue) {
    return catalogue
        .oldBackups()
        .filter(old -> archives.pool().isEmpty() || archives.pool().equals(old.userPoolId()));
  }

  private void print(Iterator<CatalogueEntry> entries, Iterator<OldBackupEntry> old) {
    if (!entries.hasNext() && !old.hasNext()) {
      output().line("no archives in " + archives.storage().uri());
    }
    entries.forEachRemaining(entry -> output().line(Receipts.text(entry)));
    old.forEachRemaining(entry -> output().line(Receipts.text(entry)));
  }
}
