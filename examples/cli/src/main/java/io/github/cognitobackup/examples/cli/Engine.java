package io.github.cognitobackup.examples.cli;

import io.github.cognitobackup.Backuper;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.storage.Storage;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** The backuper of one command, and the clients that are closed with it. */
final class Engine implements AutoCloseable {

  /** The library's own, for commands that have no option for it. */
  private static final double SHRINK_LIMIT = 0.2;

  private final CognitoIdentityProviderClient cognito;
  private final Optional<KmsClient> kms;
  private final Backuper backuper;

  private Engine(
      CognitoIdentityProviderClient cognito,
      Optional<KmsClient> kms,
      KeyOptions key,
      Storage storage,
      boolean acceptsUnproven,
      PacingOptions pacing,
      BackupListener listener,
      double shrinkLimit) {
    this.cognito = cognito;
    this.kms = kms;
    Backuper.Builder builder =
        Backuper.builder()
            .cognito(cognito)
            .storage(storage)
            .pacing(pacing.gate())
            .patience(pacing.patience())
            .listener(listener)
            .shrinkLimit(shrinkLimit);
    key.applyTo(builder, kms);
    if (acceptsUnproven) {
      builder.acceptUnproven();
    }
    this.backuper = builder.build();
  }

  /** For commands that call Cognito and compare the number of users. */
  static Engine online(
      Storage storage,
      KeyOptions key,
      PacingOptions pacing,
      BackupListener listener,
      double shrinkLimit) {
    return online(storage, key, false, pacing, listener, shrinkLimit);
  }

  /** For commands that call Cognito and read an archive. */
  static Engine online(
      ArchiveOptions.Place place, KeyOptions key, PacingOptions pacing, BackupListener listener) {
    return online(place.storage(), key, place.acceptsUnproven(), pacing, listener, SHRINK_LIMIT);
  }

  private static Engine online(
      Storage storage,
      KeyOptions key,
      boolean acceptsUnproven,
      PacingOptions pacing,
      BackupListener listener,
      double shrinkLimit) {
    return new Engine(
        CognitoIdentityProviderClient.create(),
        key.client(),
        key,
        storage,
        acceptsUnproven,
        pacing,
        listener,
        shrinkLimit);
  }

  /** For commands that only list: they need no Region or credentials for Cognito. */
  static Engine offline(Storage storage, KeyOptions key) {
    return offline(storage, key, false);
  }

  /** For commands that only read an archive. */
  static Engine offline(ArchiveOptions.Place place, KeyOptions key) {
    return offline(place.storage(), key, place.acceptsUnproven());
  }

  /** For commands that read archives, perhaps also old backups. */
  static Engine offline(Storage storage, KeyOptions key, boolean acceptsUnproven) {
    return new Engine(
        new NoCognito(),
        key.client(),
        key,
        storage,
        acceptsUnproven,
        new PacingOptions(),
        new BackupListener() {},
        SHRINK_LIMIT);
  }

  Backuper backuper() {
    return backuper;
  }

  @Override
  public void close() {
    cognito.close();
    kms.ifPresent(KmsClient::close);
  }

  /** A client without any operation. */
  private static final class NoCognito implements CognitoIdentityProviderClient {

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
