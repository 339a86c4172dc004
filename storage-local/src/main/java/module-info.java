/** Keeps archives in a folder of the local file system. */
module io.github.cognitobackup.storage.local {
  requires transitive io.github.cognitobackup.archive;
  requires static transitive org.jspecify;

  exports io.github.cognitobackup.storage.local;
}
