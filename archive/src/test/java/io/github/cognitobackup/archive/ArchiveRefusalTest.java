package io.github.cognitobackup.archive;

import static io.github.cognitobackup.archive.Archives.POOL;
import static io.github.cognitobackup.archive.Refused.assertRefused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.UnsupportedArchiveException;
import io.github.cognitobackup.internal.format.Corruption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives whose layout, manifest or header is not that of an archive. */
class ArchiveRefusalTest {

  @Test
  void readsTheSoundArchiveThatTheFaultsAreMadeOf() {
    assertThat(Archives.open(CraftedArchive.sound().build()).unknown()).isEmpty();
  }

  @Nested
  class Layouts {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "surprise.json",
          POOL + "/surprise.bin",
          POOL + "/Upper.json",
          POOL + "/a/b/c.json",
          POOL + "/groups/not encoded.json",
          POOL + "/groups/%61.json",
          POOL + "/groups/.hidden.json",
          POOL + "/groups/sha256=00.json",
          POOL + "/users-1.jsonl",
          POOL + "/users-00000.jsonl",
          "eu-west-1_Another99/user-pool.json",
          "/etc/passwd",
          "../user-pool.json",
          POOL + "/../user-pool.json",
          POOL + "/groups/..",
          POOL + "/./user-pool.json",
          POOL + "//user-pool.json",
          "C:\\user-pool.json",
        })
    void refusesEntriesOutsideTheLayout(String name) {
      assertRefused(
          CraftedArchive.ofVersion("1.0").entry(name, "{}").build(), Corruption.printable(name));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/etc/passwd",
          "../user-pool.json",
          POOL + "/../x",
          "eu-west-1_Another99/user-pool.json",
          POOL + "/groups/..",
        })
    void refusesEscapesOfNewerVersionsToo(String name) {
      assertRefused(CraftedArchive.ofVersion("1.7").entry(name, "{}").build(), name);
    }

    @Test
    void namesTheFolderOfAnotherPool() {
      assertRefused(
          CraftedArchive.ofVersion("1.0").entry("eu-west-1_Other/user-pool.json", "{}").build(),
          "eu-west-1_Other/user-pool.json");
    }

    @Test
    void refusesNamesThatAreNotAscii() {
      assertRefused(
          CraftedArchive.ofVersion("1.0").entry("caf\u00e9.json", "{}").build(), "caf??.json");
    }

    @ParameterizedTest
    @ValueSource(bytes = {'1', '2', '3', '4', '5', '6', '7', 'S', 'g', 'x', 'L', 'K', 'V', 'D'})
    void refusesWhatIsNotARegularFile(byte type) {
      String name = POOL + "/user-pool.json";
      byte[] archive =
          CraftedArchive.ofVersion("1.0")
              .entry(name, "{}")
              .buildWithHeader(name, header -> header[156] = type);
      assertRefused(archive, name).hasMessageContaining("not a regular file");
    }

    @Test
    void refusesDamagedHeaders() {
      byte[] tar = Archives.gunzip(Archives.sample());
      tar[100]++;
      assertRefused(Archives.gzip(tar), "The entry after").hasMessageContaining("damaged");
    }

    @Test
    void refusesSizesInBase256() {
      assertRefused(
          CraftedArchive.sound()
              .buildWithHeader("manifest.json", header -> header[124] = (byte) 0x80),
          "manifest.json");
    }

    @Test
    void refusesSmallSizesInBase256Too() {
      byte[] archive =
          CraftedArchive.sound()
              .buildWithHeader(
                  "manifest.json",
                  header -> {
                    int size = Integer.parseInt(new String(header, 124, 11, ISO_8859_1).strip(), 8);
                    Arrays.fill(header, 124, 136, (byte) 0);
                    header[124] = (byte) 0x80;
                    header[134] = (byte) (size >> 8);
                    header[135] = (byte) size;
                  });
      assertRefused(archive, "manifest.json").hasMessageContaining("not octal");
    }

    @Test
    void refusesMoreThanZerosAfterAnEntry() {
      byte[] tar = Archives.gunzip(Archives.sample());
      int padding = 1023;
      assertThat(tar[padding]).isZero();
      tar[padding] = 'x';
      assertRefused(Archives.gzip(tar), "tar stream").hasMessageContaining("end");
    }

    @Test
    void refusesGnuFormat() {
      assertRefused(
              CraftedArchive.sound().buildWithHeader("manifest.json", header -> header[262] = ' '),
              "manifest.json")
          .hasMessageContaining("ustar");
    }

    @Test
    void refusesPaxHeaders() {
      String longName = "a".repeat(300) + ".json";
      assertRefused(CraftedArchive.ofVersion("1.0").entry(longName, "{}").build(), "PaxHeaders")
          .hasMessageContaining("tar type 'x'");
    }

    @Test
    void refusesDuplicates() {
      assertRefused(
              CraftedArchive.sound().resource("user-pool", "user-pool.json", "{}").build(),
              POOL + "/user-pool.json")
          .satisfies(e -> assertThat(e).isInstanceOf(ArchiveCorruptException.class));
      CraftedArchive twice =
          CraftedArchive.ofVersion("1.0")
              .resource("mfa", "mfa.json", "{}")
              .resource("mfa", "mfa.json", "{}");
      assertRefused(twice.build(), POOL + "/mfa.json").hasMessageContaining("twice");
    }

    @Test
    void refusesHeaderThatIsNotFirst() {
      assertRefused(
          CraftedArchive.empty()
              .resource("mfa", "mfa.json", "{}")
              .header(CraftedArchive.headerText("1.0", ""))
              .build(),
          "archive.json");
      assertRefused(
              CraftedArchive.sound().header(CraftedArchive.headerText("1.0", "")).build(),
              "archive.json")
          .hasMessageContaining("twice");
    }

    @Test
    void refusesEntriesAfterTheManifest() {
      CraftedArchive more = CraftedArchive.empty().entry(POOL + "/late.json", "{}");
      assertRefused(CraftedArchive.sound().buildWith(more), POOL + "/late.json")
          .hasMessageContaining("after the manifest");
    }

    @Test
    void refusesResourcesAfterUsers() {
      assertRefused(
              CraftedArchive.sound().resource("late", "late.json", "{}").build(),
              POOL + "/late.json")
          .hasMessageContaining("after users");
    }

    @Test
    void refusesPartsOutOfOrder() {
      assertRefused(
              CraftedArchive.ofVersion("1.0").users("users-00002.jsonl", 1, "{}\n").build(),
              POOL + "/users-00002.jsonl")
          .hasMessageContaining("part 1");
    }
  }

  @Nested
  class Manifests {

    @Test
    void refusesMissingManifest() {
      assertRefused(CraftedArchive.sound().buildWithoutManifest(), "manifest.json")
          .hasMessageContaining("cut short");
    }

    @Test
    void refusesDifferingDigest() {
      assertRefused(
              CraftedArchive.sound()
                  .editManifest(text -> text.replaceFirst("sha256\":\"....", "sha256\":\"0000"))
                  .build(),
              "archive.json")
          .hasMessageContaining("digest");
    }

    @Test
    void refusesDifferingSize() {
      assertRefused(
              CraftedArchive.sound()
                  .editManifest(text -> text.replaceFirst("size\":", "size\":1"))
                  .build(),
              "archive.json")
          .hasMessageContaining("size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "memberships", "user-pool"})
    void refusesDifferingCounts(String what) {
      assertRefused(
              CraftedArchive.sound()
                  .editManifest(text -> text.replace("\"" + what + "\":1", "\"" + what + "\":2"))
                  .build(),
              "manifest.json")
          .hasMessageContaining("counts");
    }

    @Test
    void refusesEntriesThatAreNotListed() {
      assertRefused(
              CraftedArchive.sound().entry(POOL + "/users-00002.jsonl", new byte[0], false).build(),
              POOL + "/users-00002.jsonl")
          .hasMessageContaining("not in the manifest");
    }

    @Test
    void refusesListedEntriesThatAreMissing() {
      String listed = "{\"name\":\"gone.json\",\"size\":1,\"sha256\":\"00\"}],\"gaps\"";
      assertRefused(
              CraftedArchive.sound()
                  .editManifest(text -> text.replace("],\"gaps\"", "," + listed))
                  .build(),
              "gone.json")
          .hasMessageContaining("not in the archive");
    }

    @Test
    void refusesOutcomeThatContradictsTheGaps() {
      assertRefused(
          CraftedArchive.sound()
              .outcome("COMPLETE", "{\"resource\":\"mfa\",\"reason\":\"denied\"}")
              .build(),
          "manifest.json");
      assertRefused(CraftedArchive.sound().outcome("PARTIAL", "").build(), "manifest.json");
    }

    @Test
    void refusesMembersThatTheVersionDoesNotHave() {
      assertRefused(CraftedArchive.sound().manifestMember("\"more\":1").build(), "manifest.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"end\"", "\"outcome\"", "\"counts\"", "\"entries\"", "\"gaps\""})
    void refusesMissingAndMistypedMembers(String member) {
      assertRefused(
          CraftedArchive.sound()
              .editManifest(text -> text.replace(member, member.replaceFirst("\"", "\"x")))
              .build(),
          "manifest.json");
      assertRefused(
              CraftedArchive.sound()
                  .editManifest(text -> text.replaceFirst(member + ":", member + ":7,\"y\":"))
                  .build(),
              "manifest.json")
          .hasMessageContaining("is not");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "{}", "{\"a\":\"b\"}", "\"a\"", "null", "[1]", "[null]", "[[]]"})
    void refusesLeftOutThatIsNoListOfStrings(String value) {
      assertRefused(
              CraftedArchive.sound().manifestMember("\"leftOut\":" + value).build(),
              "manifest.json")
          .hasMessageContaining("leftOut");
    }

    @Test
    void refusesCountsThatAreNoCounts() {
      for (String count : List.of("-1", "1.0", "1e0", "\"1\"", "9223372036854775808")) {
        assertRefused(
            CraftedArchive.sound()
                .editManifest(text -> text.replace("\"users\":1", "\"users\":" + count))
                .build(),
            "manifest.json");
      }
    }
  }

  @Nested
  class Headers {

    @ParameterizedTest
    @ValueSource(strings = {"2.0", "0.9", "13.0"})
    void namesFoundAndSupportedVersion(String version) {
      assertThatThrownBy(() -> Archives.open(CraftedArchive.ofVersion(version).build()))
          .isInstanceOfSatisfying(
              UnsupportedArchiveException.class,
              e -> {
                assertThat(e.found()).isEqualTo(version);
                assertThat(e.supported()).isEqualTo("1.x");
              });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.0.0", "one", "1.99999", "-1.0"})
    void refusesWhatIsNoVersion(String version) {
      assertRefused(CraftedArchive.ofVersion(version).build(), "archive.json");
    }

    @Test
    void refusesPoolIdsThatAreNoFolder() {
      String text = CraftedArchive.headerText("1.0", "").replace(POOL, "../" + POOL);
      assertRefused(CraftedArchive.empty().header(text).build(), "archive.json");
    }

    @Test
    void refusesMembersThatTheVersionDoesNotHave() {
      String text = CraftedArchive.headerText("1.0", "\"more\":1,");
      assertRefused(CraftedArchive.empty().header(text).build(), "archive.json#more");
    }
  }
}
