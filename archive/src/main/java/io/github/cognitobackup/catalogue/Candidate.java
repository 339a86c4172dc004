package io.github.cognitobackup.catalogue;

import io.github.cognitobackup.archive.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * A backup as retention sees it: what its receipts say, without the receipts themselves.
 *
 * @param sound whether each of its archives has a receipt that fits it; the rest means nothing else
 * @param provable whether it can be found out that it is what its receipt says
 */
record Candidate(
    Backup backup,
    boolean sound,
    boolean complete,
    boolean suspicious,
    boolean verified,
    boolean provable) {

  /**
   * Looks at the receipts of a backup.
   *
   * @param opens whether archives are proven by opening them, for which no digest is needed
   */
  static Candidate of(Backup backup, Receipts receipts, boolean opens) {
    Receipt current = null;
    for (Backup.Member member : backup.members()) {
      Optional<Receipt> receipt =
          member.receipt() ? receipts.find(backup.key(member), member.size()) : Optional.empty();
      if (receipt.isEmpty()) {
        return new Candidate(backup, false, false, false, false, false);
      }
      current = current == null ? receipt.get() : current;
    }
    if (current == null) {
      throw new IllegalStateException("a backup without an archive");
    }
    return new Candidate(
        backup,
        true,
        current.outcome() == Outcome.COMPLETE,
        current.suspicious().isPresent(),
        current.verified().isPresent(),
        opens || current.sha256().isPresent());
  }

  Instant created() {
    return backup.created();
  }

  /** Whether it may stand for its pool: nothing missing, nothing odd. */
  boolean whole() {
    return complete && !suspicious;
  }
}
