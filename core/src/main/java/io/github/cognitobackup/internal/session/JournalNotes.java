package io.github.cognitobackup.internal.session;

import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.internal.cognito.resource.RestoreTag;
import io.github.cognitobackup.internal.journal.JournalKeys;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.restore.RestoreRefusedException;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The notes of one restore as objects of a storage. None is overwritten, and none is believed that
 * has no name of a note or does not say that it belongs where it lies.
 */
final class JournalNotes {

  private static final int LARGEST = 1 << 16;

  private static final Pattern NAME =
      Pattern.compile(
          "[1-9][0-9]{0,5}-[^/]+/(pool|completed|settled-[1-9][0-9]{0,5}"
              + "|whole-[0-9]{6}-[1-9][0-9]{0,5}|users-(0|[1-9][0-9]{0,5})-[0-9]{6}-[1-9][0-9]{0,5}"
              + "|identities-[0-9]{4,6}\\.jsonl)");

  private final Storage storage;
  private final String restoreId;
  private final String prefix;
  private final String suffix;
  private final NavigableMap<String, Long> sizes = new TreeMap<>();
  private final Set<String> checked = new HashSet<>();

  private JournalNotes(ArchiveRepository repository, String archiveKey, String restoreId) {
    this.storage = repository.objects();
    this.restoreId = restoreId;
    this.prefix = JournalKeys.of(archiveKey, restoreId);
    this.suffix = repository.sealed() ? ".enc" : "";
  }

  /**
   * Lists the notes of a restore.
   *
   * @throws RestoreRefusedException when there is something else among them
   */
  static JournalNotes open(ArchiveRepository repository, String archiveKey, String restoreId) {
    JournalNotes notes = new JournalNotes(repository, archiveKey, restoreId);
    try (Stream<ObjectInfo> objects = notes.storage.list(notes.prefix)) {
      objects.forEach(object -> notes.sizes.put(notes.entry(object.key()), object.size()));
    }
    return notes;
  }

  private String entry(String key) {
    String name = key.substring(prefix.length());
    String entry = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : "";
    if (!NAME.matcher(entry).matches()) {
      throw refused(
          "\""
              + key
              + "\" is not a journal note of this version, which binds each to its pool; delete \""
              + prefix
              + "\" and everything in it (keep a copy of the identity maps that you need)"
              + " and run the restore again; if that restore ended COMPLETE, first remove the"
              + " tag "
              + RestoreTag.KEY
              + " from its pool, or its settings are restored again",
          null);
    }
    return entry;
  }

  /** The beginning of the keys of a folder. */
  String folder(String name) {
    return prefix + name;
  }

  /** The notes there are whose names begin so. */
  List<String> entries(String beginning) {
    return sizes.tailMap(beginning, true).keySet().stream()
        .takeWhile(entry -> entry.startsWith(beginning))
        .toList();
  }

  /** The key of a note. */
  String key(String entry) {
    return prefix + entry + suffix;
  }

  /**
   * Reads a note.
   *
   * @throws RestoreRefusedException when it does not say that it belongs there
   */
  byte[] read(JournalNote note) {
    long size = sizes.getOrDefault(note.entry(), 0L);
    byte[] content = size > LARGEST ? new byte[0] : head(note);
    check(note, content);
    return content;
  }

  /** Checks, once, a note that may be large, or that says nothing but where it belongs. */
  void check(JournalNote note) {
    if (!checked.contains(note.entry())) {
      check(note, head(note));
      checked.add(note.entry());
    }
  }

  private void check(JournalNote note, byte[] content) {
    if (!note.isSaidBy(content)) {
      throw misplaced(note, null);
    }
  }

  /** Refuses a note. */
  RestoreRefusedException misplaced(JournalNote note, @Nullable Throwable cause) {
    return refused(
        "the journal note \""
            + key(note.entry())
            + "\" is damaged, or was written by another version or for another place than this"
            + " (pool "
            + note.poolId()
            + ", restore "
            + restoreId
            + "); delete it and run the restore again",
        cause);
  }

  private byte[] head(JournalNote note) {
    String key = key(note.entry());
    try (StoredObject object = storage.open(key);
        InputStream stream = object.openStream()) {
      return stream.readNBytes(LARGEST);
    } catch (ArchiveCorruptException e) {
      throw misplaced(note, e);
    } catch (IOException e) {
      throw new StorageUnavailableException(
          true, "the journal note \"" + key + "\" cannot be read: " + e.getMessage(), e);
    }
  }

  /** Where a note of this restore belongs. */
  JournalNote note(String entry, String poolId) {
    return new JournalNote(restoreId, entry, poolId);
  }

  /** Begins a note. */
  ObjectWriter create(JournalNote note) {
    if (!NAME.matcher(note.entry()).matches()) {
      throw refused(
          "the journal \""
              + prefix
              + "\" has a note with the highest possible number, before \""
              + key(note.entry())
              + "\"; no restore wrote that note: delete it and run the restore again",
          null);
    }
    return storage.create(key(note.entry()));
  }

  /** Writes a note. */
  void write(JournalNote note, byte[] content) {
    try (ObjectWriter object = create(note);
        OutputStream stream = object.stream()) {
      stream.write(content);
      object.commit();
      sizes.put(note.entry(), (long) content.length);
    } catch (IOException e) {
      throw new StorageUnavailableException(
          true,
          "the journal note \"" + key(note.entry()) + "\" cannot be written: " + e.getMessage(),
          e);
    }
  }

  /** Deletes a note that is of no use any more. */
  void delete(String entry) {
    storage.delete(key(entry));
    sizes.remove(entry);
  }

  static RestoreRefusedException refused(String message, @Nullable Throwable cause) {
    return new RestoreRefusedException("journal", message, cause);
  }
}
