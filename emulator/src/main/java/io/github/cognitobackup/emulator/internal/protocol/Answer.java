package io.github.cognitobackup.emulator.internal.protocol;

import org.jspecify.annotations.Nullable;

/** What goes back to a client. */
final class Answer {

  /** The HTTP status. */
  final int status;

  /** The error's code; empty for none. */
  final String error;

  final String requestId;

  /** The JSON; null when the connection is to be reset instead. */
  final byte @Nullable [] body;

  Answer(int status, String error, String requestId, byte @Nullable [] body) {
    this.status = status;
    this.error = error;
    this.requestId = requestId;
    this.body = body;
  }
}
