package io.github.cognitobackup.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.repository.ArchiveCheck;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.repository.VerifyReport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks archives. */
@Command(
    name = "verify",
    description = {
      "Reads an archive whole and checks every byte of it; writes nothing.",
      "With --all, checks the archives of a storage one after the other and writes into their"
          + " receipts that they were found sound; with --accept-unverifiable also foreign backups,"
          + " which have no receipts."
    })
final class VerifyCommand extends ReportingCommand {

  @ArgGroup(multiplicity = "1")
  private Which which;

  private static final class Which {

    @Parameters(
        paramLabel = "KEY",
        description = "The archive: its key as backup printed it, or the path of a file.")
    private @Nullable String key;

    @Option(names = "--all", description = "All archives of the storage.")
    private boolean all;
  }

  @Option(
      names = "--record",
      description = "Write into the receipt of the archive that it was found sound.")
  private boolean record;

  @Mixin private UnverifiableOption unverifiable;
  @Mixin private CatalogueOptions archives;
  @Mixin private KeyOptions key;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  VerifyCommand() {}

  @Override
  public Integer call() {
    if (which.all || which.key == null) {
      return all();
    }
    if (archives.pool().isPresent()) {
      throw misuse("--pool goes with --all; KEY names one archive");
    }
    ArchiveOptions archive =
        new ArchiveOptions(spec(), which.key, unverifiable, archives.storage());
    try (ArchiveOptions.Place place = archive.place();
        OpenRepository repository = OpenRepository.of(place, key)) {
      VerifyReport report =
          record
              ? recorded(repository.archives(), place.key())
              : repository.archives().verify(place.key());
      if (output().json()) {
        output().object(Content.json(report));
      } else {
        output().line(Content.title(report));
        Content.text(report).forEach(output()::line);
      }
      return ExitCode.of(report.manifest().outcome());
    }
  }

  private VerifyReport recorded(ArchiveRepository repository, String archive) {
    ArchiveCheck check = repository.verifyAndRecord(archive);
    check.warning().ifPresent(output()::warning);
    return check.report().orElseThrow(() -> check.failure().orElseThrow());
  }

  private Integer all() {
    if (record) {
      throw misuse("--record goes with KEY; --all always records");
    }
    Tally tally = new Tally();
    try (OpenStorage open = archives.storage().openExisting();
        OpenRepository repository = OpenRepository.of(open.storage(), key, unverifiable.given());
        Stream<ArchiveCheck> checks = checks(repository.archives())) {
      if (output().json()) {
        output().beginArray("archives");
      }
      checks.forEach(
          check -> {
            tally.add(check);
            check.warning().ifPresent(output()::warning);
            if (output().json()) {
              output().element(json(check));
            } else {
              output().line(text(check));
            }
          });
    }
    if (output().json()) {
      output().object(tally.json());
    } else {
      output().line(tally.text());
    }
    return ExitCode.of(tally.outcome());
  }

  private Stream<ArchiveCheck> checks(ArchiveRepository repository) {
    return archives.pool().map(repository::verifyAll).orElseGet(repository::verifyAll);
  }

  private Failure failure(ArchiveCheck check) {
    return Failure.of(check.failure().orElseThrow(), key.given());
  }

  private ObjectNode json(ArchiveCheck check) {
    ObjectNode json =
        check.report().map(Content::json).orElseGet(() -> Json.object().put("key", check.key()));
    json.put("result", check.result().name());
    if (check.failure().isPresent()) {
      json.setAll(failure(check).json());
    }
    return json.put("warning", check.warning().orElse(null));
  }

  private String text(ArchiveCheck check) {
    return check.result()
        + "  "
        + check.key()
        + check
            .report()
            .map(
                report ->
                    "  "
                        + Text.number(report.manifest().counts().users())
                        + " users, "
                        + report.manifest().outcome()
                        + report
                            .unverifiable()
                            .map(content -> ", foreign backup, unverifiable")
                            .orElse(""))
            .orElseGet(() -> ": " + failure(check).message());
  }

  /** Counts how the archives fared. */
  private static final class Tally {

    private long sound;
    private long partial;
    private long damaged;
    private long unreadable;

    void add(ArchiveCheck check) {
      switch (check.result()) {
        case SOUND -> sound++;
        case DAMAGED -> damaged++;
        case UNREADABLE -> unreadable++;
      }
      if (check
          .report()
          .filter(report -> report.manifest().outcome() == Outcome.PARTIAL)
          .isPresent()) {
        partial++;
      }
    }

    Outcome outcome() {
      if (damaged > 0) {
        return Outcome.FAILED;
      }
      return partial + unreadable > 0 ? Outcome.PARTIAL : Outcome.COMPLETE;
    }

    ObjectNode json() {
      return Json.object()
          .put("outcome", outcome().name())
          .put("sound", sound)
          .put("partial", partial)
          .put("damaged", damaged)
          .put("unreadable", unreadable);
    }

    String text() {
      return outcome()
          + "  "
          + Text.number(sound)
          + " sound ("
          + Text.number(partial)
          + " of them partial), "
          + Text.number(damaged)
          + " damaged, "
          + Text.number(unreadable)
          + " unreadable";
    }
  }
}
