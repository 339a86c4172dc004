package io.github.cognitobackup.foreign;

import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.internal.format.Corruption;
import io.github.cognitobackup.internal.naming.PoolIds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the first pass over a foreign backup has found. Immutable.
 *
 * @param files all files, in their order
 * @param folders the folders with files of a known role
 * @param poolIds the pools that the content names
 * @param describedGroups the groups of which more than the name is known
 * @param members how many users are in each group
 * @param traits what else holds for the file
 * @param users how many users it holds
 * @param tellingNoEnabled how many of them do not say whether they are enabled
 * @param lastChange when a user was changed last, where that is told
 */
record Findings(
    List<Found> files,
    Set<String> folders,
    Set<String> poolIds,
    Set<String> describedGroups,
    Map<String, Long> members,
    Set<Trait> traits,
    long users,
    long tellingNoEnabled,
    Optional<Instant> lastChange) {

  /** A file, and what it was found to be. */
  record Found(Manifest.Entry entry, Role role) {}

  /** What holds for a file or not. */
  enum Trait {
    /** It holds the settings of the pool. */
    HAS_SETTINGS,
    /** The settings say that MFA was in use. */
    USES_MFA,
    /** A token in it says that there is more. */
    CONTINUES
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** A tar may hold several pools, each in a folder. */
  boolean onePool() {
    return folders.size() == 1;
  }

  /** The id that the content tells, else that its path tells. */
  String poolId(String path) {
    if (!onePool()) {
      return ArchiveHeader.UNKNOWN_POOL;
    }
    Set<String> told = new TreeSet<>(poolIds);
    folders.forEach(folder -> PoolIds.inPath(folder).ifPresent(told::add));
    if (told.size() > 1) {
      throw Corruption.at("The foreign backup", "names more than one pool: " + told);
    }
    return told.isEmpty()
        ? PoolIds.inPath(path).orElse(ArchiveHeader.UNKNOWN_POOL)
        : told.iterator().next();
  }
}
