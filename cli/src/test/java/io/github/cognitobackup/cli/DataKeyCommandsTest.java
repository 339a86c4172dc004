package io.github.cognitobackup.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** generate-datakey and validate-datakey, by the examples of ADR-001 and beyond. */
class DataKeyCommandsTest {

  @TempDir private Path folder;

  private final EmulatedAws aws = new EmulatedAws();
  private String keyArn;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    keyArn = aws.emulator().kms().keyArn(EmulatedAws.KEY);
    file = folder.resolve("datakey.json");
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private Ran generate(String... more) {
    String[] args = new String[more.length + 3];
    args[0] = "generate-datakey";
    args[1] = "--kms-key-id";
    args[2] = EmulatedAws.KEY;
    System.arraycopy(more, 0, args, 3, more.length);
    return Ran.of(args);
  }

  private Ran validate() {
    return Ran.of("validate-datakey", "--input", file.toString(), "--kms-key-id", EmulatedAws.KEY);
  }

  @Test
  void stdoutHoldsTheJsonAloneAndStderrWarns() {
    Ran ran = generate().exits(ExitCode.COMPLETE);

    JsonNode json = ran.json();
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly(
            "kms_key_id", "encrypted_data_key", "plaintext_data_key", "key_spec", "generated_at");
    assertThat(json.get("kms_key_id").asText()).isEqualTo(keyArn);
    assertThat(json.get("key_spec").asText()).isEqualTo("AES_256");
    String plaintext = json.get("plaintext_data_key").asText();
    assertThat(Base64.getDecoder().decode(plaintext)).hasSize(32);
    assertThat(ran.err()).contains("warning", "plaintext key").doesNotContain(plaintext);
  }

  @Test
  void base64AndTheOtherSpecByTheirShortForms() {
    Ran ran =
        Ran.of("generate-datakey", "-k", EmulatedAws.KEY, "-f", "base64", "--spec", "AES_128")
            .exits(ExitCode.COMPLETE);

    String[] lines = ran.out().split("\n", -1);
    assertThat(lines).hasSize(6);
    assertThat(lines[0]).isEqualTo("# 暗号化されたデータキー（Base64）");
    assertThat(lines[2]).isEmpty();
    assertThat(lines[3]).isEqualTo("# 平文データキー（Base64）- 注意：セキュアに扱うこと");
    assertThat(Base64.getDecoder().decode(lines[4])).hasSize(16);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void fileIsItsOwnersAloneAndStdoutIsFreeOfKeys() throws IOException {
    Ran ran = generate("-o", file.toString()).exits(ExitCode.COMPLETE);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    JsonNode json = new JsonMapper().readTree(file.toFile());
    assertThat(ran.out()).contains("GENERATED", file.toString(), keyArn);
    assertThat(ran.out() + ran.err())
        .contains("warning")
        .doesNotContain(json.get("plaintext_data_key").asText());
    validate().exits(ExitCode.COMPLETE);
  }

  @Test
  void machinesAreToldOfTheFileInJson() {
    JsonNode made = generate("--output", file.toString(), "--json").exits(0).json();
    assertThat(made.get("output").asText()).isEqualTo(file.toString());
    assertThat(made.get("kmsKeyId").asText()).isEqualTo(keyArn);

    JsonNode valid =
        Ran.of("validate-datakey", "-i", file.toString(), "-k", keyArn, "--json").exits(0).json();
    assertThat(valid.get("outcome").asText()).isEqualTo("COMPLETE");
    assertThat(valid.get("kmsKeyId").asText()).isEqualTo(keyArn);
    assertThat(valid.get("keySpec").asText()).isEqualTo("AES_256");
  }

  @Test
  void nothingIsOverwrittenAndNoKeyIsMadeForNothing() throws IOException {
    Files.writeString(file, "mine");

    generate("-o", file.toString()).exits(ExitCode.USAGE).tells(file.toString(), "exists");
    generate("-o", folder.resolve("no/such/folder.json").toString())
        .exits(ExitCode.USAGE)
        .tells("no folder");
    generate("--format", "base64", "--json").exits(ExitCode.USAGE).tells("--format base64");
    generate("--format", "xml").exits(ExitCode.USAGE).tells("--format");
    generate("--spec", "RSA_2048").exits(ExitCode.USAGE).tells("--spec");
    generate("--test").exits(ExitCode.USAGE).tells("--test", "--kms-key-id");
    Ran.of("generate-datakey").exits(ExitCode.USAGE).tells("--kms-key-id");
    Ran.of("generate-datakey", "-k", "").exits(ExitCode.USAGE).tells("--kms-key-id", "empty");
    generate("-o", "").exits(ExitCode.USAGE).tells("--output is empty");
    generate("--kms-region", "").exits(ExitCode.USAGE).tells("--kms-region", "empty");
    assertThat(file).hasContent("mine");
    assertThat(aws.emulator().calls()).isEmpty();
  }

  @Test
  void testKeysNeedNeitherKmsNorRegionNorCredentials() throws IOException {
    aws.close();
    Ran made =
        Ran.of("generate-datakey", "--test", "--output", file.toString()).exits(ExitCode.COMPLETE);

    assertThat(made.out() + made.err()).contains("for tests", "without KMS");
    JsonNode json = new JsonMapper().readTree(file.toFile());
    assertThat(json.get("kms_key_id").asText()).contains("TEST", "NOT-FROM-KMS");
    assertThat(new String(json.get("encrypted_data_key").binaryValue(), US_ASCII))
        .startsWith("TEST DATA KEY, NOT ENCRYPTED BY AWS KMS");
    validate().exits(ExitCode.FAILED).tells("for tests", "without KMS", "--test");
    assertThat(Ran.of("generate-datakey", "--test").exits(ExitCode.COMPLETE).json())
        .hasSize(5)
        .isNotEqualTo(json);
  }

  @Test
  void validateTellsApartWhatIsWrong() throws IOException {
    generate("-o", file.toString()).exits(ExitCode.COMPLETE);
    String sound = Files.readString(file);
    String plaintext = new JsonMapper().readTree(sound).get("plaintext_data_key").asText();

    Files.writeString(
        file, sound.replace(plaintext, Base64.getEncoder().encodeToString(new byte[32])));
    validate().exits(ExitCode.FAILED).tells(file.toString(), "is not what KMS decrypts");

    Files.writeString(file, sound.substring(0, 300));
    Ran damaged = validate().exits(ExitCode.FAILED).tells(file.toString(), "damaged", "line 4");
    assertThat(damaged.err()).doesNotContain(plaintext.substring(0, 8));

    Files.writeString(file, sound);
    String other = aws.emulator().kms().createKey();
    Ran.of("validate-datakey", "--input", file.toString(), "--kms-key-id", other)
        .exits(ExitCode.FAILED)
        .tells("another KMS key", other, keyArn);
    for (Map.Entry<String, String> state :
        Map.of("Disabled", "disabled", "PendingDeletion", "cancel-key-deletion").entrySet()) {
      aws.emulator().kms().state(keyArn, state.getKey());
      validate().exits(ExitCode.FAILED).tells(EmulatedAws.KEY, state.getValue());
    }

    Files.delete(file);
    validate().exits(ExitCode.FAILED).tells(file.toString(), "no such file");
    Ran.of("validate-datakey", "-i", folder.toString(), "-k", keyArn)
        .exits(ExitCode.FAILED)
        .tells("is a folder");
    Ran.of("validate-datakey", "-i", file.toString()).exits(ExitCode.USAGE).tells("--kms-key-id");
    Ran.of("validate-datakey", "-k", keyArn).exits(ExitCode.USAGE).tells("--input");
  }
}
