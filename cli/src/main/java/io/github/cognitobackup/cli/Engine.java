package io.github.cognitobackup.cli;

import io.github.cognitobackup.Backuper;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.storage.Storage;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** The backuper of one command, and the clients that are closed with it. */
final class Engine implements AutoCloseable {

  private final CognitoIdentityProviderClient cognito;
  private final OpenRepository repository;
  private final Backuper backuper;

  private Engine(
      OpenRepository repository,
      PacingOptions pacing,
      BackupListener listener,
      boolean secondFactors) {
    this.repository = repository;
    this.cognito = CognitoIdentityProviderClient.create();
    Backuper.Builder builder =
        Backuper.builder()
            .cognito(cognito)
            .repository(repository.archives())
            .pacing(pacing.gate())
            .patience(pacing.patience())
            .listener(listener);
    this.backuper = (secondFactors ? builder.secondFactors() : builder).build();
  }

  /** For commands that write an archive, and compare its number of users with the one before. */
  static Engine writing(
      Storage storage,
      KeyOptions key,
      PacingOptions pacing,
      BackupListener listener,
      double shrinkLimit,
      boolean secondFactors) {
    ArchiveRepository.Builder archives =
        ArchiveRepository.builder().storage(storage).shrinkLimit(shrinkLimit);
    return new Engine(OpenRepository.of(archives, key), pacing, listener, secondFactors);
  }

  /** For commands that read an archive. */
  static Engine reading(
      ArchiveOptions.Place place, KeyOptions key, PacingOptions pacing, BackupListener listener) {
    return new Engine(OpenRepository.of(place, key), pacing, listener, false);
  }

  Backuper backuper() {
    return backuper;
  }

  @Override
  public void close() {
    try (repository) {
      cognito.close();
    }
  }
}
