package io.github.cognitobackup.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Names of entries that differ on every file system. */
class DistinctNamesTest {

  private final DistinctNames names = new DistinctNames();

  @Test
  void whatDiffersEverywhereKeepsItsName() {
    assertThat(names.of("pool/groups/admin.json")).isEqualTo("pool/groups/admin.json");
    assertThat(names.of("pool/groups/editor.json")).isEqualTo("pool/groups/editor.json");
    assertThat(names.of("pool/clients/admin.json")).isEqualTo("pool/clients/admin.json");
  }

  @Test
  void onePathHasOneName() {
    String first = names.of("groups/Admin.json");
    assertThat(names.of("groups/admin.json")).isNotEqualTo(first);
    assertThat(names.of("groups/Admin.json")).isEqualTo(first);
  }

  @Test
  void whatDiffersByCaseAloneGetsANumber() {
    assertThat(names.of("admin.json")).isEqualTo("admin.json");
    assertThat(names.of("Admin.json")).isEqualTo("Admin~2.json");
    assertThat(names.of("ADMIN.json")).isEqualTo("ADMIN~3.json");
    assertThat(names.of("ADMIN~3.JSON")).isEqualTo("ADMIN~3~2.JSON");
  }

  @Test
  void whatDiffersByItsNormalFormAloneGetsANumber() {
    assertThat(names.of("\u00e9.json")).isEqualTo("\u00e9.json");
    assertThat(names.of("e\u0301.json")).isEqualTo("e\u0301~2.json");
  }

  @Test
  void foldersAreToldApartToo() {
    assertThat(names.of("Groups/a.json")).isEqualTo("Groups/a.json");
    assertThat(names.of("groups/a.json")).isEqualTo("groups~2/a.json");
    assertThat(names.of("groups/b.json")).isEqualTo("groups~2/b.json");
  }

  @Test
  void noNameIsADeviceOfWindows() {
    assertThat(names.of("con.json")).isEqualTo("con~2.json");
    assertThat(names.of("LPT1")).isEqualTo("LPT1~2");
    assertThat(names.of("nul.tar.gz")).isEqualTo("nul~2.tar.gz");
    assertThat(names.of("console.json")).isEqualTo("console.json");
  }
}
