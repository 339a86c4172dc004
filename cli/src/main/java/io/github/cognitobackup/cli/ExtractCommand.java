package io.github.cognitobackup.cli;

import io.github.cognitobackup.repository.VerifyReport;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Opens an archive for a person. */
@Command(
    name = "extract",
    description =
        "Writes the documents of an archive into a folder: plain text, users' data and secrets"
            + " included, readable to its owner only.")
final class ExtractCommand extends ReportingCommand {

  @Mixin private ArchiveOptions archive;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "The folder, which is made, or is empty.")
  private Path directory;

  @Mixin private KeyOptions key;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  ExtractCommand() {}

  @Override
  public Integer call() {
    try (ArchiveOptions.Place place = archive.place()) {
      return call(place);
    }
  }

  private Integer call(ArchiveOptions.Place place) {
    String[] inside = directory.toFile().list();
    if (inside == null ? Files.exists(directory) : inside.length > 0) {
      throw misuse(directory + " is not an empty folder; name one that does not exist yet");
    }
    try (OpenRepository repository = OpenRepository.of(place, key)) {
      VerifyReport report = repository.archives().extract(place.key(), directory);
      if (output().json()) {
        output().object(Content.json(report).put("output", directory.toString()));
      } else {
        output().line("EXTRACTED  " + report.key() + " to " + directory);
        Content.text(report).forEach(output()::line);
      }
      return ExitCode.of(report.manifest().outcome());
    }
  }
}
