package io.github.cognitobackup.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.repository.VerifyReport;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks into an archive. */
@Command(
    name = "inspect",
    description = {
      "Tells what an archive is and holds, entry by entry, after checking it like verify.",
      "Of a sealed archive without its key, it tells only what the head says."
    })
final class InspectCommand extends ReportingCommand {

  @Mixin private ArchiveOptions archive;
  @Mixin private KeyOptions key;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  InspectCommand() {}

  @Override
  public Integer call() {
    try (ArchiveOptions.Place place = archive.place()) {
      return call(place);
    }
  }

  private Integer call(ArchiveOptions.Place place) {
    Optional<EnvelopeHead> head = EnvelopeHead.of(place.storage(), place.key());
    if (head.isPresent() && !key.given()) {
      reportHead(place.key(), head.get());
      return ExitCode.COMPLETE;
    }
    try (OpenRepository repository = OpenRepository.of(place, key)) {
      VerifyReport report = repository.archives().verify(place.key());
      if (output().json()) {
        output().object(json(report, head));
      } else {
        print(report, head);
      }
      return ExitCode.of(report.manifest().outcome());
    }
  }

  private void reportHead(String archiveKey, EnvelopeHead head) {
    if (output().json()) {
      ObjectNode json =
          Json.object()
              .put("outcome", "COMPLETE")
              .put("key", archiveKey)
              .put("size", head.size())
              .put("sealed", true)
              .put("opened", false);
      json.set("envelope", Json.of(head));
      output().object(json);
    } else {
      output().line("SEALED  " + archiveKey);
      output().line(text(head));
      output().line("give --kms-key-id to look inside");
    }
  }

  private static ObjectNode json(VerifyReport report, Optional<EnvelopeHead> head) {
    ObjectNode json = Content.json(report).put("opened", true);
    head.ifPresent(found -> json.set("envelope", Json.of(found)));
    json.set("entries", Json.of(report.manifest().entries()));
    return json;
  }

  private void print(VerifyReport report, Optional<EnvelopeHead> head) {
    output().line(Content.title(report));
    Content.text(report).forEach(output()::line);
    if (report.unverifiable().isEmpty()) {
      output()
          .line(
              "format "
                  + report.header().formatVersion()
                  + ", written by cognito-backup "
                  + report.header().libraryVersion());
    }
    report.header().options().forEach((name, value) -> output().line(name + ": " + value));
    head.map(InspectCommand::text).ifPresent(output()::line);
    report
        .manifest()
        .counts()
        .resources()
        .forEach((type, count) -> output().line(count + " " + type));
    for (Manifest.Entry entry : report.manifest().entries()) {
      output().line(entry.sha256() + "  " + Text.number(entry.size()) + "  " + entry.name());
    }
  }

  private static String text(EnvelopeHead head) {
    return "envelope: "
        + Text.number(head.size())
        + " bytes, initialisation vector "
        + head.ivLength()
        + ", encrypted data key "
        + head.encryptedKeyLength();
  }
}
