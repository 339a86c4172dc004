package example.full;

import io.github.cognitobackup.BackupReport;
import io.github.cognitobackup.Backuper;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.crypto.kms.KmsEncryptor;
import io.github.cognitobackup.emulator.Emulator;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.pacing.QuotaGate;
import io.github.cognitobackup.restore.RestorePlan;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.storage.local.LocalStorage;
import java.io.IOException;
import java.nio.file.Files;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** Backs a pool up and restores it, with every part on the module path. */
public final class Main {

  private static final int USERS = 200;

  public static void main(String[] args) throws IOException {
    StaticCredentialsProvider any =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));
    try (Emulator emulator = Emulator.builder().defaultKey().build();
        CognitoIdentityProviderClient cognito =
            CognitoIdentityProviderClient.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.of(emulator.region()))
                .credentialsProvider(any)
                .build();
        KmsClient kms =
            KmsClient.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.of(emulator.region()))
                .credentialsProvider(any)
                .build()) {
      String poolId = emulator.cognito().generatePool("customers", PoolModel.EMAIL, USERS, 1);
      Backuper backuper =
          Backuper.builder()
              .cognito(cognito)
              .storage(LocalStorage.at(Files.createTempDirectory("full")))
              .encryptor(
                  KmsEncryptor.builder().client(kms).keyId("alias/cognito-backup-key").build())
              .pacing(QuotaGate.unlimited())
              .build();

      BackupReport report = backuper.backup(poolId);
      backuper.verify(report.key());
      RestoreRequest request = RestoreRequest.of(report.key()).intoNewPool("customers-restored");
      RestorePlan plan = backuper.plan(request);
      RestoreReport restored = backuper.restore(request);

      require(report.users() == USERS, "users were lost on the way into the archive");
      require(plan.users().total() == USERS, "users were lost on the way into the plan");
      require(restored.outcome() == Outcome.COMPLETE, restored.toString());
      require(restored.comparison().equal(), "the restored pool differs");
    }
    require(Main.class.getModule().isNamed(), "this program is not on the module path");
    require(Backuper.class.getModule().isNamed(), "the library is not on the module path");
    System.out.println("restored, as " + Main.class.getModule() + " with " + modules());
  }

  private static String modules() {
    return Backuper.class.getModule().getName()
        + ", "
        + LocalStorage.class.getModule().getName()
        + " and "
        + KmsEncryptor.class.getModule().getName();
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException(otherwise);
    }
  }
}
