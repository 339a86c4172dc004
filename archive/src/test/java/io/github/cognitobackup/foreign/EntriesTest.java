package io.github.cognitobackup.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.archive.Archives;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.error.ArchiveCorruptException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntriesTest {

  private static Map<String, String> read(byte[] bytes, ForeignKind kind) throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    try (Entries entries =
        Entries.open(Archives.source(bytes), kind, "backup.json", ReadLimits.defaults())) {
      for (Entries.Entry entry = entries.next(); entry != null; entry = entries.next()) {
        all.put(entry.name(), new String(entry.content().readAllBytes(), UTF_8));
      }
    }
    return all;
  }

  @Test
  void ofATarAreItsFiles() throws IOException {
    assertThat(
            read(
                ForeignBackups.tar("./users.json", "[]", "a/b/groups.json", "{}"),
                ForeignKind.TAR_GZ))
        .containsExactly(Map.entry("users.json", "[]"), Map.entry("a/b/groups.json", "{}"));
  }

  @Test
  void ofATarNeedNotBeRead() throws IOException {
    try (Entries entries =
        Entries.open(
            Archives.source(ForeignBackups.tar("a", "x".repeat(5000), "b", "y")),
            ForeignKind.TAR_GZ,
            "backup.json",
            ReadLimits.defaults())) {
      assertThat(entries.next().name()).isEqualTo("a");
      assertThat(entries.next().name()).isEqualTo("b");
      assertThat(entries.next()).isNull();
    }
  }

  @Test
  void ofAnArrayIsTheArrayAlone() throws IOException {
    byte[] array = "[1]".getBytes(UTF_8);

    assertThat(read(array, ForeignKind.JSON_ARRAY))
        .containsExactly(Map.entry("backup.json", "[1]"));
    assertThat(read(Archives.gzip(array), ForeignKind.GZIPPED_JSON_ARRAY))
        .containsExactly(Map.entry("backup.json", "[1]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../users.json", "/users.json", "a//users.json", "a\\users.json", "a\nb"})
  void leadNowhereElse(String path) {
    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(() -> read(ForeignBackups.tar(path, "[]"), ForeignKind.TAR_GZ))
        .satisfies(e -> assertThat(e).hasMessageNotContaining("\n"));
  }

  @Test
  void haveAFolderAndAName() {
    Entries.Entry deep = new Entries.Entry("a/b/users.json", null);
    Entries.Entry flat = new Entries.Entry("users.json", null);

    assertThat(deep.folder()).isEqualTo("a/b");
    assertThat(deep.base()).isEqualTo("users.json");
    assertThat(flat.folder()).isEmpty();
    assertThat(flat.base()).isEqualTo("users.json");
  }
}
