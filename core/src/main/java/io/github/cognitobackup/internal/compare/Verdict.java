package io.github.cognitobackup.internal.compare;

/** What a comparison says of a user of the archive. */
public enum Verdict {
  /** Missing from the pool. */
  MISSING(0),
  /** In the pool, and equal. */
  SAME(1),
  /** In the pool, and something differs. */
  DIFFERENT(2),
  /** Exists only through an identity provider. */
  FEDERATED(3),
  /** Not expected, by the rules. */
  SKIPPED(4),
  /** A duplicate of an earlier line. */
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
