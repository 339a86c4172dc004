/** A program that seals files, as a module among modules. */
module example.seal {
  requires io.github.cognitobackup.crypto.kms;
  requires io.github.cognitobackup.emulator;
  requires software.amazon.awssdk.auth;
  requires software.amazon.awssdk.regions;
}
