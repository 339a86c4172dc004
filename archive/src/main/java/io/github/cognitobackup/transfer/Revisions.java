package io.github.cognitobackup.transfer;

import io.github.cognitobackup.catalogue.BackupKey;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.Storage;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The revisions of a backup that a storage holds. */
final class Revisions {

  private Revisions() {}

  /** All that are sealed, the oldest first. */
  static List<BackupKey> sealed(Storage storage, BackupKey key) {
    try (Stream<ObjectInfo> objects = storage.list(key.stem() + ".")) {
      return objects
          .flatMap(object -> BackupKey.parse(object.key()).stream())
          .filter(other -> other.sealed() && other.isSameBackup(key))
          .sorted(Comparator.comparingInt(BackupKey::revision))
          .toList();
    }
  }
}
