package io.github.cognitobackup.crypto.kms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cognitobackup.crypto.kms.DataKeyDocument.Format;
import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.InvalidDataKeyException;
import io.github.cognitobackup.error.InvalidDataKeyException.Reason;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The two forms of ADR-001, and what is not one of them. */
class DataKeyDocumentTest {

  private static final String ARN =
      "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012";

  private static final String PLAINTEXT = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private static final String JSON =
      """
      {
        "kms_key_id": "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012",
        "encrypted_data_key": "AQIDAHhqBQ==",
        "plaintext_data_key": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "key_spec": "AES_256",
        "generated_at": "2024-01-01T12:00:00Z"
      }
      """;

  private static final String BASE64 =
      """
      # 暗号化されたデータキー（Base64）
      AQIDAHhqBQ==

      # 平文データキー（Base64）- 注意：セキュアに扱うこと
      AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
      """;

  private static DataKeyDocument document() {
    byte[] plaintext = Base64.getDecoder().decode(PLAINTEXT);
    return new DataKeyDocument(
        "x",
        ARN,
        Base64.getDecoder().decode("AQIDAHhqBQ=="),
        plaintext,
        KeySpec.AES_256,
        Instant.parse("2024-01-01T12:00:00Z"));
  }

  @Test
  void writesTheFormsOfTheDecisionRecordToTheLetter() {
    try (DataKeyDocument document = document()) {
      assertThat(new String(document.toBytes(Format.JSON), UTF_8)).isEqualTo(JSON);
      assertThat(new String(document.toBytes(Format.BASE64), UTF_8)).isEqualTo(BASE64);
    }
  }

