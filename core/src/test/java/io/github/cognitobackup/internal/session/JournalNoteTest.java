package io.github.cognitobackup.internal.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalNoteTest {

  private static final JournalNote NOTE = new JournalNote("r", "1-p/pool", "p");

  @Test
  void saysWhereItBelongs() {
    assertThat(NOTE.isSaidBy(NOTE.toJson())).isTrue();
    assertThat(NOTE.isSaidBy(NOTE.toJson(new BitSet()))).isTrue();
  }

  @Test
  void belongsToNoOtherRestoreEntryOrPool() {
    byte[] said = NOTE.toJson();

    assertThat(new JournalNote("other", "1-p/pool", "p").isSaidBy(said)).isFalse();
    assertThat(new JournalNote("r", "1-p/completed", "p").isSaidBy(said)).isFalse();
    assertThat(new JournalNote("r", "1-p/pool", "other").isSaidBy(said)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}", "[]", "null", "{\"restore\":\"r\",\"pool\":\"p\"}"})
  void isNotSaidBy(String content) {
    assertThat(NOTE.isSaidBy(content.getBytes(UTF_8))).isFalse();
  }

  @Test
  void theFirstValueCounts() {
    byte[] first = NOTE.toJson();
    String lines = new String(first, UTF_8) + "\n{\"old\":1,\"new\":2}\n";

    assertThat(NOTE.isSaidBy(lines.getBytes(UTF_8))).isTrue();
  }

  @Test
  void givesItsLinesBack() {
    BitSet lines = new BitSet();
    lines.set(0);
    lines.set(16_383);

    assertThat(JournalNote.lines(NOTE.toJson(lines))).contains(lines);
    assertThat(JournalNote.lines(NOTE.toJson(new BitSet()))).contains(new BitSet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"lines\":1}", "{\"lines\":\"?\"}", "{\"lines\":[1]}"})
  void holdsNoLines(String content) {
    assertThat(JournalNote.lines(content.getBytes(UTF_8))).isEmpty();
  }
}
