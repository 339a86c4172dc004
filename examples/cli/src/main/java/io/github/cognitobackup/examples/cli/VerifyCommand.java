package io.github.cognitobackup.examples.cli;

import io.github.cognitobackup.VerifyReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks an archive. */
@Command(
    name = "verify",
    description = "Reads an archive whole and checks every byte of it; writes nothing.")
final class VerifyCommand extends ReportingCommand {

  @Mixin private ArchiveOptions archive;
  @Mixin private KeyOptions key;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  VerifyCommand() {}

  @Override
  public Integer call() {
    try (ArchiveOptions.Place place = archive.place()) {
      return call(place);
    }
  }

  private Integer call(ArchiveOptions.Place place) {
    try (Engine engine = Engine.offline(place.storage(), key)) {
      VerifyReport report = engine.backuper().verify(place.key());
      if (output().json()) {
        output().object(Content.json(report));
      } else {
        output().line("SOUND  " + report.key());
        Content.text(report).forEach(output()::line);
      }
      return ExitCode.of(report.manifest().outcome());
    }
  }
}
