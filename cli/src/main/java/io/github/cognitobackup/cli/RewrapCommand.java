package io.github.cognitobackup.cli;

import io.github.cognitobackup.crypto.kms.KmsRewrapper;
import io.github.cognitobackup.transfer.Rewrap;
import io.github.cognitobackup.transfer.Selection;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.kms.KmsClient;

/** Moves archives to another KMS key. */
@Command(
    name = "rewrap",
    description = {
      "Moves sealed archives to another KMS key: the data key is wrapped anew by KMS, the content"
          + " is not opened, and the result is the next revision (.r2, .r3 ...).",
      "Older revisions are removed once it is proven. May be killed and run again."
    })
final class RewrapCommand extends ReportingCommand {

  @Mixin private StorageOptions storage;
  @Mixin private SelectionOptions selection;

  @Mixin private KmsOptions kms;

  @Option(
      names = "--from-key-id",
      paramLabel = "OLD",
      required = true,
      description =
          "The KMS key to move from; archives under any other are left alone. May be repeated.")
  private List<String> fromKeyIds;

  @Option(names = "--keep-old", description = "Remove no older revision.")
  private boolean keepOld;

  @Option(
      names = "--verify",
      description =
          "Open each archive under the new key, whole, before older revisions are removed; needs"
              + " the right kms:Decrypt.")
  private boolean verify;

  @Option(
      names = "--dry-run",
      description = "Ask KMS, write and remove nothing, and show what would be done.")
  private boolean dryRun;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  RewrapCommand() {}

  @Override
  public Integer call() {
    Selection chosen = selection.required(this);
    String kmsKeyId = kms.keyId();
    try (OpenStorage open = storage.open();
        KmsClient client = kms.client();
        TransferOutput told = new TransferOutput(output(), dryRun)) {
      KmsRewrapper rewrapper =
          KmsRewrapper.builder()
              .client(client)
              .keyId(kmsKeyId)
              .fromKeyIds(fromKeyIds)
              .encryptionContext(kms.encryptionContext())
              .newEncryptionContext(kms.encryptionContext())
              .build();
      Rewrap rewrap = Rewrap.of(open.storage(), rewrapper).listener(told);
      if (keepOld) {
        rewrap = rewrap.keepOld();
      }
      if (verify) {
        rewrap = rewrap.verifyWith(kms.encryptor(client).build());
      }
      return told.finish((dryRun ? rewrap.dryRun() : rewrap).run(chosen));
    }
  }
}
