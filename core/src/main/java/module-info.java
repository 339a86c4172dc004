/** Backs up and restores Amazon Cognito user pools: engine, archive, envelope and storage. */
module io.github.cognitobackup.core {
  requires static transitive org.jspecify;

  exports io.github.cognitobackup.crypto;
  exports io.github.cognitobackup.error;
  exports io.github.cognitobackup.storage;
}
