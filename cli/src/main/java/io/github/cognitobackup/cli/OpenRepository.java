package io.github.cognitobackup.cli;

import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.storage.Storage;
import java.util.Optional;
import software.amazon.awssdk.services.kms.KmsClient;

/** The archives of one command, and the client of the key service that is closed with it. */
final class OpenRepository implements AutoCloseable {

  private final ArchiveRepository archives;
  private final Optional<KmsClient> kms;

  private OpenRepository(ArchiveRepository archives, Optional<KmsClient> kms) {
    this.archives = archives;
    this.kms = kms;
  }

  /** Opens the repository of an archive that a command reads. */
  static OpenRepository of(ArchiveOptions.Place place, KeyOptions key) {
    return of(place.storage(), key, place.acceptsUnverifiable());
  }

  /** Opens the repository in a storage, perhaps also for foreign backups. */
  static OpenRepository of(Storage storage, KeyOptions key, boolean acceptsUnverifiable) {
    ArchiveRepository.Builder builder = ArchiveRepository.builder().storage(storage);
    if (acceptsUnverifiable) {
      builder.acceptUnverifiable();
    }
    return of(builder, key);
  }

  /** Opens a repository to which the command's key is still to be given. */
  static OpenRepository of(ArchiveRepository.Builder builder, KeyOptions key) {
    Optional<KmsClient> kms = key.client();
    key.applyTo(builder, kms);
    return new OpenRepository(builder.build(), kms);
  }

  ArchiveRepository archives() {
    return archives;
  }

  @Override
  public void close() {
    kms.ifPresent(KmsClient::close);
  }
}
