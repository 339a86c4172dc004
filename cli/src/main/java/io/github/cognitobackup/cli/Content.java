package io.github.cognitobackup.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.repository.UnverifiableContent;
import io.github.cognitobackup.repository.VerifyReport;
import java.util.ArrayList;
import java.util.List;

/** What a sound archive holds, for {@code verify}, {@code inspect} and {@code extract}. */
final class Content {

  private Content() {}

  /** The first line: what was verified, and how far. */
  static String title(VerifyReport report) {
    return (report.unverifiable().isPresent() ? "UNPROVEN  " : "SOUND  ") + report.key();
  }

  static ObjectNode json(VerifyReport report) {
    ArchiveHeader header = report.header();
    Manifest manifest = report.manifest();
    boolean proven = report.unverifiable().isEmpty();
    ObjectNode json =
        Json.object()
            .put("outcome", manifest.outcome().name())
            .put("key", report.key())
            .put("userPoolId", header.poolId())
            .put("userPoolArn", header.poolArn())
            .put("region", header.region())
            .put("formatVersion", header.formatVersion())
            .put("libraryVersion", header.libraryVersion())
            .put("start", proven ? header.start().toString() : null)
            .put("end", proven ? manifest.end().toString() : null)
            .put("users", manifest.counts().users())
            .put("memberships", manifest.counts().memberships());
    json.set("resources", Json.of(manifest.counts().resources()));
    json.set("gaps", Json.of(manifest.gaps()));
    json.set("options", Json.of(header.options()));
    json.set("unproven", report.unverifiable().<JsonNode>map(Json::of).orElse(NullNode.instance));
    return json.put("size", report.size())
        .put("sealed", report.sealed())
        .put("committed", report.committed())
        .put("named", report.named());
  }

  static List<String> text(VerifyReport report) {
    Manifest.Counts counts = report.manifest().counts();
    List<String> lines = new ArrayList<>();
    lines.add(
        "pool "
            + report.header().poolId()
            + (report.unverifiable().isPresent()
                ? ""
                : ", " + report.header().start() + " to " + report.manifest().end())
            + ", "
            + report.manifest().outcome());
    lines.add(
        Text.content(counts.users(), counts.memberships(), counts.resources())
            + "; "
            + Text.size(report.size(), report.sealed()));
    lines.addAll(Text.gaps(report.manifest().gaps()));
    if (!report.named() && report.unverifiable().isEmpty()) {
      lines.add(unnamed(report.key()));
    }
    report.unverifiable().ifPresent(unverifiable -> lines.addAll(text(unverifiable)));
    return lines;
  }

  /**
   * Warns where the name of an archive could be anybody's; of foreign backups more is told anyway.
   */
  static void warnOfName(ArchiveOptions.Place place, Output output) {
    if (!place.acceptsUnverifiable() && ArchiveKey.parse(place.key()).isEmpty()) {
      output.warning(unnamed(place.key()));
    }
  }

  private static String unnamed(String key) {
    return "the name \""
        + key
        + "\" tells neither pool nor time of a backup, and proves nothing: see that this is the"
        + " archive you mean";
  }

  private static List<String> text(UnverifiableContent unverifiable) {
    List<String> lines = new ArrayList<>();
    lines.add("a foreign backup: " + unverifiable.kind().description());
    unverifiable.shown().forEach(what -> lines.add("shown: " + what));
    lines.add(
        "shown: "
            + Text.number(unverifiable.repeatedUsernames())
            + " users repeat a user name of an earlier one, "
            + Text.number(unverifiable.repeatedSubs())
            + " a sub");
    unverifiable.notProven().forEach(what -> lines.add("not proven: " + what));
    return lines;
  }
}
