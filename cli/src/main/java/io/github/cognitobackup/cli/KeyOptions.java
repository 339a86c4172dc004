package io.github.cognitobackup.cli;

import io.github.cognitobackup.catalogue.Pruning;
import io.github.cognitobackup.crypto.kms.KmsEncryptor;
import io.github.cognitobackup.repository.ArchiveRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.kms.KmsClient;

/** The keys that seal and open archives. */
final class KeyOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin private KmsOptions kms = new KmsOptions();

  @Option(
      names = "--decrypt-key-id",
      paramLabel = "KEY",
      converter = KmsOptions.KeyConverter.class,
      description =
          "A further KMS key that may open archives, such as the former target of an alias. May be"
              + " repeated.")
  private List<String> decryptKeyIds = new ArrayList<>();

  @Option(
      names = "--accept-plaintext",
      description =
          "Read also plain archives although a key is given. Whoever can write to the storage"
              + " could then put an archive of their own there.")
  private boolean acceptPlaintext;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  KeyOptions() {}

  boolean given() {
    return kms.given();
  }

  boolean acceptsPlaintext() {
    return acceptPlaintext;
  }

  /** Makes the client of KMS, where a key was named; the caller closes it. */
  Optional<KmsClient> client() {
    if (!kms.given() && !decryptKeyIds.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "--decrypt-key-id goes with --kms-key-id: name that key as well");
    }
    return kms.given() ? Optional.of(kms.client()) : Optional.empty();
  }

  /** Gives a pruning the key; without one, it opens nothing. */
  Pruning applyTo(Pruning pruning, Optional<KmsClient> client) {
    if (client.isEmpty()) {
      return pruning;
    }
    Pruning opening = pruning.encryptor(encryptor(client.get()));
    return acceptPlaintext ? opening.acceptPlaintext() : opening;
  }

  /** Gives the builder the key; without one, what it reads and writes is plain. */
  void applyTo(ArchiveRepository.Builder builder, Optional<KmsClient> client) {
    if (client.isEmpty()) {
      builder.insecurePlaintext();
      return;
    }
    builder.encryptor(encryptor(client.get()));
    if (acceptPlaintext) {
      builder.acceptPlaintext();
    }
  }

  private KmsEncryptor encryptor(KmsClient client) {
    return kms.encryptor(client).decryptKeyIds(decryptKeyIds).build();
  }
}
