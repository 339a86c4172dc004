package io.github.cognitobackup.internal.cognito.resource;

/** Cognito has no operation for the change that would be needed. */
public final class UnchangeableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what is to be done about it. */
  public UnchangeableException(String message) {
    super(message);
  }
}
