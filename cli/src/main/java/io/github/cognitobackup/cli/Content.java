package io.github.cognitobackup.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.repository.UnprovenContent;
import io.github.cognitobackup.repository.VerifyReport;
import java.util.ArrayList;
import java.util.List;

/** What a sound archive holds, for {@code verify}, {@code inspect} and {@code extract}. */
final class Content {

  private Content() {}

  /** The first line: what was verified, and how far. */
  static String title(VerifyReport report) {
    return (report.unproven().isPresent() ? "UNPROVEN  " : "SOUND  ") + report.key();
  }

  static ObjectNode json(VerifyReport report) {
    ArchiveHeader header = report.header();
    Manifest manifest = report.manifest();
    boolean proven = report.unproven().isEmpty();
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
    json.set("unproven", report.unproven().<JsonNode>map(Json::of).orElse(NullNode.instance));
    return json.put("size", report.size())
        .put("sealed", report.sealed())
        .put("named", report.named());
  }

  static List<String> text(VerifyReport report) {
    Manifest.Counts counts = report.manifest().counts();
    List<String> lines = new ArrayList<>();
    lines.add(
        "pool "
            + report.header().poolId()
            + (report.unproven().isPresent()
                ? ""
                : ", " + report.header().start() + " to " + report.manifest().end())
            + ", "
            + report.manifest().outcome());
    lines.add(
        Text.content(counts.users(), counts.memberships(), counts.resources())
            + "; "
            + Text.size(report.size(), report.sealed()));
    lines.addAll(Text.gaps(report.manifest().gaps()));
    if (!report.named() && report.unproven().isEmpty()) {
      lines.add(unnamed(report.key()));
    }
    report.unproven().ifPresent(unproven -> lines.addAll(text(unproven)));
    return lines;
  }

  /**
   * Returns where the name of an archive could be anybody's; of old backups more is told anyway.
   */
  static void warnOfName(ArchiveOptions.Place place, Output output) {
    if (!place.acceptsUnproven() && ArchiveKey.parse(place.key()).isEmpty()) {
      output.warning(unnamed(place.key()));
    }
  }

  private static String unnamed(String key) {
    return "the name \""
        + key
        + "\" tells neither pool nor time of a backup, and proves nothing: see that this is the"
        + " archive you mean";
  }

  private static List<String> text(UnprovenContent unproven) {
    List<String> lines = new ArrayList<>();
    lines.add("an old backup: " + unproven.kind().description());
    unproven.shown().forEach(what -> lines.add("shown: " + what));
    lines.add(
        "shown: "
            + Text.number(unproven.repeatedUsernames())
            + " users repeat a user name of an earlier one, "
            + Text.number(unproven.repeatedSubs())
            + " a sub");
    unproven.notProven().forEach(what -> lines.add("not proven: " + what));
    return lines;
  }
}
