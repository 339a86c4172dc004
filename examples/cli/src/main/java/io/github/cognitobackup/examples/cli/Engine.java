package io.github.cognitobackup.examples.cli;

import io.github.cognitobackup.Backuper;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.pacing.QuotaGate;
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
      QuotaGate gate,
      BackupListener listener,
      double shrinkLimit) {
    this.cognito = cognito;
    this.kms = kms;
    Backuper.Builder builder =
        Backuper.builder()
            .cognito(cognito)
            .storage(storage)
            .pacing(gate)
            .listener(listener)
            .shrinkLimit(shrinkLimit);
    key.applyTo(builder, kms);
    this.backuper = builder.build();
  }

  /** For commands that call Cognito. */
  static Engine online(
      Storage storage, KeyOptions key, PacingOptions pacing, BackupListener listener) {
    return online(storage, key, pacing, listener, SHRINK_LIMIT);
  }

  /** For commands that call Cognito and compare the number of users. */
  static Engine online(
      Storage storage,
      KeyOptions key,
      PacingOptions pacing,
      BackupListener listener,
      double shrinkLimit) {
    QuotaGate gate = pacing.gate();
    return new Engine(
        CognitoIdentityProviderClient.create(),
        key.client(),
        key,
        storage,
        gate,
        listener,
        shrinkLimit);
  }

  /** For commands that only read archives: they need no Region or credentials for Cognito. */
  static Engine offline(Storage storage, KeyOptions key) {
    return new Engine(
        new NoCognito(),
        key.client(),
        key,
        storage,
        QuotaGate.ofDefaults(),
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
