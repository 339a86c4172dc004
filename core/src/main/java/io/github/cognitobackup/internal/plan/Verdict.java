package io.github.cognitobackup.internal.plan;

/** What a comparison says of a user of the archive. */
public enum Verdict {
  /** The pool has him not. */
  MISSING(0),
  /** The pool has him, equal. */
  SAME(1),
  /** The pool has him, and something differs. */
  DIFFERENT(2),
  /** He exists only through an identity provider. */
  FEDERATED(3),
  /** He is not expected, by the rules. */
  SKIPPED(4),
  /** An earlier line has given him. */
  REPEATED(5);

  private static final Verdict[] VALUES = values();

  private final byte code;

  Verdict(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }

  static Verdict ofCode(byte code) {
    return VALUES[code];
  }
}
