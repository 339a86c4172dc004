package io.github.cognitobackup.catalogue;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The archives of one backup as a listing shows them, the one that counts first. Small, for many
 * are held at once.
 */
record Backup(String userPoolId, Instant created, List<Member> members) {

  static final Comparator<Backup> NEWEST_FIRST =
      Comparator.comparing(Backup::created).reversed().thenComparing(Backup::userPoolId);

  /**
   * One archive.
   *
   * @param revision of its key
   * @param sealed as its key says
   * @param size its bytes as they lie in the storage
   * @param receipt whether an object lies where its receipt would be
   */
  record Member(int revision, boolean sealed, long size, boolean receipt) {

    static final Comparator<Member> CURRENT_FIRST =
        Comparator.comparingInt(Member::revision).thenComparing(Member::sealed).reversed();
  }

  ArchiveKey key(Member member) {
    return new ArchiveKey(userPoolId, created, member.revision(), member.sealed());
  }

  Member current() {
    return members.get(0);
  }

  ArchiveKey currentKey() {
    return key(current());
  }
}
