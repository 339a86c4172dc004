/** A repository of sealed archives: envelope, storage, archive format, catalogue and moves. */
module io.github.cognitobackup.archive {
  requires transitive com.fasterxml.jackson.databind;
  requires org.apache.commons.compress;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports io.github.cognitobackup.archive;
  exports io.github.cognitobackup.catalogue;
  exports io.github.cognitobackup.crypto;
  exports io.github.cognitobackup.error;
  exports io.github.cognitobackup.foreign;
  exports io.github.cognitobackup.repository;
  exports io.github.cognitobackup.storage;
  exports io.github.cognitobackup.transfer;
  exports io.github.cognitobackup.internal.file to
      io.github.cognitobackup.core,
      io.github.cognitobackup.crypto.kms;
  exports io.github.cognitobackup.internal.format to
      io.github.cognitobackup.core;
  exports io.github.cognitobackup.internal.journal to
      io.github.cognitobackup.core;
  exports io.github.cognitobackup.internal.log to
      io.github.cognitobackup.core;
  exports io.github.cognitobackup.internal.sdk to
      io.github.cognitobackup.core,
      io.github.cognitobackup.crypto.kms,
      io.github.cognitobackup.storage.s3;
  exports io.github.cognitobackup.internal.spill to
      io.github.cognitobackup.core;
}
