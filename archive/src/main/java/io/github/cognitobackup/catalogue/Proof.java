package io.github.cognitobackup.catalogue;

import io.github.cognitobackup.archive.ArchiveReader;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.error.UnsupportedArchiveException;
import io.github.cognitobackup.internal.digest.ObjectDigest;
import io.github.cognitobackup.internal.vault.Vault;
import io.github.cognitobackup.storage.StoredObject;
import java.util.Optional;

/**
 * Proves that an archive is what its receipt says: by opening it where there is a key; else, where
 * the caller trusts receipts, by the digest of its bytes.
 */
final class Proof {

  private final Vault vault;
  private final Receipts receipts;
  private final ReadLimits limits;
  private final boolean trustsReceipts;

  Proof(Vault vault, ReadLimits limits, boolean trustsReceipts) {
    this.vault = vault;
    this.receipts = Receipts.of(vault.bytes());
    this.limits = limits;
    this.trustsReceipts = trustsReceipts;
  }

  /** Whether archives are opened, so that a receipt needs no digest. */
  boolean opens() {
    return vault.sealed();
  }

  /** Whether anything can be proven. */
  boolean proves() {
    return opens() || trustsReceipts;
  }

  /**
   * Tries an archive.
   *
   * @return why it is not what its receipt says; empty when it is
   * @throws io.github.cognitobackup.error.CognitoBackupException when that cannot be found out
   */
  Optional<String> refute(ArchiveKey key, long size) {
    Optional<Receipt> receipt = receipts.find(key, size);
    if (receipt.isEmpty()) {
      return Optional.of("its receipt was deleted");
    }
    try {
      return opens() ? refuteByOpening(receipt.get()) : refuteByDigest(receipt.get());
    } catch (ArchiveNotFoundException | ArchiveCorruptException | UnsupportedArchiveException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> refuteByDigest(Receipt receipt) {
    if (vault.requiresCommitment() && receipt.key().sealed()) {
      return Optional.of("whether it is committed to its key, only that key can tell");
    }
    try (StoredObject object = vault.bytes().open(receipt.key().toString())) {
      ObjectDigest digest = ObjectDigest.of(object);
      return digest.size() == receipt.size()
              && receipt.sha256().filter(digest.sha256()::equals).isPresent()
          ? Optional.empty()
          : Optional.of("its bytes do not match its receipt");
    }
  }

  private Optional<String> refuteByOpening(Receipt receipt) {
    try (StoredObject object = vault.objects().open(receipt.key().toString())) {
      ArchiveReader archive = ArchiveReader.open(object, limits);
      receipt.key().check(archive.header());
      if (vault.requiresCommitment() && receipt.key().sealed() && !archive.committed()) {
        return Optional.of("it is not committed to its key");
      }
      return archive.manifest().outcome() == receipt.outcome()
              && archive.manifest().counts().equals(receipt.counts())
          ? Optional.empty()
          : Optional.of("its content does not match its receipt");
    }
  }
}
