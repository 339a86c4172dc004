package io.github.cognitobackup.restore;

/**
 * The users of an archive, by what a restore does to them or would do; the numbers add up to the
 * archive's.
 *
 * @param create to be created, or created
 * @param finish begun by an earlier run and to be completed, or completed
 * @param update to be updated, or updated
 * @param keep different in the target and kept
 * @param unchanged equal in the target
 * @param federated left to their next sign-in through an identity provider
 * @param skip left out as the request wants it
 */
public record UserCounts(
    long create, long finish, long update, long keep, long unchanged, long federated, long skip) {

  /**
   * Adds all up.
   *
   * @return the number of users in the archive
   */
  public long total() {
    return create + finish + update + keep + unchanged + federated + skip;
  }
}
