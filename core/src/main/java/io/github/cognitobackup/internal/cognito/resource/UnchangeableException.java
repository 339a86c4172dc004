package io.github.cognitobackup.internal.cognito.resource;

/** Cognito has no operation for the change that would be needed. */
public final class UnchangeableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnchangeableException(String message) {
    super(message);
  }
}
