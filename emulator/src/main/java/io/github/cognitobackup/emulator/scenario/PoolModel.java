package io.github.cognitobackup.emulator.scenario;

/** How the users of a pool are named; fixed when a pool is created. */
public enum PoolModel {
  /** By a user name of their own. */
  PLAIN,
  /** By a user name of their own; verified e-mail address and phone number sign in as well. */
  ALIAS,
  /** By their e-mail address; Cognito stores the {@code sub} as the user name. */
  EMAIL
}
