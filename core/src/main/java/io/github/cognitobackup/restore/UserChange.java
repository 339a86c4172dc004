package io.github.cognitobackup.restore;

import java.util.Set;

/**
 * What a restore does to one user of the archive, or would do. It names him by his pseudonym only.
 *
 * @param line his running number in the archive, from 1
 * @param sub his {@code sub} in the archive
 * @param action what is done
 * @param differs what differs between archive and target, where the target has him
 */
public record UserChange(long line, String sub, Action action, Set<Part> differs) {

  /** What is done to a user. */
  public enum Action {
    /** The target has no such user: he is created. */
    CREATE,
    /** An earlier run of this restore began to create him: he is completed. */
    FINISH,
    /** The target's differs: he is made as the archive has him, but for his password. */
    UPDATE,
    /** The target's differs and is kept, for the request does not allow to change him. */
    KEEP,
    /** The target's is equal. */
    UNCHANGED,
    /** He signs in through an identity provider and reappears at his next sign-in. */
    FEDERATED,
    /** He is left out as the request wants it. */
    SKIP
  }

  /** A part of a user that is compared. */
  public enum Part {
    /** The attributes. */
    ATTRIBUTES,
    /** Whether he is enabled. */
    ENABLED,
    /** Whether he is confirmed or has yet to choose a password. */
    STATUS,
    /** The groups. */
    GROUPS,
    /** The identities of providers that are linked to him. */
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
