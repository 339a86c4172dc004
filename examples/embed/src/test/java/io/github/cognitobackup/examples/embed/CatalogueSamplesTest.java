package io.github.cognitobackup.examples.embed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.Backuper;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.catalogue.Catalogue;
import io.github.cognitobackup.catalogue.CatalogueEntry;
import io.github.cognitobackup.catalogue.PruneReport;
import io.github.cognitobackup.catalogue.Pruning;
import io.github.cognitobackup.catalogue.Retention;
import io.github.cognitobackup.crypto.DataKeyRewrapper;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.crypto.kms.KmsEncryptor;
import io.github.cognitobackup.crypto.kms.KmsRewrapper;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.pacing.QuotaGate;
import io.github.cognitobackup.repository.VerifyReport;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.transfer.Copy;
import io.github.cognitobackup.transfer.Migration;
import io.github.cognitobackup.transfer.Rewrap;
import io.github.cognitobackup.transfer.Selection;
import io.github.cognitobackup.transfer.TransferReport;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** The samples about the archives of a storage, run. */
class CatalogueSamplesTest {

  private static final Map<String, String> CONTEXT = Map.of("purpose", "cognito-backup");

  private final EmulatedAws aws = new EmulatedAws();
  private final CognitoIdentityProviderClient cognito = aws.cognito;
  private final KmsClient kms = aws.kms;
  private final Storage storage = new InMemoryStorage();
  private final Encryptor encryptor =
      KmsEncryptor.builder()
          .client(kms)
          .keyId("alias/cognito-backup-key")
          .encryptionContext(CONTEXT)
          .build();
  private final String poolId =
      aws.emulator.cognito().generatePool("customers", PoolModel.ALIAS, 5, 1);

  @AfterEach
  void close() {
    aws.close();
  }

  private Backuper.Builder backuper() {
    return Backuper.builder().cognito(cognito).storage(storage).pacing(QuotaGate.unlimited());
  }

  @Test
  void listsAndPrunes() {
    Backuper backuper = backuper().encryptor(encryptor).build();
    backuper.backup(poolId);
    // region: list
    try (Stream<CatalogueEntry> archives = Catalogue.of(storage).archives()) {
      archives.limit(20).forEach(entry -> System.out.println(entry.key()));
    }
    // end: list
    // region: prune
    Retention retention = Retention.builder().keepDaily(30).keepMonthly(12).keepYearly(7).build();
    Pruning pruning = Pruning.of(storage, retention).encryptor(encryptor);
    PruneReport shown = pruning.dryRun(decision -> System.out.println(decision));
    PruneReport done = pruning.apply(decision -> {});
    // end: prune
    assertThat(shown.kept()).isEqualTo(1);
    assertThat(done.kept()).isEqualTo(1);
  }

  @Test
  void movesArchives() {
    Storage bucket = new InMemoryStorage();
    String newKeyArn = aws.emulator.kms().createKey();
    String oldKeyArn = aws.emulator.kms().keyArn("alias/cognito-backup-key");
    backuper().insecurePlaintext().build().backup(poolId);
    // region: transfer
    Copy.between(storage, bucket).run(Selection.all());
    Migration.of(storage, encryptor).run(Selection.pool(poolId));
    // end: transfer
    // region: rewrap
    DataKeyRewrapper rewrapper =
        KmsRewrapper.builder()
            .client(kms)
            .keyId(newKeyArn)
            .fromKeyIds(List.of(oldKeyArn))
            .encryptionContext(Map.of("purpose", "cognito-backup"))
            .build();
    TransferReport report = Rewrap.of(storage, rewrapper).run(Selection.all());
    // end: rewrap
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(Catalogue.of(bucket).archives().toList()).hasSize(1);
  }

  @Test
  void readsForeignBackups() throws IOException {
    try (ObjectWriter writer = storage.create("old/" + poolId + ".json")) {
      writer.stream()
          .write(
              "[{\"Username\": \"ann\", \"UserStatus\": \"CONFIRMED\", \"Enabled\": true}]"
                  .getBytes(UTF_8));
      writer.commit();
    }
    // region: foreign-backups
    Backuper backuper =
        Backuper.builder()
            .cognito(cognito)
            .storage(storage)
            .encryptor(encryptor)
            .acceptUnverifiable() // reads foreign backups
            .acceptPlaintext() // and these although they are not sealed
            .build();
    VerifyReport report = backuper.verify("old/" + poolId + ".json");
    report.unverifiable().ifPresent(content -> content.notProven().forEach(System.out::println));
    // end: foreign-backups
    assertThat(report.unverifiable()).isPresent();
  }
}
