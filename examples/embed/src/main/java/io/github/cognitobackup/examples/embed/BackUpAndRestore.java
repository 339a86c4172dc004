package io.github.cognitobackup.examples.embed;

import io.github.cognitobackup.BackupReport;
import io.github.cognitobackup.Backuper;
import io.github.cognitobackup.crypto.kms.KmsEncryptor;
import io.github.cognitobackup.restore.RestorePlan;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.storage.local.LocalStorage;
import java.nio.file.Path;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** Backs a pool up and restores it under another name. */
final class BackUpAndRestore {

  private BackUpAndRestore() {}

  static RestoreReport run(
      CognitoIdentityProviderClient cognito, KmsClient kms, Path folder, String poolId) {
    // region: embed
    Backuper backuper =
        Backuper.builder()
            .cognito(cognito)
            .storage(LocalStorage.at(folder))
            .encryptor(KmsEncryptor.builder().client(kms).keyId("alias/cognito-backup-key").build())
            .build();

    BackupReport backup = backuper.backup(poolId);
    backuper.verify(backup.key()); // reads everything, writes nothing

    RestoreRequest request = RestoreRequest.of(backup.key()).intoNewPool("customers-restored");
    RestorePlan plan = backuper.plan(request); // tells what would be done
    System.out.println(plan.users() + " " + plan.notes());
    RestoreReport restored = backuper.restore(request);
    System.out.println(restored.outcome() + " " + restored.comparison().equal());
    // end: embed
    return restored;
  }

  /**
   * Takes Region, credentials and endpoint from the usual places.
   *
   * @param args the pool's id and the folder of the archives
   */
  public static void main(String[] args) {
    try (CognitoIdentityProviderClient cognito = CognitoIdentityProviderClient.create();
        KmsClient kms = KmsClient.create()) {
      run(cognito, kms, Path.of(args[1]), args[0]);
    }
  }
}
