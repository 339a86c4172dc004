package io.github.cognitobackup.archive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.format.Corruption;
import io.github.cognitobackup.internal.format.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code manifest.json} as it was read.
 *
 * @param unknown members that a newer minor version added
 */
record ManifestDocument(Manifest manifest, List<String> unknown) {

  static byte[] write(Manifest manifest) {
    ObjectNode json = Json.newObject();
    json.put("end", manifest.end().toString());
    json.put("outcome", manifest.outcome().name());
    ObjectNode counts = json.putObject("counts");
    counts.put("users", manifest.counts().users());
    counts.put("memberships", manifest.counts().memberships());
    manifest.counts().resources().forEach(counts.putObject("resources")::put);
    ArrayNode entries = json.putArray("entries");
    for (Manifest.Entry entry : manifest.entries()) {
      entries
          .addObject()
          .put("name", entry.name())
          .put("size", entry.size())
          .put("sha256", entry.sha256());
    }
    ArrayNode gaps = json.putArray("gaps");
    for (Manifest.Gap gap : manifest.gaps()) {
      gaps.addObject().put("resource", gap.resource()).put("reason", gap.reason());
    }
    manifest.leftOut().forEach(json.putArray("leftOut")::add);
    return Json.document(json);
  }

  static ManifestDocument read(ObjectNode json, boolean newer) {
    List<String> unknown = new ArrayList<>();
    Members members = new Members(json, Layout.MANIFEST);
    Instant end = members.instant("end");
    String outcome = members.text("outcome");
    Members countMembers = members.members("counts");
    long users = countMembers.count("users");
    long memberships = countMembers.count("memberships");
    Map<String, Long> resources = countMembers.members("resources").rest(Members::count);
    unknown.addAll(countMembers.unknown());
    List<Manifest.Entry> entries = new ArrayList<>();
    for (Members entry : members.list("entries")) {
      entries.add(
          new Manifest.Entry(
              LocalDigits.inLatin(entry.text("name")), entry.count("size"), entry.text("sha256")));
      unknown.addAll(entry.unknown());
    }
    List<Manifest.Gap> gaps = new ArrayList<>();
    for (Members gap : members.list("gaps")) {
      gaps.add(new Manifest.Gap(gap.text("resource"), gap.text("reason")));
      unknown.addAll(gap.unknown());
    }
    List<String> leftOut = members.textsOrNone("leftOut");
    unknown.addAll(members.unknown());
    if (!newer && !unknown.isEmpty()) {
      throw Corruption.at(unknown.get(0), "is not a member of this version of the format");
    }
    Outcome expected = Manifest.outcomeOf(gaps);
    if (!outcome.equals(expected.name())) {
      throw Corruption.at(Layout.MANIFEST, "has an outcome that contradicts its gaps");
    }
    Manifest.Counts counts = new Manifest.Counts(users, memberships, resources);
    return new ManifestDocument(
        new Manifest(end, expected, counts, entries, gaps, leftOut),
        unknown.stream().distinct().sorted().toList());
  }
}
