package io.github.cognitobackup.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.internal.journal.JournalKeys;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.restore.RestoreRefusedException;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.transfer.KeyService;
import io.github.cognitobackup.transfer.StoredContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a journal tells is what its own restore wrote in that place about that pool. */
class JournalTest {

  private static final String ARCHIVE = "eu-west-1_A/20260101T000000.000Z.tar.gz.enc";
  private static final String RESTORE = "0123456789abcdef";
  private static final String POOL = "eu-west-1_Pool";
  private static final String PREFIX = JournalKeys.of(ARCHIVE, RESTORE);

  private final InMemoryStorage raw = new InMemoryStorage();
  private final ArchiveRepository repository =
      ArchiveRepository.builder().storage(raw).encryptor(new KeyService("key")).build();
  private final Storage storage = repository.objects();

  private Journal journal() {
    return Journal.open(repository, ARCHIVE, RESTORE);
  }

  private PoolJournal pool() {
    return journal().of(POOL);
  }

  private static BitSet lines(int... lines) {
    BitSet set = new BitSet();
    for (int line : lines) {
      set.set(line);
    }
    return set;
  }

  /** Everything that a restore may write of a pool, announcements of users left open. */
  private void writeAll(String restore, String poolId) {
    PoolJournal pool = Journal.open(repository, ARCHIVE, restore).of(poolId);
    pool.created();
    pool.announce(0, lines(1));
    pool.settleUsers();
    pool.announce(0, lines(2, 5));
    writeMap(pool);
    pool.complete();
  }

