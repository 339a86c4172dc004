package io.github.cognitobackup.internal.session;

import io.github.cognitobackup.internal.journal.JournalKeys;
import io.github.cognitobackup.repository.ArchiveRepository;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a restore writes down before it acts, beside the archive, so that the next run of the same
 * request can finish what this one began. It holds no data of users. Each note is about one pool,
 * and lies in that pool's folder: a pool that takes a deleted one's place has a folder of its own.
 */
public final class Journal {

  private final JournalNotes notes;
  private final List<Folder> folders;

  private record Folder(int number, String poolId) {

    static Folder of(String entry) {
      String name = entry.substring(0, entry.indexOf('/'));
      int dash = name.indexOf('-');
      return new Folder(Integer.parseInt(name.substring(0, dash)), name.substring(dash + 1));
    }

    String name() {
      return JournalKeys.folder(number, poolId);
    }
  }

  private Journal(JournalNotes notes, List<Folder> folders) {
    this.notes = notes;
    this.folders = folders;
  }

  /**
   * Opens the journal of a restore, which may be empty.
   *
   * @throws io.github.cognitobackup.restore.RestoreRefusedException when it holds anything that
   *     this restore has not written
   */
  static Journal open(ArchiveRepository repository, String archiveKey, String restoreId) {
    JournalNotes notes = JournalNotes.open(repository, archiveKey, restoreId);
    List<Folder> folders =
        notes.entries("").stream()
            .map(Folder::of)
            .distinct()
            .sorted(Comparator.comparingInt(Folder::number).reversed())
            .toList();
    Map<String, Folder> pools = new HashMap<>();
    for (Folder folder : folders) {
      Folder other = pools.putIfAbsent(folder.poolId(), folder);
      if (other != null) {
        throw JournalNotes.refused(
            "the restore's journal has two folders of one pool, \""
                + notes.folder(folder.name())
                + "\" and \""
                + notes.folder(other.name())
                + "\"; delete the one that no restore wrote, which has the later date, and run"
                + " the restore again",
            null);
      }
    }
    return new Journal(notes, folders);
  }

  /** The pools that earlier runs created, the last first. */
  List<String> createdPools() {
    List<String> pools = new ArrayList<>();
    for (Folder folder : folders) {
      PoolJournal pool = new PoolJournal(notes, folder.name(), folder.poolId());
      if (pool.isOfCreated()) {
        pools.add(folder.poolId());
      }
    }
    return pools;
  }

  /** What the journal tells of a pool that is yet to be created: nothing. */
  public PoolJournal ofNoPool() {
    return of("");
  }

  /** What the journal tells of one pool. */
  PoolJournal of(String poolId) {
    Folder folder =
        folders.stream()
            .filter(each -> each.poolId().equals(poolId))
            .findFirst()
            .orElseGet(
                () -> new Folder(folders.isEmpty() ? 1 : folders.get(0).number() + 1, poolId));
    return new PoolJournal(notes, folder.name(), poolId);
  }
}
