package io.github.cognitobackup.archive;

import io.github.cognitobackup.archive.OldBackupReader.Kind;
import io.github.cognitobackup.archive.OldScan.Found;
import io.github.cognitobackup.archive.OldScan.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the first pass over an old backup has found out, in the form of an archive's header and
 * manifest, and in words: what it shows, and what it cannot show.
 *
 * @param members how many users are in each group that is not one of federation
 */
record OldEvidence(Kind kind, OldScan scan, String poolId, Map<String, Long> members) {

  private static final int GAPS = 100;

  static OldEvidence of(Kind kind, OldScan scan, String poolId) {
    Map<String, Long> members = new TreeMap<>(scan.members);
    members.keySet().removeIf(group -> PoolIds.isGroupOfFederation(group, poolId));
    return new OldEvidence(kind, scan, poolId, members);
  }

  private Instant lastChange() {
    return scan.lastChange == null ? Instant.EPOCH : scan.lastChange;
  }

  ArchiveHeader header() {
    return new ArchiveHeader(
        OldBackupReader.FORMAT,
        "unknown",
        poolId,
        null,
        null,
        lastChange(),
        Map.of("kind", kind.name()));
  }

  Manifest manifest() {
    List<Manifest.Gap> gaps = gaps();
    return new Manifest(
        lastChange(),
        Manifest.outcomeOf(gaps),
        new Manifest.Counts(scan.users, memberships(), resources()),
        scan.files.stream().map(Found::entry).toList(),
        gaps,
        List.of());
  }

  private List<Manifest.Gap> gaps() {
    List<Manifest.Gap> gaps = new ArrayList<>();
    scan.files.stream()
        .filter(file -> file.role() == Role.UNKNOWN)
        .limit(GAPS)
        .forEach(
            file ->
                gaps.add(
                    new Manifest.Gap(
                        file.entry().name(),
                        "is of a shape that is not known: it is not restored; extract it and"
                            + " look")));
    if (scan.continued) {
      gaps.add(
          new Manifest.Gap(
              "users and groups",
              "a token in the file says that there are more, which are not in it: save them anew,"
                  + " all pages"));
    }
    if (scan.mfa) {
      gaps.add(
          new Manifest.Gap(
              "mfa", "was in use, but its settings are not in an old backup: set it up by hand"));
    }
    return gaps;
  }

  private Map<String, Long> resources() {
    Map<String, Long> resources = new TreeMap<>();
    if (scan.settings) {
      resources.put("user-pool", 1L);
    }
    TreeSet<String> groups = new TreeSet<>(scan.describedGroups);
    groups.addAll(members.keySet());
    if (!groups.isEmpty()) {
      resources.put("groups", (long) groups.size());
    }
    return resources;
  }

  private long memberships() {
    return members.values().stream().mapToLong(Long::longValue).sum();
  }

  List<String> folders() {
    return scan.folders.stream().limit(GAPS).map(Corruption::printable).toList();
  }

  List<String> shown() {
    List<String> shown = new ArrayList<>();
    shown.add(
        (kind == Kind.JSON_ARRAY ? "the JSON is" : "the gzip stream and the JSON in it are")
            + " sound to the end: "
            + scan.users
            + " users, each with Username and UserStatus");
    if (!scan.describedGroups.isEmpty()) {
      shown.add(scan.describedGroups.size() + " groups with their descriptions");
    }
    if (!members.isEmpty()) {
      shown.add(memberships() + " memberships in " + members.size() + " groups");
    }
    if (scan.lastChange != null) {
      shown.add("the newest date of a user is " + scan.lastChange);
    }
    if (scan.folders.size() > 1) {
      shown.add("it holds several pools, in the folders " + folders());
    }
    return shown;
  }

  List<String> notProven() {
    List<String> missing = new ArrayList<>();
    missing.add(
        "that all users of the pool are in it: it has no counts, and tools close the file even when"
            + " they fail midway");
    missing.add("that nothing in it was changed since: it has no digests");
    missing.add("when it was taken");
    if (poolId.equals(ArchiveHeader.UNKNOWN_POOL)) {
      missing.add("of which pool it is: nothing in it or its name tells");
    } else if (scan.poolIds.isEmpty()) {
      missing.add("of which pool it is: only the name of a folder or file tells");
    }
    missing.add(
        members.isEmpty()
            ? "which user was in which group: it does not hold that"
            : "that all memberships are in it: tools save the first page of a user's groups only");
    missing.add(
        scan.settings
            ? "that app clients, identity providers and the like were none: it does not hold them"
            : "how the pool was set up: it holds no settings, app clients or identity providers");
    if (scan.tellingNoEnabled > 0) {
      missing.add(
          "that "
              + scan.tellingNoEnabled
              + " users were enabled: it does not tell, and they are taken as such");
    }
    return missing;
  }
}
