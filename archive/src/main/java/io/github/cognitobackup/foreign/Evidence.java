package io.github.cognitobackup.foreign;

import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.foreign.Findings.Found;
import io.github.cognitobackup.foreign.Findings.Trait;
import io.github.cognitobackup.internal.format.Corruption;
import io.github.cognitobackup.internal.naming.PoolIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the first pass over a foreign backup has found out, in the form of an archive's header and
 * manifest, and in words: what it shows, and what it cannot show.
 *
 * @param members how many users are in each group that is not one of federation
 */
record Evidence(ForeignKind kind, Findings findings, String poolId, Map<String, Long> members) {

  private static final int GAPS = 100;

  static Evidence of(ForeignKind kind, Findings findings, String path) {
    String poolId = findings.poolId(path);
    Map<String, Long> members = new TreeMap<>(findings.members());
    members.keySet().removeIf(group -> isGroupOfFederation(group, poolId));
    return new Evidence(kind, findings, poolId, members);
  }

  /** Whether a group is one that Cognito makes for an identity provider. */
  private static boolean isGroupOfFederation(String group, String poolId) {
    return poolId.equals(ArchiveHeader.UNKNOWN_POOL)
        ? PoolIds.isGroupOfFederation(group)
        : group.startsWith(poolId + "_");
  }

  private Instant lastChange() {
    return findings.lastChange().orElse(Instant.EPOCH);
  }

  ArchiveHeader header() {
    return new ArchiveHeader(
        ForeignBackupReader.FORMAT,
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
        gaps.isEmpty() ? Outcome.COMPLETE : Outcome.PARTIAL,
        new Manifest.Counts(findings.users(), memberships(), resources()),
        findings.files().stream().map(Found::entry).toList(),
        gaps,
        List.of());
  }

  private List<Manifest.Gap> gaps() {
    List<Manifest.Gap> gaps = new ArrayList<>();
    findings.files().stream()
        .filter(file -> file.role() == Role.UNKNOWN)
        .limit(GAPS)
        .forEach(
            file ->
                gaps.add(
                    new Manifest.Gap(
                        file.entry().name(),
                        "is of a shape that is not known: it is not restored; extract it and"
                            + " look")));
    if (findings.has(Trait.CONTINUES)) {
      gaps.add(
          new Manifest.Gap(
              "users and groups",
              "a token in the file says that there are more, which are not in it: save them anew,"
                  + " all pages"));
    }
    if (findings.has(Trait.USES_MFA)) {
      gaps.add(
          new Manifest.Gap(
              "mfa",
              "was in use, but its settings are not in a foreign backup: set it up by hand"));
    }
    return gaps;
  }

  private Map<String, Long> resources() {
    Map<String, Long> resources = new TreeMap<>();
    if (findings.has(Trait.HAS_SETTINGS)) {
      resources.put("user-pool", 1L);
    }
    TreeSet<String> groups = new TreeSet<>(findings.describedGroups());
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
    return findings.folders().stream().limit(GAPS).map(Corruption::printable).toList();
  }

  List<String> shown() {
    List<String> shown = new ArrayList<>();
    shown.add(
        (kind == ForeignKind.JSON_ARRAY ? "the JSON is" : "the gzip stream and the JSON in it are")
            + " sound to the end: "
            + findings.users()
            + " users, each with Username and UserStatus");
    if (!findings.describedGroups().isEmpty()) {
      shown.add(findings.describedGroups().size() + " groups with their descriptions");
    }
    if (!members.isEmpty()) {
      shown.add(memberships() + " memberships in " + members.size() + " groups");
    }
    findings.lastChange().ifPresent(change -> shown.add("the newest date of a user is " + change));
    if (!findings.onePool()) {
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
    } else if (findings.poolIds().isEmpty()) {
      missing.add("of which pool it is: only the name of a folder or file tells");
    }
    missing.add(
        members.isEmpty()
            ? "which user was in which group: it does not hold that"
            : "that all memberships are in it: tools save the first page of a user's groups only");
    missing.add(
        findings.has(Trait.HAS_SETTINGS)
            ? "that app clients, identity providers and the like were none: it does not hold them"
            : "how the pool was set up: it holds no settings, app clients or identity providers");
    if (findings.tellingNoEnabled() > 0) {
      missing.add(
          "that "
              + findings.tellingNoEnabled()
              + " users were enabled: it does not tell, and they are taken as such");
    }
    return missing;
  }
}
