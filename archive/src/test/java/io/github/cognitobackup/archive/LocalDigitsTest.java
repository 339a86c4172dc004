package io.github.cognitobackup.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitobackup.archive.EntryWriter.Content;
import io.github.cognitobackup.crypto.ReopenableSource;
import io.github.cognitobackup.error.ArchiveCorruptException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that an earlier version wrote under a locale with digits of its own. */
class LocalDigitsTest {

  private static final String POOL = Archives.POOL;
  private static final String USERS_1 = POOL + "/users-00001.jsonl";
  private static final String ARABIC_1 = POOL + "/users-\u0660\u0660\u0660\u0660\u0661.jsonl";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"arabic-in-utf-8", "persian-in-ascii", "thai-in-tis-620"})
  void theyAreReadAndExtractedUnderTheNamesOfTheLayout(String name) throws IOException {
    ArchiveReader reader = ArchiveReader.open(written(name), ReadLimits.defaults());

    assertThat(reader.manifest().entries())
        .extracting(Manifest.Entry::name)
        .contains(USERS_1, POOL + "/users-00002.jsonl", POOL + "/memberships-00001.jsonl");
    try (Stream<ArchivedUser> users = reader.users();
        Stream<Membership> memberships = reader.memberships()) {
      assertThat(users)
          .extracting(user -> user.document().path("Username").textValue())
          .containsExactly("u1", "u2", "u3");
      assertThat(memberships).containsExactly(new Membership("admins", "u1"));
    }
    Path extracted = folder.resolve("extracted");
    reader.extractTo(extracted);
    try (Stream<Path> files = Files.list(extracted.resolve(POOL))) {
      assertThat(files)
          .extracting(file -> file.getFileName().toString())
          .containsExactlyInAnyOrder(
              "user-pool.json",
              "groups",
              "users-00001.jsonl",
              "users-00002.jsonl",
              "memberships-00001.jsonl");
    }
  }

  @Test
  void onePartUnderTwoNamesIsThereTwice() {
    byte[] archive =
        CraftedArchive.ofVersion("1.0").entry(USERS_1, "{}\n").entry(ARABIC_1, "{}\n").build();
    assertThatThrownBy(() -> open(archive))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("there twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "users-0000\u0661.jsonl",
        "users-\u0660\u0660\u0660\u0660\u06f1.jsonl",
        "users-\u0660\u0660\u0660\u0661.jsonl",
        "users-\u0660\u0660\u0660\u0660x.jsonl",
        "users-%U0660%U0660%U0660%U0660%U.jsonl",
        "users-\u0661\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660.jsonl",
        "groups/\u0660\u0660\u0660\u0660\u0661.json",
      })
  void noOtherNameIsReadAsANumber(String name) {
    byte[] archive = CraftedArchive.ofVersion("1.0").entry(POOL + "/" + name, "{}\n").build();
    assertThatThrownBy(() -> open(archive))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("outside the layout");
  }

  @Test
  void suchANameIsNeverWritten() {
    EntryWriter writer = new EntryWriter(new ByteArrayOutputStream(), 1, POOL, Archives.START);
    byte[] line = "{}\n".getBytes(StandardCharsets.UTF_8);
    Content content = Content.of(line, line.length, 1);
    for (String name : List.of(ARABIC_1, POOL + "/x", "other/users-00001.jsonl", "../" + USERS_1)) {
      assertThatIllegalStateException().isThrownBy(() -> writer.write(name, content));
    }
    writer.write(USERS_1, content);
    assertThat(writer.entries()).extracting(Manifest.Entry::name).containsExactly(USERS_1);
  }

  private static void open(byte[] archive) {
    ArchiveReader.open(Archives.source(archive), ReadLimits.defaults());
  }

  private static ReopenableSource written(String name) {
    String file = "/local-digits/" + name + ".tar.gz";
    return () -> Objects.requireNonNull(LocalDigitsTest.class.getResourceAsStream(file), file);
  }
}
