package io.github.cognitobackup.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.internal.journal.JournalKeys;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.transfer.StoredContent;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which notes a run writes, and that it writes none in vain. */
class PoolJournalTest {

  private static final String ARCHIVE = "eu-west-1_A/20260101T000000.000Z.tar.gz";
  private static final String RESTORE = "0123456789abcdef";
  private static final String FOLDER = "1-p/";

  private final InMemoryStorage storage = new InMemoryStorage();
  private final ArchiveRepository repository =
      ArchiveRepository.builder().storage(storage).insecurePlaintext().build();

  private PoolJournal journal() {
    return new PoolJournal(JournalNotes.open(repository, ARCHIVE, RESTORE), FOLDER, "p");
  }

  private List<String> notes() {
    String prefix = JournalKeys.of(ARCHIVE, RESTORE) + FOLDER;
    return StoredContent.keys(storage).stream().map(key -> key.substring(prefix.length())).toList();
  }

  private static BitSet lines(int... lines) {
    BitSet set = new BitSet();
    for (int line : lines) {
      set.set(line);
    }
    return set;
  }

  @Test
  void tellsNothingBeforeAnythingIsWritten() {
    PoolJournal journal = journal();

    assertThat(journal.isOfCreated()).isFalse();
    assertThat(journal.completed()).isFalse();
    assertThat(journal.everAnnounced(0)).isEqualTo(lines());
    assertThat(journal.identityMap()).isEmpty();
    assertThat(notes()).isEmpty();
  }

  @Test
  void writesBeginningAndEndOnce() {
    journal().created();
    journal().created();
    journal().complete();
    journal().complete();

    assertThat(notes()).containsExactly("completed", "pool");
    assertThat(journal().isOfCreated()).isTrue();
    assertThat(journal().completed()).isTrue();
  }

  @Test
  void writesOnlyLinesThatAreNotAnnouncedYet() {
    journal().announce(0, lines(1, 2));
    journal().announce(0, lines(1));
    assertThat(notes()).containsExactly("users-0-000000-1");

    journal().announce(0, lines(2, 3));
    assertThat(notes()).containsExactly("users-0-000000-1", "users-0-000000-2");
    assertThat(journal().announced(0)).isEqualTo(lines(1, 2, 3));
  }

  @Test
  void takesNothingFromTheLinesOfTheCaller() {
    BitSet lines = lines(1, 2);
    journal().announce(0, lines(1));
    journal().announce(0, lines);

    assertThat(lines).isEqualTo(lines(1, 2));
  }

  @Test
  void settlesWhatWasAnnouncedAndDropsItsNotes() {
    journal().announce(0, lines(1));
    journal().announce(3, lines(5));
    journal().settleUsers();

    assertThat(notes()).containsExactly("settled-1", "whole-000000-1", "whole-000003-1");
    assertThat(journal().announced(0)).isEqualTo(lines());
    assertThat(journal().everAnnounced(0)).isEqualTo(lines(1));
    assertThat(journal().everAnnounced(3)).isEqualTo(lines(5));
  }

  @Test
  void settlesNothingWhereNothingIsAnnounced() {
    journal().settleUsers();

    assertThat(notes()).isEmpty();
  }

  @Test
  void numbersIdentityMapsAndTellsTheLast() throws IOException {
    for (int run = 1; run <= 2; run++) {
      PoolJournal.NewMap map = journal().newIdentityMap();
      try (var object = map.object()) {
        object.stream().write(map.place().toJson());
        object.commit();
      }
      assertThat(journal().identityMap()).contains(map.key());
    }
    assertThat(notes()).containsExactly("identities-0001.jsonl", "identities-0002.jsonl");
  }
}
