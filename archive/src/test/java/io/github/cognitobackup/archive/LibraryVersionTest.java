package io.github.cognitobackup.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LibraryVersionTest {

  @Test
  void itIsThatOfTheBuildAndOfNoManifest() {
    // without the build, which fills it in, there is none
    String built = System.getProperty("library.version", "unknown");

    assertThat(ArchiveHeader.ownVersion()).isEqualTo(built);
    assertThat(ArchiveHeader.of("eu-west-1_AbCdEfGhI", Archives.START).libraryVersion())
        .isEqualTo(built);
  }
}
