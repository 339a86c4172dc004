package io.github.cognitobackup.transfer;

import io.github.cognitobackup.catalogue.BackupKey;
import io.github.cognitobackup.crypto.DataKeyRewrapper;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.transfer.TransferResult.Status;
import java.util.List;
import java.util.Optional;

/** One run of a rewrap: finds of each backup the revision that is to be moved. */
final class RewrapRun {

  /** How often another run may be faster at one archive. */
  private static final int TRIES = 3;

  final Storage storage;
  final DataKeyRewrapper rewrapper;
  final Optional<Encryptor> verifier;
  final Settings settings;
  final Run run;
  private final boolean named;

  /** What was made last: a listing may come upon it. */
  private String made = "";

  RewrapRun(
      Storage storage,
      DataKeyRewrapper rewrapper,
      Optional<Encryptor> verifier,
      Settings settings,
      Run run,
      boolean named) {
    this.storage = storage;
    this.rewrapper = rewrapper;
    this.verifier = verifier;
    this.settings = settings;
    this.run = run;
    this.named = named;
  }

  Optional<TransferResult> rewrap(String key) {
    Optional<BackupKey> name = BackupKey.parse(key);
    if (name.isEmpty()) {
      return named
          ? told(
              key,
              Status.FAILED,
              "its name tells no revision; copy it under a name that ends with .tar.gz.enc,"
                  + " .tgz.enc or .json.enc")
          : Optional.empty();
    }
    if (!name.get().sealed()) {
      return named || name.get().own().isPresent()
          ? told(key, named ? Status.FAILED : Status.SKIPPED, "it is plain; seal it with migrate")
          : Optional.empty();
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return rewrapNewest(name.get());
      } catch (ArchiveExistsException e) {
        if (attempt == TRIES) {
          throw e;
        }
        // another run was faster, and has made the newest
      }
    }
  }

  private Optional<TransferResult> rewrapNewest(BackupKey name) {
    List<BackupKey> revisions = Revisions.sealed(storage, name);
    if (revisions.isEmpty()) {
      throw new ArchiveNotFoundException(
          name.toString(), "there is no \"" + name + "\"; list() shows the archives", null);
    }
    BackupKey newest = revisions.get(revisions.size() - 1);
    if (!named && (!newest.equals(name) || name.toString().equals(made))) {
      return Optional.empty(); // the newest stands for all
    }
    List<BackupKey> older = revisions.subList(0, revisions.size() - 1);
    try (SealedObject current = SealedObject.open(storage, newest)) {
      TransferResult result = new Rewrapping(this, current, older).rewrap();
      made = result.target();
      return Optional.of(result);
    }
  }

  private static Optional<TransferResult> told(String key, Status status, String detail) {
    return Optional.of(new TransferResult(key, key, status, -1, false, detail));
  }
}
