package io.github.cognitobackup.examples.cli;

import io.github.cognitobackup.Backuper;
import io.github.cognitobackup.crypto.kms.KmsEncryptor;
import io.github.cognitobackup.storage.EncryptedStorage;
import io.github.cognitobackup.storage.Storage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.kms.KmsClient;

/** The key that seals and opens archives. */
final class KeyOptions {

  @Option(
      names = "--kms-key-id",
      paramLabel = "KEY",
      description = "KMS key that seals and opens: its id, ARN, alias/NAME or the ARN of an alias.")
  private @Nullable String kmsKeyId;

  @Option(
      names = "--accept-plaintext",
      description =
          "Read also plain archives although a key is given. Whoever can write to the storage"
              + " could then put an archive of his own there.")
  private boolean acceptPlaintext;

  boolean given() {
    return kmsKeyId != null;
  }

  boolean acceptsPlaintext() {
    return acceptPlaintext;
  }

  /** Makes the client of KMS, where a key was named; the caller closes it. */
  Optional<KmsClient> client() {
    return kmsKeyId == null ? Optional.empty() : Optional.of(KmsClient.create());
  }

  /** Gives the storage the key; without one, it stays as it is. */
  Storage over(Storage storage, Optional<KmsClient> client) {
    if (kmsKeyId == null || client.isEmpty()) {
      return storage;
    }
    EncryptedStorage sealing =
        storage.withEncryptor(KmsEncryptor.builder().client(client.get()).keyId(kmsKeyId).build());
    return acceptPlaintext ? sealing.acceptPlaintext() : sealing;
  }

  /** Gives the builder the key; without one, what it reads and writes is plain. */
  void applyTo(Backuper.Builder builder, Optional<KmsClient> client) {
    if (kmsKeyId == null || client.isEmpty()) {
      builder.insecurePlaintext();
      return;
    }
    builder.encryptor(KmsEncryptor.builder().client(client.get()).keyId(kmsKeyId).build());
    if (acceptPlaintext) {
      builder.acceptPlaintext();
    }
  }
}