  @Test
  void readsWhatItWrites() {
    try (DataKeyDocument read = DataKeyDocument.parse(JSON.getBytes(UTF_8))) {
      assertThat(new String(read.toBytes(Format.JSON), UTF_8)).isEqualTo(JSON);
      assertThat(read.kmsKeyId()).contains(ARN);
      assertThat(read.generatedAt()).contains(Instant.parse("2024-01-01T12:00:00Z"));
    }
    try (DataKeyDocument read = DataKeyDocument.parse(BASE64.getBytes(UTF_8))) {
      assertThat(new String(read.toBytes(Format.BASE64), UTF_8)).isEqualTo(BASE64);
      assertThat(read.kmsKeyId()).isEmpty();
      assertThat(read.generatedAt()).isEmpty();
      assertThat(read.keySpec()).isEqualTo(KeySpec.AES_256);
      assertThatIllegalStateException()
          .isThrownBy(() -> read.toBytes(Format.JSON))
          .withMessageContaining("no JSON form");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void readsWhatOthersWrite(String name, String text) {
    try (DataKeyDocument read = DataKeyDocument.parse(text.getBytes(UTF_8))) {
      assertThat(read.plaintextDataKey()).isEqualTo(Base64.getDecoder().decode(PLAINTEXT));
      assertThat(read.encryptedDataKey()).isEqualTo(Base64.getDecoder().decode("AQIDAHhqBQ=="));
    }
  }

  static Stream<Arguments> readsWhatOthersWrite() {
    return Stream.of(
        Arguments.of("one line", JSON.replaceAll("\\s+", "")),
        Arguments.of("lines of Windows", JSON.replace("\n", "\r\n")),
        Arguments.of("base64, lines of Windows", BASE64.replace("\n", "\r\n")),
        Arguments.of("base64, no last newline", BASE64.strip()),
        Arguments.of("blank lines before", "\n \n" + JSON),
        Arguments.of("escaped letters", JSON.replace("AAEC", "\\u0041AEC")),
        Arguments.of("more members", JSON.replaceFirst("\\{", "{\"note\": {\"a\": [1]},")),
        Arguments.of("fractions of a second", JSON.replace("00Z", "00.123456789Z")),
        Arguments.of("another offset", JSON.replace("00Z", "00+09:00")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refusesWhatIsNoDataKey(String name, byte[] text, String told) {
    assertThatExceptionOfType(InvalidDataKeyException.class)
        .isThrownBy(() -> DataKeyDocument.parse(text))
        .withMessageContaining(told)
        .withMessageContaining("generate a new one")
        .withMessageNotContainingAny("AAECAwQF", "AQIDAHhq")
        .withNoCause()
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
  }

  static Stream<Arguments> refusesWhatIsNoDataKey() {
    String[] members = {
      "kms_key_id", "encrypted_data_key", "plaintext_data_key", "key_spec", "generated_at"
    };
    Stream<Arguments> missing =
        Arrays.stream(members)
            .map(
                member ->
                    refused("without " + member, JSON.replace(member, "other"), "lacks " + member));
    Stream<Arguments> twice =
        Arrays.stream(members)
            .map(
                member ->
                    refused(
                        member + " twice",
                        JSON.replace("Z\"\n", "Z\",\n\"" + member + "\": \"x\"\n"),
                        "a member appears twice, at line 7"));
    Stream<Arguments> notText =
        Arrays.stream(members)
            .map(
                member ->
                    refused(
                        member + " no text",
                        JSON.replaceFirst("\"" + member + "\": \".*\"", "\"" + member + "\": 17"),
                        member + " is not a string"));
    Stream<Arguments> rest =
        Stream.of(
            refused("empty", "", "neither"),
            refused("blank", "  \n\n", "neither"),
            refused("something else", "PK\3\4", "neither"),
            refused("an array", "[" + JSON + "]", "neither"),
            refused("a byte order mark", "\uFEFF" + JSON, "(#), but with a byte order mark"),
            Arguments.of(
                "UTF-16", JSON.getBytes(java.nio.charset.StandardCharsets.UTF_16), "neither"),
            refused(
                "cut short", JSON.substring(0, JSON.length() / 2), "JSON is damaged, at line 4"),
            refused("without its end", JSON.replace("}", ""), "JSON is damaged"),
            refused("two objects", JSON + JSON, "after its JSON object"),
            refused("text behind", JSON + "x", "JSON is damaged"),
            refused("a comma too much", JSON.replace("Z\"", "Z\","), "JSON is damaged, at line 7"),
            refused(
                "a duplicate",
                JSON.replace("other", "x").replace("\"key_spec\"", "\"kms_key_id\""),
                "a member appears twice, at line 5"),
            refused(
                "duplicates elsewhere",
                JSON.replaceFirst("\\{", "{\"a\": {\"b\": 1, \"b\": 2},"),
                "appears twice"),
            Arguments.of("not UTF-8", withByte(JSON, 40, 0xff), "damaged"),
            refused(
                "nested deep",
                JSON.replaceFirst("\\{", "{\"a\": " + "[".repeat(5000) + "]".repeat(5000) + ","),
                "damaged"),
            refused(
                "bad letter",
                JSON.replace("AAECAwQF", "AAEC*wQF"),
                "plaintext_data_key is not base64"),
            refused(
                "letter of another script",
                JSON.replace("AAECAwQF", "AAEC鍵wQF"),
                "plaintext_data_key is not base64"),
            refused(
                "URL alphabet",
                JSON.replace("AAECAwQF", "AAEC-_QF"),
                "plaintext_data_key is not base64"),
            refused(
                "blank within",
                JSON.replace("AAECAwQF", "AAEC wQF"),
                "plaintext_data_key is not base64"),
            refused(
                "bad padding",
                JSON.replace("HhqBQ==", "HhqBQ="),
                "encrypted_data_key is not base64"),
            refused(
                "a byte less",
                JSON.replace(PLAINTEXT, base64(31)),
                "31 bytes, not the 32 of AES_256"),
            refused("a byte more", JSON.replace(PLAINTEXT, base64(33)), "33 bytes"),
            refused("no plain key", JSON.replace(PLAINTEXT, ""), "0 bytes"),
            refused(
                "of the other spec", JSON.replace(PLAINTEXT, base64(16)), "16 bytes, not the 32"),
            refused(
                "spec of the other", JSON.replace("AES_256", "AES_128"), "32 bytes, not the 16"),
            refused(
                "unknown spec", JSON.replace("AES_256", "RSA_2048"), "neither AES_256 nor AES_128"),
            refused("no encrypted key", JSON.replace("AQIDAHhqBQ==", ""), "0 bytes, not 1 to 6144"),
            refused(
                "encrypted key too long", JSON.replace("AQIDAHhqBQ==", base64(6145)), "6145 bytes"),
            refused(
                "no time",
                JSON.replace("2024-01-01T12:00:00Z", "yesterday"),
                "generated_at is not a time"),
            refused("no zone", JSON.replace("00Z", "00"), "generated_at is not a time"),
            refused("no key id", JSON.replace(ARN, ""), "kms_key_id is not the name of a key"),
            refused(
                "key id with an escape",
                JSON.replace(ARN, "\\u001b[31m"),
                "kms_key_id is not the name"),
            refused(
                "too long",
                JSON + " ".repeat(DataKeyDocument.MAX_LENGTH),
                "longer than 65536 bytes"),
            refused(
                "base64, one key",
                BASE64.substring(0, BASE64.indexOf("\n\n")),
                "two keys is missing"),
            refused("base64, comments only", "# a\n# b\n", "two keys is missing"),
            refused("base64, three keys", BASE64 + "AAAA\n", "more than two keys"),
            refused("base64, exchanged", "# a\n" + PLAINTEXT + "\n# b\nAQIDAHhqBQ==\n", "7 bytes"),
            refused(
                "base64, damaged",
                BASE64.replace("AQID", "AQ!D"),
                "the encrypted data key is not base64"),
            refused(
                "base64, cut short",
                BASE64.substring(0, BASE64.length() - 5),
                "bytes, not the 32"));
    return Stream.of(missing, twice, notText, rest).flatMap(all -> all);
  }

  private static Arguments refused(String name, String text, String told) {
    return Arguments.of(name, text.getBytes(UTF_8), told);
  }

  private static String base64(int length) {
    return Base64.getEncoder().encodeToString(new byte[length]);
  }

  private static byte[] withByte(String text, int index, int value) {
    byte[] bytes = text.getBytes(UTF_8);
    bytes[index] = (byte) value;
    return bytes;
  }

  @Property(tries = 300)
  void eitherFormBringsBackAnyKey(
      @ForAll @Size(min = 1, max = 6144) byte[] encrypted,
      @ForAll @Size(16) byte[] half,
      @ForAll boolean longer) {
    byte[] plaintext = longer ? Arrays.copyOf(half, 32) : half;
    KeySpec spec = longer ? KeySpec.AES_256 : KeySpec.AES_128;
    try (DataKeyDocument document =
        new DataKeyDocument("x", ARN, encrypted, plaintext.clone(), spec, Instant.EPOCH)) {
      for (Format format : Format.values()) {
        try (DataKeyDocument read = DataKeyDocument.parse(document.toBytes(format))) {
          assertThat(read.encryptedDataKey()).isEqualTo(encrypted);
          assertThat(read.plaintextDataKey()).isEqualTo(plaintext);
          assertThat(read.keySpec()).isEqualTo(spec);
        }
      }
    }
  }

  @Property(tries = 2000)
  void damageIsToldOrHarmless(
      @ForAll boolean json, @ForAll @IntRange(max = 460) int place, @ForAll byte value) {
    byte[] text = (json ? JSON : BASE64).getBytes(UTF_8);
    text[place % text.length] = value;
    try (DataKeyDocument read = DataKeyDocument.parse(text)) {
      assertThat(read.plaintextDataKey()).hasSize(read.keySpec().length());
    } catch (InvalidDataKeyException e) {
      assertThat(e.reason()).isEqualTo(Reason.MALFORMED);
      assertThat(e).hasMessageNotContainingAny("AAECAwQF", "AQIDAHhq").hasNoCause();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void fileIsItsOwnersAloneAndNothingIsOverwritten(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("datakey.json");
    try (DataKeyDocument document = document()) {
      document.write(file, Format.JSON);

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(file).hasContent(JSON);
      assertThatExceptionOfType(ArchiveExistsException.class)
          .isThrownBy(() -> document.write(file, Format.BASE64))
          .withMessageContainingAll(file.toString(), "nothing is overwritten");
      Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
      assertThatExceptionOfType(ArchiveExistsException.class)
          .isThrownBy(() -> document.write(link, Format.JSON));
    }
    assertThat(file).hasContent(JSON);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("datakey.json", "link");
    }
    try (DataKeyDocument read = DataKeyDocument.read(file)) {
      assertThat(new String(read.toBytes(Format.JSON), UTF_8)).isEqualTo(JSON);
    }
  }

  @Test
  void fileThatCannotBeReadIsNamed(@TempDir Path folder) throws IOException {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> DataKeyDocument.read(folder.resolve("none")));
    assertThatExceptionOfType(FileSystemException.class)
        .isThrownBy(() -> DataKeyDocument.read(folder))
        .withMessageContaining("folder");
    Path damaged = Files.writeString(folder.resolve("damaged.json"), "{}");
    assertThatExceptionOfType(InvalidDataKeyException.class)
        .isThrownBy(() -> DataKeyDocument.read(damaged))
        .withMessageContaining("damaged.json");
  }

  @Test
  void jsonIsWhatOthersTakeForJson() throws IOException {
    try (DataKeyDocument document = DataKeys.generateTest(KeySpec.AES_128)) {
      JsonNode json = new JsonMapper().readTree(document.toBytes(Format.JSON));

      assertThat(json.fieldNames())
          .toIterable()
          .containsExactly(
              "kms_key_id", "encrypted_data_key", "plaintext_data_key", "key_spec", "generated_at");
      assertThat(json.get("plaintext_data_key").binaryValue())
          .isEqualTo(document.plaintextDataKey());
      assertThat(json.get("generated_at").asText())
          .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }
  }
}
