package io.github.cognitobackup.archive;

/**
 * One user's membership in one group.
 *
 * @param group the name of the group
 * @param username the name of the user
 */
public record Membership(String group, String username) {

  /** Names the group only: the user name is personal data. */
  @Override
  public String toString() {
    return "Membership[group=" + group + "]";
  }
}
