package io.github.cognitobackup.examples.embed;

import io.github.cognitobackup.BackupReport;
import io.github.cognitobackup.Backuper;
import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.pacing.QuotaGate;
import io.github.cognitobackup.storage.Storage;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** Backs several pools up in one account, with one share of its quotas and a report of gaps. */
final class PacedBackup {

  private PacedBackup() {}

  static long run(
      CognitoIdentityProviderClient cognito,
      Storage storage,
      Encryptor encryptor,
      Iterable<String> poolIds) {
    long users = 0;
    // region: paced
    Backuper backuper =
        Backuper.builder()
            .cognito(cognito)
            .storage(storage)
            .encryptor(encryptor)
            .pacing(QuotaGate.ofShare(0.25)) // one gate for an account and Region
            .listener(
                new BackupListener() {
                  @Override
                  public void onThrottled(String operation, long soFar) {
                    System.out.println("slower: " + operation);
                  }
                })
            .build();

    for (String poolId : poolIds) {
      BackupReport report = backuper.backup(poolId);
      for (Manifest.Gap gap : report.gaps()) {
        System.out.println(poolId + " lacks " + gap.resource() + ": " + gap.reason());
      }
      users += report.users();
    }
    // end: paced
    return users;
  }
}
