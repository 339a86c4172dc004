package io.github.cognitobackup.internal.journal;

import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.Storage;
import java.time.Clock;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the archives that a restore still needs, by the names of its notes and by its lease; no
 * note is opened.
 */
public final class UnfinishedRestores {

  private static final int ATTEMPTS = 5;

  private final Storage storage;
  private final Clock clock;

  /** Looks into a storage. */
  public UnfinishedRestores(Storage storage, Clock clock) {
    this.storage = storage;
    this.clock = clock;
  }

  /**
   * Finds the key of a lease, or the beginning of the keys of a journal, that tells of a restore of
   * the archive which has not come to its end.
   */
  public Optional<String> of(String archiveKey) {
    return journal(archiveKey).or(() -> lease(archiveKey));
  }

  private Optional<String> journal(String archiveKey) {
    String prefix = JournalKeys.ofArchive(archiveKey);
    Map<String, Journal> journals = new TreeMap<>();
    try (Stream<ObjectInfo> objects = storage.list(prefix)) {
      for (Iterator<ObjectInfo> all = objects.iterator(); all.hasNext(); ) {
        String[] rest = all.next().key().substring(prefix.length()).split("/", 2);
        if (rest.length == 2) {
          journals.computeIfAbsent(rest[0], id -> new Journal()).add(rest[1]);
        }
      }
    }
    return journals.entrySet().stream()
        .filter(journal -> journal.getValue().isUnfinished())
        .map(journal -> JournalKeys.of(archiveKey, journal.getKey()))
        .findFirst();
  }

  /** The notes of a journal, as far as they tell of its end. The last of its pools counts. */
  private static final class Journal {

    /** In a journal of the earlier form the notes lie in no pool's folder. */
    private static final Pattern NOTE =
        Pattern.compile("(?:([1-9][0-9]{0,5})-[^/]+/)?((?:pool|completed|settled-|users-).*)");

    private final NavigableMap<Integer, Notes> pools = new TreeMap<>();

    void add(String name) {
      Matcher note = NOTE.matcher(name);
      if (note.matches()) {
        int pool = note.group(1) == null ? 0 : Integer.parseInt(note.group(1));
        pools.computeIfAbsent(pool, number -> new Notes()).add(note.group(2));
      }
    }

    boolean isUnfinished() {
      Map.Entry<Integer, Notes> last = pools.lastEntry();
      return last != null && last.getValue().isUnfinished();
    }
  }

  private static final class Notes {

    private boolean poolCreated;
    private boolean completed;
    private int settled;
    private int lastAnnounced = -1;

    void add(String name) {
      if (name.startsWith(JournalKeys.POOL)) {
        poolCreated = true;
      } else if (name.startsWith(JournalKeys.COMPLETED)) {
        completed = true;
      } else if (name.startsWith(JournalKeys.SETTLED)) {
        settled++;
      } else {
        lastAnnounced = Math.max(lastAnnounced, generation(name));
      }
    }

    /** What cannot be read counts as a note of the last generation there can be. */
    private static int generation(String name) {
      try {
        return Integer.parseInt(name.substring(JournalKeys.USERS.length()).split("-", 2)[0]);
      } catch (NumberFormatException e) {
        return Integer.MAX_VALUE;
      }
    }

    boolean isUnfinished() {
      return !completed && (lastAnnounced >= settled || (poolCreated && settled == 0));
    }
  }

  private Optional<String> lease(String archiveKey) {
    String vanished = JournalKeys.LEASES;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try (Stream<ObjectInfo> leases = storage.list(JournalKeys.LEASES)) {
        for (Iterator<ObjectInfo> all = leases.iterator(); all.hasNext(); ) {
          ObjectInfo lease = all.next();
          vanished = lease.key();
          if (isOf(archiveKey, lease)) {
            return Optional.of(lease.key());
          }
        }
        return Optional.empty();
      } catch (ArchiveNotFoundException e) {
        // it was renewed, which gives it another key
      }
    }
    return Optional.of(vanished);
  }

  /** A lease that cannot be read may be that of any archive, for as long as one holds. */
  private boolean isOf(String archiveKey, ObjectInfo lease) {
    return LeaseNote.read(storage, lease)
        .map(note -> note.archive().equals(archiveKey))
        .orElseGet(() -> clock.instant().isBefore(lease.lastModified().plus(LeaseNote.EXPIRY)));
  }
}
