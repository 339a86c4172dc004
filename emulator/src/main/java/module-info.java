/**
 * Amazon Cognito user pools and AWS KMS over HTTP, in process or as a program of its own: the
 * endpoint that tests of a backup, and of anything else that talks to Cognito, can run against.
 */
module io.github.cognitobackup.emulator {
  requires com.fasterxml.jackson.databind;
  requires static org.jspecify;

  exports io.github.cognitobackup.emulator;
  exports io.github.cognitobackup.emulator.scenario;
}
