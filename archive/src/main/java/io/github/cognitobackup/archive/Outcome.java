package io.github.cognitobackup.archive;

/** How a piece of work ended: a backup, a restore, a verification, a move of archives. */
public enum Outcome {
  /** All that was asked for is there. */
  COMPLETE,
  /** Something is missing or failed; the report names it. */
  PARTIAL,
  /** Nothing of what was asked for could be done. Never said of an archive. */
  FAILED
}
