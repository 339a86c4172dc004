/** A program that embeds the library, as a module among modules. */
module example.full {
  requires io.github.cognitobackup.core;
  requires io.github.cognitobackup.crypto.kms;
  requires io.github.cognitobackup.emulator;
  requires io.github.cognitobackup.storage.local;
  requires software.amazon.awssdk.auth;
  requires software.amazon.awssdk.regions;
}
