package io.github.cognitobackup.internal.cognito.resource;

/** Documents that a pool has for all its app clients, and for single ones. */
final class OfClients {

  /** The member that names the client. */
  static final String CLIENT = "ClientId";

  /** What Cognito calls all clients. */
  static final String ALL = "ALL";

  private OfClients() {}
}
