package io.github.cognitobackup.catalogue;

import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.Storage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a storage once and gathers what belongs to one backup. All its objects follow each
 * other, because their keys begin with the same pool and time.
 */
final class Inventory {

  private final Consumer<Backup> backups;
  private final Consumer<ArchiveKey> orphans;
  private String userPoolId = "";
  private @Nullable ArchiveKey first;
  private List<Listed> archives = new ArrayList<>();
  private List<ArchiveKey> receipts = new ArrayList<>();

  private record Listed(ArchiveKey key, long size) {}

  private Inventory(Consumer<Backup> backups, Consumer<ArchiveKey> orphans) {
    this.backups = backups;
    this.orphans = orphans;
  }

  /** Takes stock of all objects whose keys begin so. */
  static void take(
      Storage storage, String prefix, Consumer<Backup> backups, Consumer<ArchiveKey> orphans) {
    Inventory inventory = new Inventory(backups, orphans);
    try (Stream<ObjectInfo> objects = storage.list(prefix)) {
      for (Iterator<ObjectInfo> all = objects.iterator(); all.hasNext(); ) {
        inventory.add(all.next());
      }
    }
    inventory.finish();
  }

  private void add(ObjectInfo info) {
    Optional<ArchiveKey> archive = ArchiveKey.parse(info.key());
    if (archive.isPresent()) {
      proceedTo(archive.get());
      archives.add(new Listed(archive.get(), info.size()));
    } else {
      Receipts.archiveOf(info.key())
          .ifPresent(
              of -> {
                proceedTo(of);
                receipts.add(of);
              });
    }
  }

  private void proceedTo(ArchiveKey key) {
    if (first == null || !first.isSameBackup(key)) {
      finish();
      first = key;
    }
  }

  private void finish() {
    if (first == null) {
      return;
    }
    List<Backup.Member> members = new ArrayList<>(archives.size());
    for (Listed archive : archives) {
      ArchiveKey key = archive.key();
      members.add(
          new Backup.Member(key.revision(), key.sealed(), archive.size(), receipts.remove(key)));
    }
    receipts.forEach(orphans);
    if (!members.isEmpty()) {
      members.sort(Backup.Member.CURRENT_FIRST);
      if (!first.userPoolId().equals(userPoolId)) {
        userPoolId = first.userPoolId(); // the same text for all backups of a pool
      }
      backups.accept(new Backup(userPoolId, first.created(), List.copyOf(members)));
    }
    archives.clear();
    receipts.clear();
  }
}
