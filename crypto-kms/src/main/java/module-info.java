/** Seals archives with data keys from AWS KMS. */
module io.github.cognitobackup.crypto.kms {
  requires transitive io.github.cognitobackup.archive;
  requires transitive software.amazon.awssdk.services.kms;
  requires com.fasterxml.jackson.annotation;
  requires com.fasterxml.jackson.core;
  requires jdk.net; // the SDK's HTTP client uses it, and being automatic cannot say so
  requires software.amazon.awssdk.awscore;
  requires software.amazon.awssdk.core;
  requires software.amazon.awssdk.regions;
  requires static transitive org.jspecify;

  exports io.github.cognitobackup.crypto.kms;
}
