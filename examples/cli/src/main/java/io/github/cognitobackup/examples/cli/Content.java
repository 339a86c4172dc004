package io.github.cognitobackup.examples.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.VerifyReport;
import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.Manifest;
import java.util.ArrayList;
import java.util.List;

/** What a sound archive holds, for {@code verify}, {@code inspect} and {@code extract}. */
final class Content {

  private Content() {}

  static ObjectNode json(VerifyReport report) {
    ArchiveHeader header = report.header();
    Manifest manifest = report.manifest();
    ObjectNode json =
        Json.object()
            .put("outcome", manifest.outcome().name())
            .put("key", report.key())
            .put("userPoolId", header.poolId())
            .put("userPoolArn", header.poolArn())
            .put("region", header.region())
            .put("formatVersion", header.formatVersion())
            .put("libraryVersion", header.libraryVersion())
            .put("start", header.start().toString())
            .put("end", manifest.end().toString())
            .put("users", manifest.counts().users())
            .put("memberships", manifest.counts().memberships());
    json.set("resources", Json.of(manifest.counts().resources()));
    json.set("gaps", Json.of(manifest.gaps()));
    json.set("options", Json.of(header.options()));
    return json.put("size", report.size()).put("sealed", report.sealed());
  }

  static List<String> text(VerifyReport report) {
    Manifest.Counts counts = report.manifest().counts();
    List<String> lines = new ArrayList<>();
    lines.add(
        "pool "
            + report.header().poolId()
            + ", "
            + report.header().start()
            + " to "
            + report.manifest().end()
            + ", "
            + report.manifest().outcome());
    lines.add(
        Text.content(counts.users(), counts.memberships(), counts.resources())
            + "; "
            + Text.size(report.size(), report.sealed()));
    lines.addAll(Text.gaps(report.manifest().gaps()));
    return lines;
  }
}
