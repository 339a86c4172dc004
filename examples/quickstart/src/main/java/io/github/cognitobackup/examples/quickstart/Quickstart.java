package io.github.cognitobackup.examples.quickstart;

import io.github.cognitobackup.BackupReport;
import io.github.cognitobackup.Backuper;
import io.github.cognitobackup.crypto.kms.KmsEncryptor;
import io.github.cognitobackup.emulator.Emulator;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.pacing.QuotaGate;
import io.github.cognitobackup.repository.VerifyReport;
import io.github.cognitobackup.restore.RestorePlan;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.storage.local.LocalStorage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/**
 * The whole road once: a pool of 5,000 users in an emulator of Cognito and KMS within this process,
 * its sealed archive, the plan, the restored pool, and the proof that both are equal.
 */
public final class Quickstart {

  private static final String KEY_ALIAS = "alias/cognito-backup-key";

  private final PrintStream out;
  private final int users;
  private int step;

  Quickstart(PrintStream out, int users) {
    this.out = out;
    this.users = users;
  }

  /**
   * Runs it.
   *
   * @param args none
   * @throws IOException when the temporary folder cannot be used
   */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path folder = Files.createTempDirectory("cognito-backup-quickstart-");
    if (!new Quickstart(out, 5_000).run(folder)) {
      throw new IllegalStateException("the restored pool is not equal to the lost one");
    }
  }

  /** Returns whether the restored pool equals the lost one. */
  boolean run(Path folder) throws IOException {
    try (Emulator emulator = Emulator.builder().defaultKey().build();
        Clients clients = Clients.of(emulator)) {
      heading("A pool to lose");
      String lost = emulator.cognito().generatePool("customers", PoolModel.EMAIL, users, 2026);
      out.printf(Locale.ROOT, "   %s with %,d users at %s%n", lost, users, emulator.endpoint());

      Backuper backuper =
          Backuper.builder()
              .cognito(clients.cognito())
              .storage(LocalStorage.at(folder))
              .encryptor(KmsEncryptor.builder().client(clients.kms()).keyId(KEY_ALIAS).build())
              .pacing(QuotaGate.unlimited()) // an emulator has no sign-ins to protect
              .listener(new PrintedProgress(out, users))
              .build();

      heading("Backup");
      BackupReport backup = backuper.backup(lost);
      out.printf(
          Locale.ROOT, "   %s: %s, %,d bytes%n", backup.outcome(), backup.key(), backup.size());

      heading("The file is sealed");
      SealedFile file = new SealedFile(folder.resolve(backup.key()));
      file.describe(out);
      boolean secret = file.hides(anyEmail(clients.cognito(), lost), out);

      heading("Verify");
      VerifyReport sound = backuper.verify(backup.key());
      out.printf(
          Locale.ROOT,
          "   every byte authenticated, %,d entries sound%n",
          sound.manifest().entries().size());

      heading("Plan");
      RestoreRequest request = RestoreRequest.of(backup.key()).intoNewPool("customers-restored");
      RestorePlan plan = backuper.plan(request);
      new PrintedPlan(out).print(plan);

      heading("Restore into a new pool");
      RestoreReport restored = backuper.restore(request);
      out.printf(Locale.ROOT, "   %s: %s%n", restored.outcome(), restored.userPoolId());

      heading("Proof");
      boolean equal = new Proof(out, clients.cognito()).print(lost, restored);
      return secret && equal;
    }
  }

  private static String anyEmail(CognitoIdentityProviderClient cognito, String poolId) {
    return cognito.listUsersPaginator(request -> request.userPoolId(poolId)).users().stream()
        .flatMap(user -> user.attributes().stream())
        .filter(attribute -> attribute.name().equals("email"))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private void heading(String text) {
    out.printf(Locale.ROOT, "%n%d. %s%n", ++step, text);
  }
}