  private static String writeMap(PoolJournal pool) {
    PoolJournal.NewMap map = pool.newIdentityMap();
    try (ObjectWriter object = map.object()) {
      object.stream().write(map.place().toJson());
      object.commit();
      return map.key();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads all that a journal tells of a pool. */
  private void readAll() {
    journal().createdPools();
    PoolJournal pool = pool();
    pool.completed();
    pool.everAnnounced(0);
    pool.identityMap();
  }

  private List<String> keys() {
    try (Stream<ObjectInfo> objects = raw.list("")) {
      return objects.map(ObjectInfo::key).toList();
    }
  }

  private void move(String from, String to) {
    byte[] content = StoredContent.get(raw, from);
    raw.delete(to);
    StoredContent.put(raw, to, content);
  }

  private void isRefused(String key) {
    assertThatExceptionOfType(RestoreRefusedException.class)
        .isThrownBy(this::readAll)
        .withMessageContaining("\"" + key)
        .withMessageContaining("delete")
        .satisfies(e -> assertThat(e.guard()).isEqualTo("journal"));
  }

  @Test
  void tellsTheNextRunWhatWasWritten() {
    PoolJournal first = pool();
    first.created();
    first.announce(0, lines(1, 3));
    first.announce(7, lines(2));
    String map = writeMap(first);

    assertThat(journal().createdPools()).containsExactly(POOL);
    assertThat(pool().announced(0)).isEqualTo(lines(1, 3));
    assertThat(pool().announced(7)).isEqualTo(lines(2));
    assertThat(pool().identityMap()).contains(map);
    assertThat(pool().completed()).isFalse();
    pool().complete();
    assertThat(pool().completed()).isTrue();
  }

  @Test
  void forgetsWhoIsSettled() {
    pool().announce(0, lines(1));
    pool().settleUsers();
    assertThat(pool().announced(0)).isEqualTo(lines());

    pool().announce(0, lines(4));
    assertThat(pool().announced(0)).isEqualTo(lines(4));
    pool().settleUsers();
    assertThat(pool().announced(0)).isEqualTo(lines());
    assertThat(pool().everAnnounced(0)).isEqualTo(lines(1, 4));
  }

  @Test
  void bringsNothingBackWhereTheNoteOfTheEndIsDeleted() {
    pool().announce(0, lines(1));
    pool().settleUsers();
    raw.delete(PREFIX + "1-" + POOL + "/settled-1.enc");

    assertThat(pool().announced(0)).isEqualTo(lines());
  }

  @Test
  void missesTheNoteThatAnotherBuildsOn() {
    pool().announce(0, lines(1));
    pool().settleUsers();
    pool().announce(0, lines(2));
    raw.delete(PREFIX + "1-" + POOL + "/settled-1.enc");

    isRefused(PREFIX + "1-" + POOL + "/users-1-000000-1.enc");
  }

  @Test
  void tellsOfOnePoolNothingAboutAnother() {
    writeAll(RESTORE, "eu-west-1_Deleted");

    PoolJournal pool = pool();
    assertThat(pool.completed()).isFalse();
    assertThat(pool.announced(0)).isEqualTo(lines());
    assertThat(pool.identityMap()).isEmpty();
    pool.created();
    assertThat(journal().createdPools()).containsExactly(POOL, "eu-west-1_Deleted");
  }

  @Test
  void refusesEveryNoteOfAnotherRestore() {
    writeAll(RESTORE, POOL);
    List<String> own = keys();
    writeAll("fedcba9876543210", POOL);
    for (String key : own) {
      byte[] before = StoredContent.get(raw, key);
      move(key.replace(RESTORE, "fedcba9876543210"), key);
      isRefused(key);
      raw.delete(key);
      StoredContent.put(raw, key, before);
    }
    assertThat(own).hasSize(6);
    readAll();
  }

  @Test
  void refusesEveryNoteOfAnotherPool() {
    writeAll(RESTORE, "eu-west-1_Other");
    List<String> others = keys();
    writeAll(RESTORE, POOL);
    for (String other : others) {
      String key = other.replace("1-eu-west-1_Other", "2-" + POOL);
      byte[] before = StoredContent.get(raw, key);
      move(other, key);
      isRefused(key);
      raw.delete(key);
      StoredContent.put(raw, key, before);
    }
    readAll();
  }

  @Test
  void refusesAnOlderNoteUnderANewerName() {
    writeAll(RESTORE, POOL);
    String folder = PREFIX + "1-" + POOL + '/';
    for (String[] names :
        new String[][] {
          {"users-1-000000-1", "users-1-000000-2"},
          {"users-1-000000-1", "users-1-000001-1"},
          {"settled-1", "settled-2"},
          {"whole-000000-1", "whole-000000-2"},
          {"identities-0001.jsonl", "identities-0002.jsonl"},
        }) {
      String copy = folder + names[1] + ".enc";
      move(folder + names[0] + ".enc", copy);
      if (names[1].startsWith("users-1-000001")) {
        assertThatExceptionOfType(RestoreRefusedException.class)
            .isThrownBy(() -> pool().announced(1))
            .withMessageContaining(copy);
      } else {
        isRefused(copy);
      }
      raw.delete(copy);
    }
  }

  @Test
  void refusesASecondFolderOfAPool() {
    writeAll(RESTORE, POOL);
    move(PREFIX + "1-" + POOL + "/completed.enc", PREFIX + "7-" + POOL + "/completed.enc");

    isRefused(PREFIX + "7-" + POOL);
  }

  @Test
  void refusesWhatIsDamaged() {
    writeAll(RESTORE, POOL);
    for (String key : keys()) {
      byte[] before = StoredContent.get(raw, key);
      for (byte[] junk : new byte[][] {{}, {1}, "{}".getBytes(StandardCharsets.UTF_8)}) {
        raw.delete(key);
        StoredContent.put(raw, key, junk);
        isRefused(key);
      }
      raw.delete(key);
      StoredContent.put(raw, key, new byte[1 << 20]);
      isRefused(key);
      raw.delete(key);
      StoredContent.put(raw, key, before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pool-1.enc",
        "completed-1.enc",
        "settled-1.enc",
        "users-0-000000-1.enc",
        "identities-0001.jsonl.enc",
        "1-eu-west-1_Pool/users-٠-٠٠٠٠٠٠-١.enc",
        "1-eu-west-1_Pool/identities-٠٠٠١.jsonl.enc",
        "1-eu-west-1_Pool/pool",
        "1-eu-west-1_Pool/settled-99999999999999999999.enc",
        "99999999999999999999-eu-west-1_Pool/pool.enc",
        "1-eu-west-1_Pool/users--1-000000-1.enc",
        "1-eu-west-1_Pool/anything.enc",
      })
  void refusesNamesThatItDoesNotWrite(String name) {
    StoredContent.put(raw, PREFIX + name, "eu-west-1_Pool");

    isRefused(PREFIX + name);
    assertThatExceptionOfType(RestoreRefusedException.class)
        .isThrownBy(this::journal)
        .withMessageContaining("\"" + PREFIX + "\"");
  }

  @Test
  void refusesToGoOnAfterTheLastNumberThereIs() {
    StoredContent.put(raw, PREFIX + "999999-eu-west-1_Junk/completed.enc", "x");

    assertThatExceptionOfType(RestoreRefusedException.class)
        .isThrownBy(() -> pool().created())
        .withMessageContaining("1000000-" + POOL)
        .withMessageContaining("delete");
  }

  @Test
  void refusesAPlainNoteAmongSealedOnes() {
    writeAll(RESTORE, POOL);
    String key = PREFIX + "1-" + POOL + "/completed.enc";
    raw.delete(key);
    StoredContent.put(
        raw, key, new JournalNote(RESTORE, "1-" + POOL + "/completed", POOL).toJson());

    isRefused(key);
  }
}
