package io.github.cognitobackup.repository;

import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.Catalogue;
import io.github.cognitobackup.catalogue.ForeignBackupEntry;
import io.github.cognitobackup.catalogue.Receipt;
import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.error.CognitoBackupException;
import io.github.cognitobackup.error.CredentialsException;
import io.github.cognitobackup.internal.backup.Backups;
import io.github.cognitobackup.internal.digest.DigestingStorage;
import io.github.cognitobackup.internal.digest.ObjectDigest;
import io.github.cognitobackup.internal.log.Log;
import io.github.cognitobackup.internal.receipt.ReceiptWriter;
import io.github.cognitobackup.internal.vault.Vault;
import io.github.cognitobackup.repository.ShrinkGuard.Baseline;
import io.github.cognitobackup.storage.StoredObject;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Verifies archives and writes into their receipts that they were. */
final class Verifier {

  private static final Log LOG = Log.of(Verifier.class);

  private final Vault vault;
  private final Receipts receipts;
  private final ReceiptWriter writer;
  private final ReadLimits limits;
  private final ShrinkGuard guard;
  private final Clock clock;

  Verifier(Vault vault, ReadLimits limits, ShrinkGuard guard, Clock clock) {
    this.vault = vault;
    this.receipts = Receipts.of(vault.bytes());
    this.writer = new ReceiptWriter(vault.bytes());
    this.limits = limits;
    this.guard = guard;
    this.clock = clock;
  }

  /** Verifies one archive. */
  ArchiveCheck check(ArchiveKey key) {
    return check(key, () -> guard.baseline(key)).check();
  }

  /**
   * Verifies all archives whose keys begin so, of each pool the oldest first, so that a receipt
   * that is written anew can be compared with the one before it.
   */
  Stream<ArchiveCheck> checkAll(String prefix) {
    Map<String, Baseline> baselines = new HashMap<>();
    return vault
        .bytes()
        .list(prefix)
        .flatMap(info -> ArchiveKey.parse(info.key()).stream())
        .map(
            key -> {
              Checked checked =
                  check(key, () -> baselines.getOrDefault(key.userPoolId(), Baseline.NONE));
              checked
                  .receipt()
                  .filter(receipt -> receipt.suspicious().isEmpty())
                  .ifPresent(receipt -> baselines.put(key.userPoolId(), Baseline.of(receipt)));
              return checked.check();
            })
        .filter(check -> !isGone(check));
  }

  /**
   * Verifies what in the storage is a foreign backup, in the order of the keys. Files that by their
   * names could be one and are none are passed over.
   *
   * @param userPoolId the pool that a key must tell; empty for all
   */
  Stream<ArchiveCheck> checkAllForeign(Optional<String> userPoolId) {
    return Catalogue.of(vault.bytes())
        .foreignBackups()
        .filter(entry -> userPoolId.isEmpty() || userPoolId.equals(entry.userPoolId()))
        .flatMap(entry -> checkForeign(entry).stream())
        .filter(check -> !isGone(check));
  }

  private Optional<ArchiveCheck> checkForeign(ForeignBackupEntry entry) {
    try {
      if (!entry.sealed() && !isBackup(entry.key())) {
        return Optional.empty();
      }
      Optional<OpenedArchive> found = new Archives(vault, limits, true).find(entry.key());
      if (found.isEmpty()) {
        return Optional.empty();
      }
      try (OpenedArchive opened = found.get()) {
        return Optional.of(sound(opened.report(), Optional.empty()));
      }
    } catch (CredentialsException e) {
      throw e;
    } catch (CognitoBackupException e) {
      boolean damaged = e instanceof ArchiveCorruptException && !isRefusedAsPlain(entry.sealed());
      return Optional.of(failed(entry.key(), damaged, e, Optional.empty()));
    }
  }

  private boolean isBackup(String key) {
    try (StoredObject object = vault.bytes().open(key)) {
      return Backups.mayBeBackup(object, limits);
    }
  }

  /** Whatever was deleted after it was listed is nobody's concern. */
  private static boolean isGone(ArchiveCheck check) {
    return check.failure().filter(ArchiveNotFoundException.class::isInstance).isPresent();
  }

  /** A check, and what the archive's receipt should say now. */
  private record Checked(ArchiveCheck check, Optional<Receipt> receipt) {}

  private Checked check(ArchiveKey archive, Supplier<Baseline> baseline) {
    String key = archive.toString();
    DigestingStorage digests = new DigestingStorage(vault.bytes());
    VerifyReport report;
    try (OpenedArchive opened = new Archives(vault.over(digests), limits, false).open(key)) {
      report = opened.report();
    } catch (CredentialsException e) {
      throw e;
    } catch (CognitoBackupException e) {
      return new Checked(failed(archive, e), Optional.empty());
    }
    Receipt receipt;
    Optional<String> warning = Optional.empty();
    try {
      ObjectDigest digest = digests.digest(key);
      Optional<Receipt> before =
          receipts
              .find(archive, digest.size())
              .filter(found -> found.sha256().map(digest.sha256()::equals).orElse(true));
      receipt =
          Receipt.of(
                  archive,
                  report.manifest(),
                  digest.size(),
                  digest.sha256(),
                  before.flatMap(Receipt::wrappingKey))
              .withShrinkWarning(
                  before.isPresent()
                      ? before.get().suspicious()
                      : guard.judge(baseline.get(), report.manifest().counts().users()).warning())
              .verifiedAt(clock.instant());
    } catch (CredentialsException e) {
      throw e;
    } catch (CognitoBackupException e) {
      return new Checked(sound(report, Optional.of(notRecorded(key, e))), Optional.empty());
    }
    try {
      writer.replace(receipt);
    } catch (CredentialsException e) {
      throw e;
    } catch (CognitoBackupException e) {
      warning = Optional.of(notRecorded(key, e));
    }
    return new Checked(sound(report, warning), Optional.of(receipt));
  }

  private static ArchiveCheck sound(VerifyReport report, Optional<String> warning) {
    return new ArchiveCheck(
        report.key(), ArchiveCheck.Result.SOUND, Optional.of(report), Optional.empty(), warning);
  }

  private static String notRecorded(String key, CognitoBackupException e) {
    String warning =
        "archive \""
            + key
            + "\" is sound, but its receipt could not record that: "
            + e.getMessage();
    LOG.warn("{}", warning);
    return warning;
  }

  /** What is damaged has no receipt: it must neither count as a backup nor be deleted unseen. */
  private ArchiveCheck failed(ArchiveKey key, CognitoBackupException failure) {
    boolean damaged = failure instanceof ArchiveCorruptException && !isRefusedAsPlain(key.sealed());
    Optional<String> warning = Optional.empty();
    if (damaged) {
      try {
        writer.delete(key);
      } catch (CredentialsException e) {
        throw e;
      } catch (CognitoBackupException e) {
        warning =
            Optional.of(
                "archive \""
                    + key
                    + "\" is damaged, but its receipt could not be deleted: "
                    + e.getMessage());
        LOG.warn("{}", warning.get());
      }
    }
    return failed(key.toString(), damaged, failure, warning);
  }

  private static ArchiveCheck failed(
      String key, boolean damaged, CognitoBackupException failure, Optional<String> warning) {
    return new ArchiveCheck(
        key,
        damaged ? ArchiveCheck.Result.DAMAGED : ArchiveCheck.Result.UNREADABLE,
        Optional.empty(),
        Optional.of(failure),
        warning);
  }

  private boolean isRefusedAsPlain(boolean sealed) {
    return !sealed && !vault.acceptsPlaintext();
  }
}
