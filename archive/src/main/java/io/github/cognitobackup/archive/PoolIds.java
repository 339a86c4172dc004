package io.github.cognitobackup.archive;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds out of which pool an old backup is. */
final class PoolIds {

  private static final String ID = "[a-z]{2}(?:-[a-z]+)+-\\d_[0-9A-Za-z]{1,55}";
  private static final Pattern BEGINS_WITH_ID = Pattern.compile("(" + ID + ")(?![0-9A-Za-z]).*");
  private static final Pattern GROUP_OF_FEDERATION = Pattern.compile(ID + "_.+");

  private PoolIds() {}

  /** The id that a folder or file name is or begins with, the last of several. */
  static Optional<String> inPath(String path) {
    Optional<String> found = Optional.empty();
    for (String segment : path.split("/", -1)) {
      Matcher matcher = BEGINS_WITH_ID.matcher(segment);
      if (matcher.matches()) {
        found = Optional.of(matcher.group(1));
      }
    }
    return found;
  }

  /** The id that the content tells, else that its path tells. */
  static String of(OldScan scan, String path) {
    if (scan.folders.size() > 1) {
      return ArchiveHeader.UNKNOWN_POOL;
    }
    Set<String> told = new TreeSet<>(scan.poolIds);
    scan.folders.forEach(folder -> inPath(folder).ifPresent(told::add));
    if (told.size() > 1) {
      throw Corruption.at("The old backup", "names more than one pool: " + told);
    }
    return told.isEmpty()
        ? inPath(path).orElse(ArchiveHeader.UNKNOWN_POOL)
        : told.iterator().next();
  }

  /** Whether a group is one that Cognito makes for an identity provider. */
  static boolean isGroupOfFederation(String group, String poolId) {
    return poolId.equals(ArchiveHeader.UNKNOWN_POOL)
        ? GROUP_OF_FEDERATION.matcher(group).matches()
        : group.startsWith(poolId + "_");
  }
}
