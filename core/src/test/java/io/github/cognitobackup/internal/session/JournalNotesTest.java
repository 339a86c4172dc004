package io.github.cognitobackup.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.internal.journal.JournalKeys;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.restore.RestoreRefusedException;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.transfer.KeyService;
import io.github.cognitobackup.transfer.StoredContent;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class JournalNotesTest {

  private static final String ARCHIVE = "eu-west-1_A/20260101T000000.000Z.tar.gz.enc";
  private static final String RESTORE = "0123456789abcdef";
  private static final String PREFIX = JournalKeys.of(ARCHIVE, RESTORE);

  private final InMemoryStorage storage = new InMemoryStorage();

  private JournalNotes sealed() {
    return JournalNotes.open(
        ArchiveRepository.builder().storage(storage).encryptor(new KeyService("key")).build(),
        ARCHIVE,
        RESTORE);
  }

  private JournalNotes plain() {
    return JournalNotes.open(
        ArchiveRepository.builder().storage(storage).insecurePlaintext().build(), ARCHIVE, RESTORE);
  }

  private static void write(JournalNotes notes, String entry) {
    JournalNote note = notes.note(entry, "p");
    notes.write(note, note.toJson());
  }

  @Test
  void areFoundByTheNextRunUnderTheBeginningsOfTheirNames() {
    JournalNotes first = sealed();
    write(first, "1-p/users-0-000000-1");
    write(first, "1-p/users-0-000001-1");
    write(first, "1-p/whole-000000-1");

    for (JournalNotes notes : new JournalNotes[] {first, sealed()}) {
      assertThat(notes.entries("1-p/users-0-"))
          .containsExactly("1-p/users-0-000000-1", "1-p/users-0-000001-1");
      assertThat(notes.entries("")).hasSize(3);
      assertThat(notes.entries("2-")).isEmpty();
    }
  }

  @Test
  void tellByTheirKeysWhetherTheyAreSealed() {
    write(sealed(), "1-p/pool");
    assertThat(StoredContent.keys(storage)).containsExactly(PREFIX + "1-p/pool.enc");

    storage.delete(PREFIX + "1-p/pool.enc");
    write(plain(), "1-p/pool");
    assertThat(StoredContent.keys(storage)).containsExactly(PREFIX + "1-p/pool");
  }

  @Test
  void giveBackWhatSaysWhereItBelongs() {
    JournalNotes notes = plain();
    JournalNote note = notes.note("1-p/users-0-000000-1", "p");
    notes.write(note, note.toJson(new BitSet()));

    assertThat(plain().read(note)).isEqualTo(note.toJson(new BitSet()));
    assertThatExceptionOfType(RestoreRefusedException.class)
        .isThrownBy(() -> plain().read(new JournalNote(RESTORE, note.entry(), "another")))
        .withMessageContaining(note.entry());
  }

  @Test
  void areNeverOverwritten() {
    write(plain(), "1-p/pool");
    byte[] before = StoredContent.get(storage, PREFIX + "1-p/pool");

    assertThatExceptionOfType(ArchiveExistsException.class)
        .isThrownBy(() -> write(plain(), "1-p/pool"));
    assertThat(StoredContent.get(storage, PREFIX + "1-p/pool")).isEqualTo(before);
  }

  @Test
  void ofNoUseAreForgottenHereAndInTheStorage() {
    JournalNotes notes = plain();
    write(notes, "1-p/pool");
    notes.delete("1-p/pool");

    assertThat(notes.entries("")).isEmpty();
    assertThat(StoredContent.keys(storage)).isEmpty();
  }

  @Test
  void whatIsTooLongForANoteIsNone() {
    JournalNotes notes = plain();
    JournalNote note = notes.note("1-p/users-0-000000-1", "p");
    byte[] content = java.util.Arrays.copyOf(note.toJson(), (1 << 16) + 1);
    java.util.Arrays.fill(content, note.toJson().length, content.length, (byte) ' ');
    StoredContent.put(storage, PREFIX + note.entry(), content);

    assertThatExceptionOfType(RestoreRefusedException.class)
        .isThrownBy(() -> plain().read(note))
        .satisfies(e -> assertThat(e.guard()).isEqualTo("journal"));
  }

  @Test
  void anythingElseAmongThemIsRefused() {
    StoredContent.put(storage, PREFIX + "1-p/holiday.jpg", "x");

    assertThatExceptionOfType(RestoreRefusedException.class)
        .isThrownBy(this::plain)
        .withMessageContaining("holiday.jpg");
  }
}
