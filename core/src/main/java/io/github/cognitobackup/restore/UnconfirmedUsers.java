package io.github.cognitobackup.restore;

/** What becomes of users who never confirmed their sign-up: no administrator can recreate that. */
public enum UnconfirmedUsers {
  /** They are created with a random temporary password, in {@code FORCE_CHANGE_PASSWORD}. */
  CREATE,

  /** They are left out, and may sign up again. */
  SKIP
}
