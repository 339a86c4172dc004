package io.github.cognitobackup.emulator.scenario;

/** How ListUsers treats the filter {@code sub ^= "..."}, which AWS does not document. */
public enum SubPrefixFilter {
  /** It selects exactly the users whose {@code sub} starts so. */
  SUPPORTED,
  /** It is ignored: all users are listed. */
  IGNORED,
  /** It is refused with {@code InvalidParameterException}. */
  UNSUPPORTED,
  /** It selects no others, but misses about one user in ten. */
  INCOMPLETE
}
