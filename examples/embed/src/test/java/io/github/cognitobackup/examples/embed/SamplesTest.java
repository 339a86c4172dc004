package io.github.cognitobackup.examples.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.BackupReport;
import io.github.cognitobackup.Backuper;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.crypto.kms.KmsEncryptor;
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

/** The samples of the manual, run. */
class SamplesTest {

  private static final int USERS = 20;

  @TempDir private Path folder;

  private final EmulatedAws aws = new EmulatedAws();
  private final String poolId =
      aws.emulator.cognito().generatePool("customers", PoolModel.ALIAS, USERS, 1);

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void readmeBringsAPoolBack() {
    RestoreReport restored = BackUpAndRestore.run(aws.cognito, aws.kms, folder, poolId);

    assertThat(restored.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(restored.comparison().equal()).isTrue();
  }

  @Test
  void pacedBackupSavesEveryPool() {
    Storage storage = LocalStorage.at(folder);

    long users =
        PacedBackup.run(
            aws.cognito,
            storage,
            KmsEncryptor.builder().client(aws.kms).keyId("alias/cognito-backup-key").build(),
            List.of(poolId));

    assertThat(users).isEqualTo(USERS);
  }

  @Test
  void carefulRestoreChangesNothingWhereAllIsEqual() {
    Backuper backuper =
        Backuper.builder()
            .cognito(aws.cognito)
            .storage(LocalStorage.at(folder))
            .insecurePlaintext()
            .insecureIncludeSecrets()
            .pacing(QuotaGate.unlimited())
            .build();
    BackupReport backup = backuper.backup(poolId);

    RestoreReport restored = CarefulRestore.run(backuper, backup.key(), poolId, mapping -> {});

    assertThat(restored.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(restored.users().create()).isZero();
    assertThat(restored.users().unchanged()).isPositive();
  }
}
