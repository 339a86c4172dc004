package io.github.cognitobackup.repository;

import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.Catalogue;
import io.github.cognitobackup.catalogue.CatalogueEntry;
import io.github.cognitobackup.catalogue.Receipt;
import io.github.cognitobackup.catalogue.Suspicion;
import io.github.cognitobackup.error.CognitoBackupException;
import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.storage.Storage;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out whether an archive holds far fewer users than the one before it. */
final class ShrinkGuard {

  /** The share of users which, when gone, makes an archive suspicious. */
  static final double DEFAULT_LIMIT = 0.2;

  private final Storage storage;
  private final BigDecimal limit;

  /**
   * Sets the guard up.
   *
   * @param limit the share of users which, when gone, is suspicious; 1 for no guard
   */
  ShrinkGuard(Storage storage, double limit) {
    this.storage = storage;
    this.limit = BigDecimal.valueOf(limit);
  }

  /**
   * What an archive is compared with.
   *
   * @param receipt of the earlier archive, if there is any to compare with
   * @param warning why nothing can be compared although it should
   */
  record Baseline(Optional<Receipt> receipt, Optional<String> warning) {

    static final Baseline NONE = new Baseline(Optional.empty(), Optional.empty());

    static Baseline of(Receipt receipt) {
      return new Baseline(Optional.of(receipt), Optional.empty());
    }

    static Baseline missing(String why) {
      return new Baseline(
          Optional.empty(),
          Optional.of("the number of users was not compared with an earlier archive's: " + why));
    }
  }

  /** Finds the newest earlier archive of the pool that is not suspicious itself. */
  Baseline baseline(ArchiveKey key) {
    if (isOff()) {
      return Baseline.NONE;
    }
    try (Stream<CatalogueEntry> archives = Catalogue.of(storage).archives(key.userPoolId())) {
      boolean earlier = false;
      for (Iterator<CatalogueEntry> all = archives.iterator(); all.hasNext(); ) {
        CatalogueEntry entry = all.next();
        if (entry.key().created().isBefore(key.created())) {
          earlier = true;
          Optional<Receipt> sound =
              entry.receipt().filter(receipt -> receipt.suspicious().isEmpty());
          if (sound.isPresent()) {
            return Baseline.of(sound.get());
          }
        }
      }
      return earlier
          ? Baseline.missing("none of them has a receipt that can be used; run verify --all")
          : Baseline.NONE;
    } catch (WorkInterruptedException e) {
      throw e;
    } catch (CognitoBackupException e) {
      return Baseline.missing(String.valueOf(e.getMessage()));
    }
  }

  /** Judges an archive of so many users. */
  Optional<Suspicion> judge(Baseline baseline, long users) {
    return baseline
        .receipt()
        .filter(previous -> isFarFewer(users, previous.counts().users()))
        .map(previous -> new Suspicion(previous.key(), previous.counts().users()));
  }

  private boolean isOff() {
    return limit.compareTo(BigDecimal.ONE) >= 0;
  }

  private boolean isFarFewer(long users, long previous) {
    BigDecimal allowed = limit.multiply(BigDecimal.valueOf(previous));
    return !isOff()
        && users < previous
        && BigDecimal.valueOf(previous - users).compareTo(allowed) >= 0;
  }
}
