package io.github.cognitobackup.internal.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Tells which archives a restore still needs, by the names of its notes and by its lease; no note
 * is opened.
 */
public final class UnfinishedRestores {

  /** The member of a lease that names the archive. */
  public static final String LEASED_ARCHIVE = "archive";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGEST_LEASE = 4096;
  private static final int ATTEMPTS = 5;

  private final Storage raw;

  /** Looks into the storage beneath the encryption. */
  public UnfinishedRestores(Storage raw) {
    this.raw = raw;
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
    Map<String, Notes> journals = new TreeMap<>();
    try (Stream<ObjectInfo> objects = raw.list(prefix)) {
      for (Iterator<ObjectInfo> all = objects.iterator(); all.hasNext(); ) {
        String[] rest = all.next().key().substring(prefix.length()).split("/", 2);
        if (rest.length == 2) {
          journals.computeIfAbsent(rest[0], id -> new Notes()).add(rest[1]);
        }
      }
    }
    return journals.entrySet().stream()
        .filter(journal -> journal.getValue().isUnfinished())
        .map(journal -> JournalKeys.of(archiveKey, journal.getKey()))
        .findFirst();
  }

  /** The names of a journal's notes, as far as they tell of its end. */
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
      } else if (name.startsWith(JournalKeys.USERS)) {
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

  /** A lease whose archive cannot be told may be that of any. */
  private Optional<String> lease(String archiveKey) {
    String vanished = JournalKeys.LEASES;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try (Stream<ObjectInfo> leases = raw.list(JournalKeys.LEASES)) {
        for (Iterator<ObjectInfo> all = leases.iterator(); all.hasNext(); ) {
          vanished = all.next().key();
          String archive = leasedArchive(vanished);
          if (archive.isEmpty() || archive.equals(archiveKey)) {
            return Optional.of(vanished);
          }
        }
        return Optional.empty();
      } catch (ArchiveNotFoundException e) {
        // it was renewed, which gives it another key
      }
    }
    return Optional.of(vanished);
  }

  private String leasedArchive(String key) {
    try (StoredObject object = raw.open(key);
        InputStream stream = object.openStream()) {
      JsonNode lease = JSON.readTree(stream.readNBytes(LARGEST_LEASE));
      return lease == null ? "" : lease.path(LEASED_ARCHIVE).asText();
    } catch (JsonProcessingException e) {
      return "";
    } catch (IOException e) {
      throw new StorageUnavailableException(
          true, "the lease \"" + key + "\" cannot be read: " + e.getMessage(), e);
    }
  }
}
