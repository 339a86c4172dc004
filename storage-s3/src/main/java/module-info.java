/** Keeps archives in a bucket of Amazon S3 or of a service that speaks its language. */
module io.github.cognitobackup.storage.s3 {
  requires transitive io.github.cognitobackup.archive;
  requires transitive software.amazon.awssdk.services.s3;
  requires java.xml;
  requires jdk.net; // the SDK's HTTP client uses it, and being automatic cannot say so
  requires software.amazon.awssdk.awscore;
  requires software.amazon.awssdk.core;
  requires software.amazon.awssdk.http;
  requires software.amazon.awssdk.regions;
  requires software.amazon.awssdk.retries.api;
  requires static transitive org.jspecify;

  exports io.github.cognitobackup.storage.s3;
}
