/** A program that looks after the archives of a bucket, as a module among modules. */
module example.catalogue {
  requires io.github.cognitobackup.storage.s3;
  requires software.amazon.awssdk.auth;
  requires software.amazon.awssdk.regions;
}
