package io.github.cognitobackup.cli;

import io.github.cognitobackup.transfer.Migration;
import io.github.cognitobackup.transfer.Selection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.kms.KmsClient;

/** Seals plain archives. */
@Command(
    name = "migrate",
    description = {
      "Seals plain archives: each is checked, sealed under its key and .enc, opened and compared;"
          + " only then the plain one is removed.",
      "May be killed and run again."
    })
final class MigrateCommand extends ReportingCommand {

  @Mixin private StorageOptions storage;
  @Mixin private SelectionOptions selection;

  @Mixin private KmsOptions kms;

  @Option(names = "--keep-plain", description = "Remove no plain archive.")
  private boolean keepPlain;

  @Option(
      names = {UnverifiableOption.NAME, UnverifiableOption.ALIAS},
      description =
          "With --pool or --all: seal backups of other tools too, which hold nothing that could"
              + " prove them whole.")
  private boolean acceptUnverifiable;

  @Option(
      names = "--dry-run",
      description = "Read and check, write and remove nothing, and show what would be done.")
  private boolean dryRun;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  MigrateCommand() {}

  @Override
  public Integer call() {
    Selection chosen = selection.required(this);
    kms.keyId();
    try (OpenStorage open = storage.open();
        KmsClient client = kms.client();
        TransferOutput told = new TransferOutput(output(), dryRun)) {
      Migration migration =
          Migration.of(open.storage(), kms.encryptor(client).build()).listener(told);
      if (keepPlain) {
        migration = migration.keepPlain();
      }
      if (acceptUnverifiable) {
        migration = migration.acceptUnverifiable();
      }
      return told.finish((dryRun ? migration.dryRun() : migration).run(chosen));
    }
  }
}
