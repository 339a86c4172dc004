package io.github.cognitobackup.internal.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a lease says of its holder, written and read. */
class LeaseNoteTest {

  private static final LeaseNote NOTE =
      new LeaseNote(
          "owner",
          "pool/archive.tar.gz",
          "host",
          "table",
          42,
          "started",
          Optional.of(Instant.parse("2026-03-04T05:06:07Z")));

  @Test
  void isReadAsItWasWritten() {
    assertThat(LeaseNote.parse(NOTE.toJson())).contains(NOTE);
  }

  @Test
  void mayNotTellWhenItWasRenewed() {
    LeaseNote never =
        new LeaseNote("owner", "archive", "host", "table", 1, "started", Optional.empty());
    assertThat(LeaseNote.parse(never.toJson())).contains(never);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "[]",
        "{\"owner\":\"someone\"}",
        "{\"archive\":\"a\",\"renewed\":\"yesterday\"}"
      })
  void whatNoRestoreHasWrittenIsNone(String text) {
    assertThat(LeaseNote.parse(text.getBytes(UTF_8))).isEmpty();
  }
}
