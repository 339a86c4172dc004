/** Backs up and restores Amazon Cognito user pools, over a repository of archives. */
module io.github.cognitobackup.core {
  requires transitive io.github.cognitobackup.archive;
  requires transitive software.amazon.awssdk.services.cognitoidentityprovider;
  requires jdk.net; // the SDK's HTTP client uses it, and being automatic cannot say so
  requires org.slf4j;
  requires software.amazon.awssdk.awscore;
  requires software.amazon.awssdk.core;
  requires software.amazon.awssdk.http;
  requires software.amazon.awssdk.regions;
  requires software.amazon.awssdk.retries.api;
  requires software.amazon.awssdk.utils;
  requires static transitive org.jspecify;

  exports io.github.cognitobackup;
  exports io.github.cognitobackup.event;
  exports io.github.cognitobackup.pacing;
  exports io.github.cognitobackup.pool;
  exports io.github.cognitobackup.restore;
}
