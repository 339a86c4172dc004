package io.github.cognitobackup.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.ArchiveReader;
import io.github.cognitobackup.archive.ArchivedResource;
import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Membership;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.testkit.GoldenArchives.Golden;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GoldenArchivesTest {

  private static final String POOL = "eu-west-1_AbCdEfGhI";
  private static final String LONG_GROUP = "g".repeat(96);

  private final ArchiveReader reader =
      ArchiveReader.open(GoldenArchives.of("1.0").source(), ReadLimits.defaults());

  @Test
  void everyReleasedFormatIsRead() {
    assertThat(GoldenArchives.all())
        .extracting(Golden::formatVersion)
        .containsExactly("1.0", "1.1");
    for (Golden golden : GoldenArchives.all()) {
      ArchiveReader any = ArchiveReader.open(golden.source(), ReadLimits.defaults());
      assertThat(any.header().formatVersion()).isEqualTo(golden.formatVersion());
    }
  }

  @Test
  void theFormatThatIsWrittenHasItsGoldenArchive() {
    assertThat(GoldenArchives.of(ArchiveHeader.FORMAT_VERSION)).isNotNull();
    assertThatIllegalArgumentException().isThrownBy(() -> GoldenArchives.of("0.1"));
  }

  @Test
  void goldenArchivesNeverChange() throws Exception {
    assertThat(sha256(GoldenArchives.of("1.0")))
        .isEqualTo("b623a8838ab3b07bcc8b4fcdd6f628e6368481d384958467847e36234199ab9d");
    assertThat(sha256(GoldenArchives.of("1.1")))
        .isEqualTo("4c50a35f0fc8a92ca40400e52bc5b3306c2f46a18eb83aa5cfdf52a91cb9363b");
  }

  @Test
  void whatFormat11AddedIsRead() {
    ArchiveReader newer =
        ArchiveReader.open(GoldenArchives.of("1.1").source(), ReadLimits.defaults());

    assertThat(reader.committed()).isFalse();
    assertThat(newer.committed()).isTrue();
    assertThat(newer.header().options())
        .containsEntry("documents", "wire")
        .containsEntry("awsSdk", "2.57.8");
    try (Stream<ArchivedResource> resources = newer.resources()) {
      assertThat(resources.toList())
          .extracting(resource -> resource.document().toString())
          .anyMatch(document -> document.contains("\"Threshold\":12345678901234567890.50"))
          .anyMatch(document -> document.contains("\"ClientSecret\":null"));
    }
  }

  @Test
  void headerOf10IsRead() {
    assertThat(reader.header())
        .isEqualTo(
            new ArchiveHeader(
                "1.0",
                "0.1.0",
                POOL,
                "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/" + POOL,
                "eu-west-1",
                Instant.parse("2026-11-23T10:15:30.123Z"),
                Map.of("secrets", "left-out")));
  }

  @Test
  void manifestOf10IsRead() {
    Manifest manifest = reader.manifest();
    assertThat(manifest.end()).isEqualTo(Instant.parse("2026-11-23T10:16:02.500Z"));
    assertThat(manifest.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(manifest.counts())
        .isEqualTo(new Manifest.Counts(5, 3, Map.of("clients", 1L, "groups", 3L, "user-pool", 1L)));
    assertThat(manifest.gaps())
        .extracting(Manifest.Gap::resource)
        .containsExactly("risk-configuration");
    assertThat(manifest.leftOut())
        .containsExactly("clients/1h57kf5cpq17m0eml12EXAMPLE: ClientSecret");
  }

  @Test
  void resourcesOf10AreRead() {
    try (Stream<ArchivedResource> resources = reader.resources()) {
      List<ArchivedResource> all = resources.toList();
      assertThat(all)
          .extracting(ArchivedResource::type)
          .containsExactly("user-pool", "clients", "groups", "groups", "groups");
      assertThat(all.get(0).isNamedAfter("user-pool")).isTrue();
      assertThat(all.get(1).isNamedAfter("1h57kf5cpq17m0eml12EXAMPLE")).isTrue();
      assertThat(all.get(3).isNamedAfter("\u65e5\u672c / A")).isTrue();
      assertThat(all.get(4).isNamedAfter(LONG_GROUP)).isTrue();
      assertThat(all.get(4).isNamedAfter("admins")).isFalse();
      assertThat(all.get(4).document().get("GroupName").textValue()).isEqualTo(LONG_GROUP);
    }
  }

  @Test
  void usersAndMembershipsOf10AreRead() {
    try (Stream<ArchivedUser> users = reader.users();
        Stream<Membership> memberships = reader.memberships()) {
      assertThat(users)
          .extracting(
              user -> user.line() + " " + user.document().at("/Attributes/1/Value").textValue())
          .containsExactly(
              "1 alice",
              "2 \u5c71\u7530 \u592a\u90ce",
              "3 \u0645\u0631\u064a\u0645",
              "4 \ud83d\ude00 emoji",
              "5 half \ud83d pair \" \n");
      assertThat(memberships)
          .containsExactly(
              new Membership("admins", "u0"),
              new Membership("\u65e5\u672c / A", "u1"),
              new Membership(LONG_GROUP, "u1"));
    }
  }

  private static String sha256(Golden golden) throws Exception {
    try (InputStream in = golden.source().openStream()) {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
    }
  }
}
