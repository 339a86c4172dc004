package io.github.cognitobackup.foreign;

import static io.github.cognitobackup.foreign.ForeignBackups.LEAST;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.ArchivedResource;
import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.Archives;
import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Membership;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.UnsupportedArchiveException;
import io.github.cognitobackup.internal.format.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of other tools: what is understood, and what is said of it. */
class ForeignBackupReaderTest extends ForeignFileScene {

  @TempDir Path folder;

  @Test
  void aBareArrayWithGroups() {
    ForeignBackupReader reader =
        ForeignBackups.open(ForeignBackups.sample("with-groups.json"), "x/" + POOL + ".json");

    assertThat(reader.kind()).isEqualTo(ForeignKind.JSON_ARRAY);
    assertThat(reader.header().poolId()).isEqualTo(POOL);
    assertThat(reader.header().formatVersion()).isEqualTo(ForeignBackupReader.FORMAT);
    assertThat(reader.header().start()).isEqualTo(Instant.parse("2024-02-03T04:05:06.789Z"));
    assertThat(reader.manifest().counts())
        .isEqualTo(new Manifest.Counts(3, 2, Map.of("groups", 2L)));
    assertThat(reader.manifest().entries())
        .containsExactly(
            new Manifest.Entry(
                POOL + ".json",
                ForeignBackups.sample("with-groups.json").length,
                Sha256.of(ForeignBackups.sample("with-groups.json"))));
    assertThat(ForeignBackups.users(reader))
        .extracting(user -> user.document().path("Username").asText())
        .containsExactly("anna", "bert", "Google_4711");
    assertThat(ForeignBackups.users(reader)).noneMatch(user -> user.document().has("Groups"));
    assertThat(ForeignBackups.memberships(reader))
        .containsExactly(new Membership("admins", "anna"), new Membership("読者", "anna"));
    assertThat(reader.notProven()).anyMatch(text -> text.contains("all users"));
    assertThat(reader.shown()).anyMatch(text -> text.contains("3 users"));
  }

  @Test
  void aGroupOfWhichTheNameAloneIsKnownSaysSo() {
    ForeignBackupReader reader =
        ForeignBackups.open(ForeignBackups.sample("with-groups.json"), POOL + ".json");

    ArchivedResource group = ForeignBackups.resources(reader).get(0);

    assertThat(group.type()).isEqualTo("groups");
    assertThat(group.document().path("GroupName").asText()).isEqualTo("admins");
    for (String member : List.of("Description", "Precedence", "RoleArn")) {
      assertThat(group.document().get(member).isNull()).isTrue();
    }
  }

  @Test
  void groupsOfFederationAreNoneEvenWhereThePoolIsUnknown() {
    ForeignBackupReader reader =
        ForeignBackups.open(ForeignBackups.sample("with-groups.json"), "users");

    assertThat(reader.header().poolId()).isEqualTo(ArchiveHeader.UNKNOWN_POOL);
    assertThat(reader.manifest().counts().memberships()).isEqualTo(2);
    assertThat(reader.notProven()).anyMatch(text -> text.contains("of which pool"));
  }

  @Test
  void aBareArrayOfGroups() {
    ForeignBackupReader reader =
        ForeignBackups.open(ForeignBackups.sample("groups.json"), "any.json");

    assertThat(reader.header().poolId()).isEqualTo(POOL);
    assertThat(ForeignBackups.users(reader)).isEmpty();
    assertThat(ForeignBackups.memberships(reader)).isEmpty();
    assertThat(ForeignBackups.resources(reader))
        .extracting(group -> group.document().path("Description").asText())
        .containsExactly("who may all", "");
    assertThatThrownBy(() -> ForeignBackups.open("[{\"GroupName\":\"g\"}," + LEAST + "]"))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("backup.json")
        .hasMessageContaining("no array of groups");
  }

  @Test
  void theTarOfThePreviousTool() {
    byte[] tar =
        ForeignBackups.tar(
            "./",
            "",
            "./nightly/",
            "",
            "./nightly/" + POOL + "/users.json",
            text("go-users.json"),
            "./nightly/" + POOL + "/groups.json",
            text("groups.json"),
            "./nightly/" + POOL + "/user-pool.json",
            String.format(
                Locale.ROOT,
                """
                {"Id":"%s","Name":"customers","MfaConfiguration":"OPTIONAL","UserPoolTier":"",
                 "LambdaConfig":null,"SchemaAttributes":[{"Name":"sub","Mutable":false}]}\
                """,
                POOL),
            "./nightly/" + POOL + "/clients.json",
            "[{\"ClientId\":\"abc\"}]",
            "./nightly/" + POOL + "/._users.json",
            "junk");

    ForeignBackupReader reader = ForeignBackups.open(tar, "2024.tar.gz");

    assertThat(reader.kind()).isEqualTo(ForeignKind.TAR_GZ);
    assertThat(reader.header().poolId()).isEqualTo(POOL);
    assertThat(reader.manifest().counts())
        .isEqualTo(new Manifest.Counts(2, 0, Map.of("groups", 2L, "user-pool", 1L)));
    assertThat(reader.manifest().gaps())
        .extracting(Manifest.Gap::resource)
        .containsExactly("nightly/" + POOL + "/clients.json", "mfa");
    assertThat(reader.manifest().entries()).hasSize(5);
    JsonNode pool = ForeignBackups.resources(reader).get(2).document();
    assertThat(pool.has("LambdaConfig") || pool.has("UserPoolTier")).isFalse();
    assertThat(pool.path("Name").asText()).isEqualTo("customers");
  }

