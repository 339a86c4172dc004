/** Backs up and restores Amazon Cognito user pools: engine, archive, envelope and storage. */
module io.github.cognitobackup.core {
  requires transitive com.fasterxml.jackson.databind;
  requires transitive software.amazon.awssdk.services.cognitoidentityprovider;
  requires jdk.net; // the SDK's HTTP client uses it, and being automatic cannot say so
  requires org.apache.commons.compress;
  requires org.slf4j;
  requires software.amazon.awssdk.awscore;
  requires software.amazon.awssdk.core;
  requires software.amazon.awssdk.http;
  requires software.amazon.awssdk.regions;
  requires software.amazon.awssdk.utils;
  requires static transitive org.jspecify;

  exports io.github.cognitobackup;
  exports io.github.cognitobackup.archive;
  exports io.github.cognitobackup.catalogue;
  exports io.github.cognitobackup.crypto;
  exports io.github.cognitobackup.error;
  exports io.github.cognitobackup.event;
  exports io.github.cognitobackup.pacing;
  exports io.github.cognitobackup.restore;
  exports io.github.cognitobackup.storage;
  exports io.github.cognitobackup.transfer;
  exports io.github.cognitobackup.internal.sdk to
      io.github.cognitobackup.crypto.kms,
      io.github.cognitobackup.storage.s3;
}
