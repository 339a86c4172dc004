package io.github.cognitobackup.repository;

import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.Catalogue;
import io.github.cognitobackup.catalogue.Receipt;
import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.catalogue.ShrinkWarning;
import io.github.cognitobackup.error.CognitoBackupException;
import io.github.cognitobackup.internal.vault.Vault;
import io.github.cognitobackup.storage.ObjectInfo;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds out whether an archive holds far fewer users than earlier ones. What earlier ones hold,
 * their receipts tell, and anybody could have written those: any of them may raise a warning, but
 * only an archive that is opened can remove it.
 */
final class ShrinkGuard {

  /** The share of users which, when gone, makes an archive suspicious. */
  static final double DEFAULT_LIMIT = 0.2;

  /** How many of the newest, and of the largest of {@link #WINDOW}, are compared. */
  private static final int COMPARED = 10;

  private static final Duration WINDOW = Duration.ofDays(90);

  /** How many archives are opened against a warning. */
  private static final int OPENED = 3;

  private static final Comparator<Earlier> NEWEST_FIRST =
      Comparator.comparing((Earlier earlier) -> earlier.key().created())
          .thenComparing(earlier -> earlier.key().revision())
          .thenComparing(earlier -> earlier.key().sealed())
          .reversed();

  private final Vault vault;
  private final Archives archives;
  private final BigDecimal limit;

  /**
   * Sets the guard up.
   *
   * @param limit the share of users which, when gone, is suspicious; 1 for no guard
   */
  ShrinkGuard(Vault vault, ReadLimits limits, double limit) {
    this.vault = vault;
    this.archives = new Archives(vault, limits, false);
    this.limit = BigDecimal.valueOf(limit);
  }

  private record Earlier(ArchiveKey key, long size) {}

  /**
   * What an archive is compared with.
   *
   * @param receipts of earlier archives, the newest first
   * @param warning why nothing can be compared although it should
   */
  record Baseline(List<Receipt> receipts, Optional<String> warning) {

    static final Baseline NONE = new Baseline(List.of(), Optional.empty());

    static Baseline of(Receipt receipt) {
      return new Baseline(List.of(receipt), Optional.empty());
    }

    static Baseline missing(String why) {
      return new Baseline(
          List.of(),
          Optional.of("the number of users was not compared with an earlier archive: " + why));
    }
  }

  /**
   * What came out.
   *
   * @param warning the earlier archive that holds far more users
   * @param note what is to be known where there is none
   */
  record Judgement(Optional<ShrinkWarning> warning, Optional<String> note) {

    private static final Judgement CLEAR = new Judgement(Optional.empty(), Optional.empty());

    static Judgement suspicious(Receipt previous) {
      return new Judgement(
          Optional.of(new ShrinkWarning(previous.key(), previous.counts().users())),
          Optional.empty());
    }

    static Judgement unproven(int receipts) {
      return new Judgement(
          Optional.empty(),
          Optional.of(
              "the number of users was not compared with an archive that was opened: the receipts of"
                  + " earlier archives ("
                  + receipts
                  + ") show no loss, but receipts prove nothing"));
    }
  }

  /** Collects the receipts of earlier archives of the pool. */
  Baseline baseline(ArchiveKey key) {
    if (isOff()) {
      return Baseline.NONE;
    }
    try (Stream<ObjectInfo> objects = vault.bytes().list(Catalogue.prefixOf(key.userPoolId()))) {
      List<Earlier> others =
          objects.flatMap(info -> earlier(info).stream()).sorted(NEWEST_FIRST).toList();
      List<Earlier> earlier =
          others.stream().filter(other -> other.key().created().isBefore(key.created())).toList();
      List<Receipt> receipts = receipts(compared(earlier, key));
      if (!receipts.isEmpty() || others.isEmpty()) {
        return new Baseline(receipts, Optional.empty());
      }
      return Baseline.missing(
          earlier.isEmpty()
              ? "all others are dated later than this one; check the clock of this host"
              : "none of them has a usable receipt; run verify --all");
    } catch (CognitoBackupException e) {
      return Baseline.missing(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Earlier> earlier(ObjectInfo info) {
    return ArchiveKey.parse(info.key()).map(key -> new Earlier(key, info.size()));
  }

  /** The newest; and the largest, so that small ones of no worth cannot push them out of sight. */
  private static List<Earlier> compared(List<Earlier> newestFirst, ArchiveKey key) {
    TreeSet<Earlier> compared = new TreeSet<>(NEWEST_FIRST);
    newestFirst.stream().limit(COMPARED).forEach(compared::add);
    newestFirst.stream()
        .filter(other -> !other.key().created().isBefore(key.created().minus(WINDOW)))
        .sorted(Comparator.comparingLong(Earlier::size).reversed())
        .limit(COMPARED)
        .forEach(compared::add);
    return List.copyOf(compared);
  }

  private List<Receipt> receipts(List<Earlier> compared) {
    Receipts all = Receipts.of(vault.bytes());
    List<Receipt> receipts = new ArrayList<>();
    compared.forEach(earlier -> all.find(earlier.key(), earlier.size()).ifPresent(receipts::add));
    return receipts;
  }

  /** Judges an archive of so many users. */
  Judgement judge(Baseline baseline, long users) {
    List<Receipt> newer = new ArrayList<>();
    for (Receipt earlier : baseline.receipts()) {
      if (isFarFewer(users, earlier.counts().users())) {
        return isMeasured(newer, users) ? Judgement.CLEAR : Judgement.suspicious(earlier);
      }
      if (earlier.suspicious().isEmpty()) {
        newer.add(earlier);
      }
    }
    return baseline.receipts().isEmpty()
        ? Judgement.CLEAR
        : Judgement.unproven(baseline.receipts().size());
  }

  /** Whether so few users were found, and accepted, before: in an archive that can be opened. */
  private boolean isMeasured(List<Receipt> unsuspicious, long users) {
    return unsuspicious.stream()
        .limit(OPENED)
        .anyMatch(receipt -> users(receipt.key()).filter(u -> !isFarFewer(users, u)).isPresent());
  }

  private Optional<Long> users(ArchiveKey key) {
    try (OpenedArchive opened = archives.open(key.toString())) {
      return Optional.of(opened.snapshot().manifest().counts().users());
    } catch (CognitoBackupException e) {
      return Optional.empty(); // a role that only writes cannot open it
    }
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
