package io.github.cognitobackup.internal.session;

import io.github.cognitobackup.error.CognitoBackupException;
import io.github.cognitobackup.internal.journal.JournalKeys;
import io.github.cognitobackup.internal.log.Log;
import io.github.cognitobackup.storage.ObjectWriter;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a restore's journal tells of one pool: that the restore created it, the lines of the users
 * whom it is about to create there, that those are whole, and that the restore came to its end.
 */
public final class PoolJournal {

  private static final Log LOG = Log.of(PoolJournal.class);
  private static final String MAP_TYPE = ".jsonl";

  private final JournalNotes notes;
  private final String folder;
  private final String poolId;
  private OptionalInt generation = OptionalInt.empty();

  PoolJournal(JournalNotes notes, String folder, String poolId) {
    this.notes = notes;
    this.folder = folder;
    this.poolId = poolId;
  }

  /** Whether an earlier run has created the pool. */
  boolean isOfCreated() {
    return has(JournalKeys.POOL);
  }

  /** Writes down that the restore has created the pool. */
  void created() {
    if (!isOfCreated()) {
      write(JournalKeys.POOL);
    }
  }

  /** Whether an earlier run has come to its end, and the pool is the caller's since. */
  public boolean completed() {
    return has(JournalKeys.COMPLETED);
  }

  /** Writes down that this run has come to its end with all that the archive holds. */
  public void complete() {
    if (!completed()) {
      write(JournalKeys.COMPLETED);
    }
  }

  /**
   * Writes down that all announced users are there and whole. From here on they are the pool's, and
   * whoever disables one or sets a password is not corrected by a further run; also where the
   * restore as a whole stays partial, because the archive itself has gaps.
   */
  public void settleUsers() {
    int last = generation();
    List<String> announced = entries(announcements(last));
    if (!announced.isEmpty()) {
      announced.stream().map(this::range).distinct().forEach(this::rememberAnnounced);
      write(JournalKeys.SETTLED + (last + 1));
      generation = OptionalInt.of(last + 1);
    }
    for (int settled = 0; settled <= last; settled++) {
      entries(announcements(settled)).forEach(this::forget);
    }
  }

  private int range(String announcement) {
    String[] numbers =
        announcement.substring(folder.length() + JournalKeys.USERS.length()).split("-", -1);
    return Integer.parseInt(numbers[1]);
  }

  private void rememberAnnounced(int range) {
    BitSet news = announced(range);
    news.andNot(lines(settled(range)));
    if (!news.isEmpty()) {
      write(settled(range), news);
    }
  }

  /**
   * Deletes an announcement of users who are settled: were it still there, who deletes the note of
   * that would have them finished once more.
   */
  private void forget(String entry) {
    try {
      notes.delete(entry);
    } catch (CognitoBackupException e) {
      LOG.warn(
          "a journal note that is of no use any more could not be deleted: {}", e.getMessage());
    }
  }

  /** The lines of a range that earlier runs were about to create, counted from its first. */
  public BitSet announced(int range) {
    return lines(announcements(generation(), range));
  }

  /** The lines of a range that runs were about to create, also those whom one has seen whole. */
  public BitSet everAnnounced(int range) {
    BitSet lines = announced(range);
    lines.or(lines(settled(range)));
    return lines;
  }

  /** Writes down which lines of a range this run is about to create. */
  public void announce(int range, BitSet lines) {
    BitSet news = (BitSet) lines.clone();
    news.andNot(announced(range));
    if (!news.isEmpty()) {
      write(announcements(generation(), range), news);
    }
  }

  private BitSet lines(String beginning) {
    BitSet lines = new BitSet();
    for (String entry : entries(beginning)) {
      JournalNote note = notes.note(entry, poolId);
      lines.or(JournalNote.lines(notes.read(note)).orElseThrow(() -> notes.misplaced(note, null)));
    }
    return lines;
  }

  private void write(String beginning, BitSet lines) {
    JournalNote note = note(beginning + (last(beginning, "") + 1));
    notes.write(note, note.toJson(lines));
  }

  /** The last identity map that a run has written. */
  public Optional<String> identityMap() {
    int last = last(JournalKeys.IDENTITIES, MAP_TYPE);
    if (last == 0) {
      return Optional.empty();
    }
    JournalNote map = identityMap(last);
    notes.check(map);
    return Optional.of(notes.key(map.entry()));
  }

  /**
   * An identity map to be written.
   *
   * @param key the key that it will have
   * @param place what its first line says
   * @param object takes it
   */
  public record NewMap(String key, JournalNote place, ObjectWriter object) {}

  /** Begins a further identity map. */
  public NewMap newIdentityMap() {
    JournalNote map = identityMap(last(JournalKeys.IDENTITIES, MAP_TYPE) + 1);
    return new NewMap(notes.key(map.entry()), map, notes.create(map));
  }

  private JournalNote identityMap(int number) {
    return note(String.format(Locale.ROOT, "%s%04d%s", JournalKeys.IDENTITIES, number, MAP_TYPE));
  }

  /** How often users were settled: what was announced before is not read any more. */
  private int generation() {
    if (generation.isEmpty()) {
      int last = 0;
      for (String entry : entries(JournalKeys.SETTLED)) {
        notes.check(notes.note(entry, poolId));
        last = Math.max(last, number(entry, JournalKeys.SETTLED, ""));
      }
      refuseAnnouncementsAfter(last);
      generation = OptionalInt.of(last);
    }
    return generation.getAsInt();
  }

  private void refuseAnnouncementsAfter(int last) {
    for (String entry : entries(JournalKeys.USERS)) {
      String numbers = entry.substring(folder.length() + JournalKeys.USERS.length());
      if (Integer.parseInt(numbers.substring(0, numbers.indexOf('-'))) > last) {
        throw JournalNotes.refused(
            "the journal note \""
                + notes.key(entry)
                + "\" follows a note that was deleted; delete it too and run the restore again",
            null);
      }
    }
  }

  private static String announcements(int generation) {
    return JournalKeys.USERS + generation + '-';
  }

  private static String settled(int range) {
    return JournalKeys.SETTLED_USERS + String.format(Locale.ROOT, "%06d-", range);
  }

  private static String announcements(int generation, int range) {
    return announcements(generation) + String.format(Locale.ROOT, "%06d-", range);
  }

  private boolean has(String name) {
    boolean there = entries(name).contains(folder + name);
    if (there) {
      notes.check(note(name));
    }
    return there;
  }

  private void write(String name) {
    JournalNote note = note(name);
    notes.write(note, note.toJson());
  }

  private JournalNote note(String name) {
    return notes.note(folder + name, poolId);
  }

  private List<String> entries(String beginning) {
    return notes.entries(folder + beginning);
  }

  private int last(String beginning, String type) {
    return entries(beginning).stream()
        .mapToInt(entry -> number(entry, beginning, type))
        .max()
        .orElse(0);
  }

  private int number(String entry, String beginning, String type) {
    return Integer.parseInt(
        entry.substring(folder.length() + beginning.length(), entry.length() - type.length()));
  }
}
