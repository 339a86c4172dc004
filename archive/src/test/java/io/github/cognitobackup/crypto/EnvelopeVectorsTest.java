package io.github.cognitobackup.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.KeyUnavailableException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EnvelopeVectorsTest {

  private static final Path FOLDER = Path.of("..", "docs", "format", "vectors");
  private static final int COUNT = 113;

  @TestFactory
  List<DynamicTest> behavesAsEachVectorExpects() throws Exception {
    List<DynamicTest> tests =
        vectorFiles().stream()
            .map(
                file ->
                    DynamicTest.dynamicTest(
                        file.getFileName().toString(), () -> check(Files.readAllBytes(file))))
            .toList();

    assertThat(tests).hasSize(COUNT);
    return tests;
  }

  @Test
  void theVectorsAreThoseOfTheGenerator() throws Exception {
    Map<String, String> found = new TreeMap<>();
    for (Path file : vectorFiles()) {
      found.put(file.getFileName().toString(), sha256(Files.readAllBytes(file)));
    }
    Map<String, String> expected = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : EnvelopeVectors.all().entrySet()) {
      expected.put(file.getKey(), sha256(file.getValue()));
    }

    assertThat(found).isEqualTo(expected);
  }

  private static void check(byte[] file) throws Exception {
    Map<String, String> head = head(file);
    byte[] sealed =
        Arrays.copyOfRange(
            file, file.length - Integer.parseInt(head.get("sealed-length")), file.length);
    HexFormat hex = HexFormat.of();
    MapEncryptor encryptor =
        new MapEncryptor()
            .knows(
                hex.parseHex(head.get("encrypted-data-key")), hex.parseHex(head.get("data-key")));
    String expect = head.get("expect");
    if (expect.equals("success")) {
      succeeds(encryptor, sealed, head);
    } else {
      fails(
          expect,
          catchThrowable(() -> Envelope.open(encryptor, () -> new ByteArrayInputStream(sealed))));
    }
  }

  private static void succeeds(MapEncryptor encryptor, byte[] sealed, Map<String, String> head)
      throws Exception {
    try (OpenedEnvelope opened = Envelope.open(encryptor, () -> new ByteArrayInputStream(sealed))) {
      byte[] plain = opened.openStream().readAllBytes();
      assertThat(opened.length()).isEqualTo(Long.parseLong(head.get("plaintext-length")));
      assertThat(sha256(plain)).isEqualTo(head.get("plaintext-sha256"));
      assertThat(encryptor.decrypt(EncryptedData.parse(sealed))).isEqualTo(plain);
    }
    assertThat(EncryptedData.parse(sealed).toBytes()).isEqualTo(sealed);
    assertThat(Envelope.looksSealed(sealed)).isTrue();
  }

  private static void fails(String expect, Throwable thrown) {
    if (expect.equals("key")) {
      assertThat(thrown).isInstanceOf(KeyUnavailableException.class);
      return;
    }
    assertThat(thrown).isInstanceOf(ArchiveCorruptException.class);
    String where = ((ArchiveCorruptException) thrown).where();
    switch (expect) {
      case "header" -> assertThat(where).startsWith("header: ");
      case "truncated" -> assertThat(where).isEqualTo("truncated");
      case "authentication" -> assertThat(where).isEqualTo("IV, ciphertext or tag");
      case "plain" -> assertThat(thrown).hasMessageContaining("plain gzip archive");
      default -> throw new AssertionError("no such expectation: " + expect);
    }
  }

  private static Map<String, String> head(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    return text.substring(0, text.indexOf("\n\n"))
        .lines()
        .map(line -> line.split(": ", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  private static List<Path> vectorFiles() throws Exception {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".vector")).sorted().toList();
    }
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
