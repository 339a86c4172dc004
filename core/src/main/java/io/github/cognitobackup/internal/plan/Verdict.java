package io.github.cognitobackup.internal.plan;

/** What a comparison says of a user of the archive. */
public enum Verdict {
  /** The pool has him not. */
  MISSING,
  /** The pool has him, equal. */
  SAME,
  /** The pool has him, and something differs. */
  DIFFERENT,
  /** He exists only through an identity provider. */
  FEDERATED,
  /** He is not expected, by the rules. */
  SKIPPED,
  /** An earlier line has given him. */
  REPEATED;

  private static final Verdict[] VALUES = values();

  static Verdict of(int ordinal) {
    return VALUES[ordinal];
  }
}