  @Test
  void theOddShapesOfTheTools() {
    ForeignBackupReader reader =
        ForeignBackups.open(
            ForeignBackups.tar(POOL + "/users.json", text("go-users.json")), "any.tar.gz");

    List<ArchivedUser> users = ForeignBackups.users(reader);

    JsonNode anna = users.get(0).document();
    assertThat(anna.has("MFAOptions")).isFalse();
    assertThat(anna.path("Attributes")).hasSize(2);
    JsonNode bert = users.get(1).document();
    assertThat(bert.has("UserAttributes") || bert.has("Enabled")).isFalse();
    assertThat(bert.path("Attributes")).hasSize(1);
    assertThat(bert.path("UserCreateDate").asText()).isEqualTo("2024-01-02T03:04:05.678Z");
    assertThat(bert.path("UserLastModifiedDate").asText()).isEqualTo("2024-01-02T03:04:05.678Z");
    assertThat(reader.notProven()).anyMatch(text -> text.contains("1 users were enabled"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", " \r\n\t[\n\n]\n", "\ufeff[]"})
  void anEmptyPool(String text) {
    ForeignBackupReader reader = ForeignBackups.open(text);

    assertThat(reader.manifest().counts().users()).isZero();
    assertThat(ForeignBackups.users(reader)).isEmpty();
  }

  @Test
  void nullIsAnEmptyArrayInATar() {
    ForeignBackupReader reader =
        ForeignBackups.open(ForeignBackups.tar(POOL + "/users.json", "null\n"), "x.tgz");

    assertThat(reader.manifest().counts().users()).isZero();
  }

  @Test
  void aGzippedArray() {
    byte[] gzip = Archives.gzip(("[" + LEAST + "]").getBytes(UTF_8));

    ForeignBackupReader reader = ForeignBackups.open(gzip, POOL + ".json.gz");

    assertThat(reader.kind()).isEqualTo(ForeignKind.GZIPPED_JSON_ARRAY);
    assertThat(reader.manifest().entries().get(0).name()).isEqualTo(POOL + ".json");
    assertThat(ForeignBackups.users(reader)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 1_000})
  void aGzippedArrayOfAnyLength(int users) {
    String array = "[" + (LEAST + ",\n").repeat(users - 1) + LEAST + "]";

    ForeignBackupReader reader =
        ForeignBackups.open(Archives.gzip(array.getBytes(UTF_8)), POOL + ".json.gz");

    assertThat(reader.kind()).isEqualTo(ForeignKind.GZIPPED_JSON_ARRAY);
    assertThat(reader.manifest().counts().users()).isEqualTo(users);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Users\":[%s]}",
        " {\n \"Users\" : [\n%s\n ],\n \"PaginationToken\": null, \"more\": {\"Users\":[[]]}\n}\n ",
        "\ufeff{\"Users\":[%s],\"$metadata\":{\"httpStatusCode\":200}}"
      })
  void anAnswerOfListUsers(String answer) {
    byte[] bytes = String.format(Locale.ROOT, answer, LEAST + "," + LEAST).getBytes(UTF_8);
    assertThat(recognise(bytes)).contains(ForeignKind.JSON_ARRAY);
    assertThat(recognise(Archives.gzip(bytes))).contains(ForeignKind.GZIPPED_JSON_ARRAY);

    ForeignBackupReader reader = ForeignBackups.open(bytes, POOL + ".json");

    assertThat(ForeignBackups.users(reader)).hasSize(2);
    assertThat(reader.manifest().outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(reader.shown()).anyMatch(text -> text.contains("2 users"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PaginationToken", "NextToken"})
  void anAnswerThatSaysThatMoreFollowsIsPartial(String token) {
    for (String text :
        List.of(
            "{\"Users\":[" + LEAST + "],\"" + token + "\":\"CAIS\"}",
            "{\"Groups\":[{\"GroupName\":\"g\"}],\"" + token + "\":\"CAIS\"}")) {
      ForeignBackupReader reader = ForeignBackups.open(text);

      assertThat(reader.manifest().outcome()).isEqualTo(Outcome.PARTIAL);
      assertThat(reader.manifest().gaps().get(0).reason()).contains("more");
    }
  }

  @Test
  void severalPoolsAreCountedAndExtractedButNotMixed() throws IOException {
    byte[] tar =
        ForeignBackups.tar(
            "n/eu-west-1_A/users.json", "[" + LEAST + "]",
            "n/eu-west-1_B/users.json", "[" + LEAST + "," + LEAST + "]");
    ForeignBackupReader reader = ForeignBackups.open(tar, "n.tar.gz");

    assertThat(reader.holdsOnePool()).isFalse();
    assertThat(reader.manifest().counts().users()).isEqualTo(3);
    for (var read : List.<Runnable>of(reader::resources, reader::users, reader::memberships)) {
      assertThatThrownBy(read::run)
          .isInstanceOf(UnsupportedArchiveException.class)
          .hasMessageContaining("n/eu-west-1_A")
          .hasMessageContaining("extract");
    }
    reader.extractTo(folder.resolve("out"));
    assertThat(Files.readString(folder.resolve("out/n/eu-west-1_A/users.json")))
        .isEqualTo("[" + LEAST + "]");
  }

  @Test
  void aBareArrayIsExtractedAsItIs() throws IOException {
    ForeignBackups.open(ForeignBackups.sample("with-groups.json"), "a/" + POOL + ".json.enc")
        .extractTo(folder.resolve("out"));

    assertThat(folder.resolve("out/" + POOL + ".json"))
        .hasBinaryContent(ForeignBackups.sample("with-groups.json"));
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      assertThat(files).hasSize(1);
    }
  }
}
