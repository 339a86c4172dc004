package io.github.cognitobackup.internal.restore;

import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.internal.journal.JournalKeys;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a restore writes down before it acts, beside the archive, so that the next run of the same
 * request can finish what this one began: the pools it created, and the lines of the users it is
 * about to create. An entry is an object of its own, for objects are never overwritten; it holds no
 * data of users.
 */
final class Journal {

  private static final int LARGEST_ENTRY = 1 << 20;

  private final Storage storage;
  private final String prefix;
  private final Set<String> keys;

  private Journal(Storage storage, String prefix, Set<String> keys) {
    this.storage = storage;
    this.prefix = prefix;
    this.keys = keys;
  }

  /** Opens the journal of a restore, which may be empty. */
  static Journal open(Storage storage, String archiveKey, String restoreId) {
    String prefix = JournalKeys.of(archiveKey, restoreId);
    try (Stream<ObjectInfo> objects = storage.list(prefix)) {
      return new Journal(
          storage,
          prefix,
          objects.map(ObjectInfo::key).collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  /** The pools that earlier runs created. */
  List<String> createdPools() {
    List<String> pools = new ArrayList<>();
    for (String key : keys(prefix + JournalKeys.POOL)) {
      pools.add(new String(read(key), StandardCharsets.UTF_8));
    }
    return pools;
  }

  /** Writes down that this run has created a pool. */
  void poolCreated(String poolId) {
    write(
        free(JournalKeys.POOL + (keys(prefix + JournalKeys.POOL).size() + 1)),
        poolId.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether an earlier run has come to its end, and the pool is the caller's since. */
  boolean completed() {
    return !keys(prefix + JournalKeys.COMPLETED).isEmpty();
  }

  /** Writes down that this run has come to its end with all that the archive holds. */
  void complete() {
    if (!completed()) {
      write(free(JournalKeys.COMPLETED + 1), new byte[0]);
    }
  }

  /**
   * Writes down that all announced users are there and whole. From here on they are the pool's, and
   * whoever disables one or gives him a password is not corrected by a further run; also where the
   * restore as a whole stays partial, because the archive itself has gaps.
   */
  void settleUsers() {
    if (!keys(prefix + generation()).isEmpty()) {
      write(free(JournalKeys.SETTLED + (generations() + 1)), new byte[0]);
    }
  }

  /** The lines of a range that earlier runs were about to create, counted from its first. */
  BitSet announced(int range) {
    BitSet lines = new BitSet();
    for (String key : keys(rangePrefix(range))) {
      lines.or(BitSet.valueOf(read(key)));
    }
    return lines;
  }

  /** The lines of a range that runs were about to create, also those whom one has seen whole. */
  BitSet everAnnounced(int range) {
    BitSet lines = new BitSet();
    for (int generation = 0; generation <= generations(); generation++) {
      for (String key : keys(rangePrefix(generation, range))) {
        lines.or(BitSet.valueOf(read(key)));
      }
    }
    return lines;
  }

  /** Writes down which lines of a range this run is about to create. */
  void announce(int range, BitSet lines) {
    BitSet news = (BitSet) lines.clone();
    news.andNot(announced(range));
    if (!news.isEmpty()) {
      String base = rangePrefix(range).substring(prefix.length());
      write(free(base + (keys(rangePrefix(range)).size() + 1)), news.toByteArray());
    }
  }

  /** The last identity map that a run has written. */
  Optional<String> identityMap() {
    List<String> maps = keys(prefix + JournalKeys.IDENTITIES);
    return maps.isEmpty() ? Optional.empty() : Optional.of(maps.get(maps.size() - 1));
  }

  /** Begins a further identity map. */
  ObjectWriter newIdentityMap(String[] key) {
    key[0] =
        free(
            JournalKeys.IDENTITIES
                + String.format(
                    Locale.ROOT, "%04d.jsonl", keys(prefix + JournalKeys.IDENTITIES).size() + 1));
    return storage.create(key[0]);
  }

  private String rangePrefix(int range) {
    return rangePrefix(generations(), range);
  }

  private String rangePrefix(int generation, int range) {
    return prefix + generation(generation) + String.format(Locale.ROOT, "%06d-", range);
  }

  private String generation() {
    return generation(generations());
  }

  private static String generation(int number) {
    return JournalKeys.USERS + number + '-';
  }

  private int generations() {
    return keys(prefix + JournalKeys.SETTLED).size();
  }

  private List<String> keys(String beginning) {
    return keys.stream().filter(key -> key.startsWith(beginning)).toList();
  }

  private String free(String name) {
    return prefix + name + (storage.sealed() ? ".enc" : "");
  }

  private void write(String key, byte[] content) {
    try (ObjectWriter object = storage.create(key);
        OutputStream stream = object.stream()) {
      stream.write(content);
      object.commit();
      keys.add(key);
    } catch (IOException e) {
      throw new StorageUnavailableException(
          true, "the restore's journal \"" + key + "\" cannot be written: " + e.getMessage(), e);
    }
  }

  private byte[] read(String key) {
    try (StoredObject object = storage.open(key);
        InputStream stream = object.openStream()) {
      byte[] content = stream.readNBytes(LARGEST_ENTRY + 1);
      if (content.length > LARGEST_ENTRY) {
        throw new ArchiveCorruptException(
            "journal",
            "the restore's journal \"" + key + "\" is larger than any that was written; remove it",
            null);
      }
      return content;
    } catch (IOException e) {
      throw new StorageUnavailableException(
          true, "the restore's journal \"" + key + "\" cannot be read: " + e.getMessage(), e);
    }
  }
}
