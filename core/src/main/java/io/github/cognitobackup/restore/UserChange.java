package io.github.cognitobackup.restore;

import java.util.Set;

/**
 * What a restore does to one user of the archive, or would do. It names the user by pseudonym only.
 *
 * @param line the user's running number in the archive, from 1
 * @param sub the user's {@code sub} in the archive
 * @param action what is done
 * @param differs what differs between archive and target, where the target has the user
 */
public record UserChange(long line, String sub, Action action, Set<Part> differs) {

  /** What is done to a user. */
  public enum Action {
    /** The target has no such user: they are created. */
    CREATE,
    /** An earlier run of this restore began to create the user: they are completed. */
    FINISH,
    /** The target's differs: they are made as the archive has them, but for the password. */
    UPDATE,
    /** The target's differs and is kept, for the request does not allow the change. */
    KEEP,
    /** The target's is equal. */
    UNCHANGED,
    /** They sign in through an identity provider and reappear at the next sign-in. */
    FEDERATED,
    /** Left out as the request wants it. */
    SKIP
  }

  /** A part of a user that is compared. */
  public enum Part {
    /** The attributes. */
    ATTRIBUTES,
    /** Whether the user is enabled. */
    ENABLED,
    /** Whether the user is confirmed or has yet to choose a password. */
    STATUS,
    /** The groups. */
    GROUPS,
    /** The identities of providers that are linked to the user. */
    LINKS
  }

  /**
   * Copies the set.
   *
   * @param line as {@link #line()}
   * @param sub as {@link #sub()}
   * @param action as {@link #action()}
   * @param differs as {@link #differs()}
   */
  public UserChange {
    differs = Set.copyOf(differs);
  }
}
