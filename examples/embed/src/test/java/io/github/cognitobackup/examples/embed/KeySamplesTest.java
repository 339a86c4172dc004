package io.github.cognitobackup.examples.embed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cognitobackup.Backuper;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.crypto.Envelope;
import io.github.cognitobackup.crypto.OpenedEnvelope;
import io.github.cognitobackup.crypto.SealingOutputStream;
import io.github.cognitobackup.crypto.kms.DataKeyDocument;
import io.github.cognitobackup.crypto.kms.DataKeys;
import io.github.cognitobackup.crypto.kms.KeySpec;
import io.github.cognitobackup.crypto.kms.KmsConfig;
import io.github.cognitobackup.crypto.kms.KmsEncryptor;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kms.KmsClient;

/** The samples about keys and sealing, run. */
class KeySamplesTest {

  @TempDir private Path folder;

  private final EmulatedAws aws = new EmulatedAws();
  private final KmsClient kms = aws.kms;

  @AfterEach
  void close() {
    aws.close();
  }

  @Test
  void sealsFiles() throws IOException {
    Path report = Files.writeString(folder.resolve("report.pdf"), "a report");
    Path sealed = folder.resolve("report.pdf.enc");
    Path opened = folder.resolve("again.pdf");
    // region: encryptor
    Encryptor encryptor =
        KmsEncryptor.builder()
            .client(kms) // yours to close; its Region is the key's
            .keyId("alias/cognito-backup-key") // seals, and is tried first to open
            .build();
    // end: encryptor
    // region: seal-files
    Envelope.seal(encryptor, report, sealed);
    Envelope.open(encryptor, sealed, opened);
    // end: seal-files
    assertThat(opened).hasContent("a report");
  }

  @Test
  void sealsObjects() throws IOException {
    Storage storage = new InMemoryStorage();
    Encryptor encryptor =
        KmsEncryptor.builder().client(kms).keyId("alias/cognito-backup-key").build();
    // region: repository
    ArchiveRepository repository =
        ArchiveRepository.builder().storage(storage).encryptor(encryptor).build();
    // end: repository
    try (ObjectWriter writer = repository.objects().create("report.pdf")) {
      writer.stream().write("a report".getBytes(UTF_8));
      writer.commit();
    }
    try (StoredObject stored = repository.storage().open("report.pdf");
        InputStream bytes = stored.openStream()) {
      assertThat(bytes.readAllBytes()).asString(UTF_8).doesNotContain("a report");
    }
    try (StoredObject opened = repository.objects().open("report.pdf");
        InputStream bytes = opened.openStream()) {
      assertThat(bytes).hasContent("a report");
    }
  }

  @Test
  void sealsStreams() throws IOException {
    Path file = folder.resolve("sealed");
    // region: context
    Encryptor encryptor =
        KmsEncryptor.builder()
            .client(kms)
            .keyId("alias/cognito-backup-key")
            .encryptionContext(Map.of("purpose", "cognito-backup"))
            .build();
    // end: context
    // region: seal-streams
    try (SealingOutputStream sealing = Envelope.seal(encryptor, Files.newOutputStream(file))) {
      sealing.write("a report".getBytes(UTF_8));
      sealing.finish(); // without it, nobody can open what was written
    }

    try (OpenedEnvelope opened = Envelope.open(encryptor, () -> Files.newInputStream(file));
        InputStream plain = opened.openStream()) { // the whole file is authenticated by now
      plain.transferTo(System.out);
    }
    // end: seal-streams
    assertThat(file).isNotEmptyFile();
  }

  @Test
  void makesDataKeys() throws IOException {
    Path file = folder.resolve("datakey.json");
    // region: data-keys
    DataKeys keys = DataKeys.of(kms);
    try (DataKeyDocument made = keys.generate("alias/cognito-backup-key", KeySpec.AES_256)) {
      made.write(file, DataKeyDocument.Format.JSON);
    }
    try (DataKeyDocument stored = DataKeyDocument.read(file)) {
      keys.validate(stored, "alias/cognito-backup-key");
    }
    // end: data-keys
    assertThat(file).isNotEmptyFile();
  }

  @Test
  void readsTheConfigurationOfKeys() throws IOException {
    JsonNode file =
        new ObjectMapper()
            .readTree(
                """
                {"kms": {"enabled": true, "key_id": "alias/cognito-backup-key", "region": "eu-west-1"}}
                """);
    Backuper.Builder builder =
        Backuper.builder().cognito(aws.cognito).storage(new InMemoryStorage());
    // region: kms-config
    KmsConfig config = new ObjectMapper().treeToValue(file.get("kms"), KmsConfig.class);
    if (config.enabled()) {
      KmsClient client = config.configure(KmsClient.builder()).build();
      builder.encryptor(config.encryptor(client).build());
    } else {
      builder.insecurePlaintext();
    }
    // end: kms-config
    assertThat(builder.build()).isNotNull();
  }
}
