package io.github.cognitobackup.examples.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.BackupReport;
import io.github.cognitobackup.Backuper;
import io.github.cognitobackup.crypto.kms.KmsEncryptor;
import io.github.cognitobackup.emulator.Emulator;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.pacing.QuotaGate;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.local.LocalStorage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** The samples of the manual, run. */
class SamplesTest {

  private static final int USERS = 20;

  @TempDir private Path folder;

  private final Emulator emulator = Emulator.builder().defaultKey().build();
  private final StaticCredentialsProvider any =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));
  private final CognitoIdentityProviderClient cognito =
      CognitoIdentityProviderClient.builder()
          .endpointOverride(emulator.endpoint())
          .region(Region.of(emulator.region()))
          .credentialsProvider(any)
          .build();
  private final KmsClient kms =
      KmsClient.builder()
          .endpointOverride(emulator.endpoint())
          .region(Region.of(emulator.region()))
          .credentialsProvider(any)
          .build();
  private final String poolId =
      emulator.cognito().generatePool("customers", PoolModel.ALIAS, USERS, 1);

  @AfterEach
  void close() {
    kms.close();
    cognito.close();
    emulator.close();
  }

  @Test
  void readmeBringsAPoolBack() {
    RestoreReport restored = BackUpAndRestore.run(cognito, kms, folder, poolId);

    assertThat(restored.outcome()).isEqualTo(RestoreReport.Outcome.COMPLETE);
    assertThat(restored.comparison().equal()).isTrue();
  }

  @Test
  void pacedBackupSavesEveryPool() {
    Storage storage = LocalStorage.at(folder);

    long users =
        PacedBackup.run(
            cognito,
            storage,
            KmsEncryptor.builder().client(kms).keyId("alias/cognito-backup-key").build(),
            List.of(poolId));

    assertThat(users).isEqualTo(USERS);
  }

  @Test
  void carefulRestoreChangesNothingWhereAllIsEqual() {
    Backuper backuper =
        Backuper.builder()
            .cognito(cognito)
            .storage(LocalStorage.at(folder))
            .insecurePlaintext()
            .insecureIncludeSecrets()
            .pacing(QuotaGate.unlimited())
            .build();
    BackupReport backup = backuper.backup(poolId);

    RestoreReport restored = CarefulRestore.run(backuper, backup.key(), poolId, mapping -> {});

    assertThat(restored.outcome()).isEqualTo(RestoreReport.Outcome.COMPLETE);
    assertThat(restored.users().create()).isZero();
    assertThat(restored.users().unchanged()).isPositive();
  }
}
