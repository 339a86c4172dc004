package io.github.cognitobackup.internal.cognito;

import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.pacing.QuotaGate;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** A client that answers what a test lets it answer, and nothing else. */
public class StubClient implements CognitoIdentityProviderClient {

  /** The calls through this client, without pauses. */
  public CognitoCalls calls() {
    return new CognitoCalls(
        this,
        QuotaGate.unlimited(),
        new Patience(Patience.DEFAULT, System::nanoTime, millis -> {}),
        new BackupListener() {});
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
