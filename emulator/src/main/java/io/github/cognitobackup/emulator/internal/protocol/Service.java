package io.github.cognitobackup.emulator.internal.protocol;

/** One of the AWS services behind the endpoint. */
public interface Service {

  /** The part of {@code X-Amz-Target} before the dot. */
  String target();

  /** Executes an operation and gives the JSON of its answer. */
  byte[] call(String operation, Params params);
}
