package io.github.cognitobackup.archive;

import static io.github.cognitobackup.archive.Archives.POOL;
import static io.github.cognitobackup.archive.Archives.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Test;

class ArchiveTest {

  @Test
  void readsBackWhatWasWritten() {
    ArchiveReader reader = Archives.open(Archives.sample());

    assertThat(reader.header()).isEqualTo(Archives.HEADER);
    assertThat(reader.unknown()).isEmpty();
    assertThat(Archives.resources(reader))
        .containsExactly(
            new ArchivedResource(
                "user-pool", POOL + "/user-pool.json", json("{'Id':'" + POOL + "'}")),
            new ArchivedResource(
                "clients", POOL + "/clients/abc123.json", json("{'ClientId':'abc123'}")));
    try (Stream<ArchivedUser> users = reader.users()) {
      assertThat(users)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 5)
                  .mapToObj(i -> new ArchivedUser(i, Archives.user(i)))
                  .toList());
    }
    assertThat(Archives.memberships(reader))
        .containsExactly(new Membership("admins", "user-00001"));
  }

  @Test
  void manifestTellsWhatThereIs() {
    Manifest manifest = Archives.open(Archives.sample()).manifest();

    assertThat(manifest.end()).isEqualTo(Archives.END);
    assertThat(manifest.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(manifest.counts())
        .isEqualTo(new Manifest.Counts(5, 1, Map.of("user-pool", 1L, "clients", 1L)));
    assertThat(manifest.entries())
        .extracting(Manifest.Entry::name)
        .containsExactly(
            "archive.json",
            POOL + "/user-pool.json",
            POOL + "/clients/abc123.json",
            POOL + "/users-00001.jsonl",
            POOL + "/users-00002.jsonl",
            POOL + "/users-00003.jsonl",
            POOL + "/memberships-00001.jsonl");
  }

  @Test
  void finishReturnsTheManifestThatIsRead() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ArchiveHeader header =
        new ArchiveHeader(
            ArchiveHeader.FORMAT_VERSION,
            "0.1.0",
            POOL,
            "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/" + POOL,
            "eu-west-1",
            Archives.START,
            Map.of("secrets", "left-out"));
    ArchiveWriter writer = ArchiveWriter.to(out, header);
    writer.gap("risk-configuration", "AccessDeniedException");
    Manifest written = writer.finish();
    ArchiveReader reader = Archives.open(out.toByteArray());

    assertThat(reader.manifest()).isEqualTo(written);
    assertThat(reader.header()).isEqualTo(header);
    assertThat(written.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(written.gaps())
        .containsExactly(new Manifest.Gap("risk-configuration", "AccessDeniedException"));
  }

  @Test
  void whatWasLeftOutOnPurposeDoesNotMakeTheOutcomePartial() {
    byte[] archive = Archives.write(writer -> writer.leftOut("clients/abc: ClientSecret"));
    Manifest manifest = Archives.open(archive).manifest();

    assertThat(manifest.leftOut()).containsExactly("clients/abc: ClientSecret");
    assertThat(manifest.outcome()).isEqualTo(Outcome.COMPLETE);
  }

  @Test
  void anArchiveThatDoesNotTellWhatWasLeftOutLeftNothingOut() {
    assertThat(Archives.open(CraftedArchive.sound().build()).manifest().leftOut()).isEmpty();
  }

  @Test
  void sameContentGivesSameBytes() {
    assertThat(Archives.sample()).isEqualTo(Archives.sample());
  }

  @Test
  void keepsNumbersAsTheyAre() {
    var numbers = Archives.json("{}");
    numbers.put("exact", new BigDecimal("0.10000000000000000000000000000000000001"));
    numbers.put("scale", new BigDecimal("1.500"));
    numbers.put("large", new BigInteger("123456789012345678901234567890"));
    ArchiveReader reader = Archives.open(Archives.write(writer -> writer.user(numbers)));

    assertThat(Archives.users(reader).get(0).toString())
        .isEqualTo(
            "{\"exact\":0.10000000000000000000000000000000000001,\"scale\":1.500,"
                + "\"large\":123456789012345678901234567890}");
  }

  @Test
  void keepsLoneSurrogates() {
    var user = Archives.json("{}").put("name \ud83d\ude00", "half \ud83d, whole \ud83d\ude00");
    ArchiveReader reader = Archives.open(Archives.write(writer -> writer.user(user)));

    assertThat(Archives.users(reader)).containsExactly(user);
  }

  @Test
  void foreignToolsReadTheArchive() throws IOException {
    String longId = "g".repeat(95);
    byte[] archive =
        Archives.write(
            Archives.OPTIONS.withLinesPerPart(1),
            writer -> {
              writer.resource("resource-servers", longId, json("{}"));
              writer.user(Archives.user(1));
              writer.user(Archives.user(2));
            });
    List<String> names = new ArrayList<>();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GzipCompressorInputStream(new ByteArrayInputStream(archive), true), UTF_8.name())) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        names.add(e.getName());
        assertThat(e.isCheckSumOK()).isTrue();
        assertThat(e.getMode()).isEqualTo(0600);
        assertThat(e.getLastModifiedTime().toInstant())
            .isEqualTo(Archives.START.truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
        assertThat(tar.readAllBytes()).hasSize((int) e.getSize());
      }
    }
    assertThat(names)
        .containsExactly(
            "archive.json",
            POOL + "/resource-servers/" + longId + ".json",
            POOL + "/users-00001.jsonl",
            POOL + "/users-00002.jsonl",
            "manifest.json");
  }

  @Test
  void namesLongIdentifiersByTheirDigest() {
    String id = "\u7ba1\u7406\u8005".repeat(40);
    byte[] archive =
        Archives.write(writer -> writer.resource("groups", id, json("{}").put("GroupName", id)));

    assertThat(Archives.resources(Archives.open(archive)))
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.isNamedAfter(id)).isTrue();
              assertThat(group.isNamedAfter("another")).isFalse();
              assertThat(group.path()).matches(POOL + "/groups/sha256=[0-9a-f]{64}\\.json");
              assertThat(group.document().get("GroupName").textValue()).isEqualTo(id);
            });
  }

  @Test
  void keepsAndReportsWhatANewerMinorVersionAdded(
      @org.junit.jupiter.api.io.TempDir java.nio.file.Path dir) throws IOException {
    byte[] archive =
        CraftedArchive.empty()
            .header(CraftedArchive.headerText("1.3", "\"color\":\"red\","))
            .resource("mfa", "mfa.json", "{}")
            .entry("notes.txt", "hello")
            .entry(POOL + "/sessions-00001.jsonl", "{}\n")
            .users("users-00001.jsonl", 1, "{}\n")
            .manifestMember("\"mood\":1")
            .build();
    ArchiveReader reader = Archives.open(archive);

    assertThat(reader.unknown())
        .containsExactly(
            "archive.json#color",
            "notes.txt",
            POOL + "/sessions-00001.jsonl",
            "manifest.json#mood");
    assertThat(Archives.users(reader)).hasSize(1);
    reader.extractTo(dir.resolve("out"));
    assertThat(dir.resolve("out/notes.txt")).hasContent("hello");
    assertThat(java.nio.file.Files.readString(dir.resolve("out/manifest.json"))).contains("mood");
  }

  @Test
  void textOfRecordsHoldsNoPersonalData() {
    assertThat(new ArchivedUser(7, json("{'Username':'alice'}")).toString())
        .doesNotContain("alice");
    assertThat(new Membership("admins", "alice").toString()).doesNotContain("alice");
  }
}
