package io.github.cognitobackup.restore;

/**
 * What password a restored user gets, given that Cognito never gives one out (Developer Guide,
 * "Resetting passwords").
 */
public enum PasswordStrategy {
  /**
   * Confirmed users get a random permanent password that nobody knows, so that "forgot password"
   * works for them; those who had a temporary password get a new random one. The default.
   */
  RANDOM_PERMANENT,

  /**
   * All get a random temporary password that nobody knows, and stay in {@code
   * FORCE_CHANGE_PASSWORD}; "forgot password" is refused to them until an administrator sets one.
   */
  RANDOM_TEMPORARY,

  /**
   * None is set. In a pool with passwordless sign-in such a user has no password; in another one
   * Cognito makes a temporary one that nobody knows.
   */
  NONE
}
