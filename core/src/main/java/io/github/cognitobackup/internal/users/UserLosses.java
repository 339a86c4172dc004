package io.github.cognitobackup.internal.users;

import io.github.cognitobackup.internal.compare.Facts;
import io.github.cognitobackup.internal.compare.LineTable;
import io.github.cognitobackup.internal.compare.PoolComparison;
import io.github.cognitobackup.internal.compare.Status;
import io.github.cognitobackup.internal.compare.Verdict;
import io.github.cognitobackup.internal.session.PoolJournal;
import io.github.cognitobackup.restore.Loss.Kind;
import io.github.cognitobackup.restore.PasswordStrategy;
import io.github.cognitobackup.restore.UserChange.Part;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/** Counts the local users with whom something is lost: those created, and those to be created. */
public final class UserLosses {

  /** Takes a loss; the text lacks the number of users. */
  public interface Sink {
    void add(Kind kind, long count, String text);
  }

  private final Map<Status, Long> created = new EnumMap<>(Status.class);
  private final Map<Status, Long> changed = new EnumMap<>(Status.class);
  private long withMfa;

  private UserLosses() {}

  /**
   * Counts.
   *
   * @param planned whether who is missing is yet to be created
   */
  public static UserLosses count(PoolComparison compared, PoolJournal journal, boolean planned) {
    UserLosses losses = new UserLosses();
    compared
        .users()
        .lines()
        .forEachRange(
            range -> {
              BitSet own = journal.everAnnounced(range.index());
              for (int i = 0; i < range.length(); i++) {
                losses.count(range, range.first() + (long) i, own.get(i), planned);
              }
            });
    return losses;
  }

  private void count(LineTable.Range range, long line, boolean own, boolean planned) {
    Verdict verdict = range.verdict(line);
    boolean there = verdict == Verdict.SAME || verdict == Verdict.DIFFERENT;
    boolean missing = planned && verdict == Verdict.MISSING;
    Facts facts = range.facts(line);
    if (missing || (there && own)) {
      created.merge(facts.status(), 1L, Long::sum);
      withMfa += facts.mfa() ? 1 : 0;
    }
    boolean imposed = facts.statusChanged() && !range.differences(line).contains(Part.STATUS);
    if (missing || (there && imposed)) {
      changed.merge(facts.status(), 1L, Long::sum);
    }
  }

  public void addTo(Sink sink, PasswordStrategy strategy, OfferedFactors factors) {
    long users = created.values().stream().mapToLong(Long::longValue).sum();
    String becomes =
        switch (strategy) {
          case RANDOM_PERMANENT -> "CONFIRMED with an unknown password";
          case RANDOM_TEMPORARY -> "FORCE_CHANGE_PASSWORD with an unknown temporary password";
          case NONE -> "what Cognito makes of a user who is created without a password";
        };
    sink.add(
        Kind.PASSWORD,
        created(Status.CONFIRMED) + created(Status.NOT_GIVEN),
        strategy == PasswordStrategy.RANDOM_PERMANENT
            ? "CONFIRMED with an unknown password; they sign in again through \"forgot password\""
            : "CONFIRMED becomes " + becomes);
    sink.add(
        Kind.TEMPORARY_PASSWORD,
        created(Status.FORCE_CHANGE_PASSWORD),
        "FORCE_CHANGE_PASSWORD with a new, unknown temporary password");
    sink.add(
        Kind.UNCONFIRMED,
        changed.getOrDefault(Status.UNCONFIRMED, 0L),
        "UNCONFIRMED becomes FORCE_CHANGE_PASSWORD with an unknown temporary password");
    status(sink, Kind.RESET_REQUIRED, Status.RESET_REQUIRED, becomes);
    status(sink, Kind.ARCHIVED, Status.ARCHIVED, becomes);
    status(sink, Kind.COMPROMISED, Status.COMPROMISED, becomes);
    status(sink, Kind.UNKNOWN_STATUS, Status.UNKNOWN, becomes);
    sink.add(Kind.SUB, users, "a new sub; the identity map has old and new");
    if (!factors.userPool().path("UsernameAttributes").isEmpty()) {
      sink.add(Kind.USERNAME, users, "a new username, a UUID that Cognito assigns");
    }
    sink.add(Kind.DATES, users, "new dates of creation and modification");
    sink.add(Kind.SESSIONS, users, "sessions and refresh tokens are no longer valid");
    if (!factors.userPool().path("DeviceConfiguration").isEmpty()) {
      sink.add(Kind.DEVICES, users, "the pool does not remember their devices any more");
    }
    sink.add(
        Kind.MFA_PREFERENCE,
        withMfa,
        "an authenticator app, which the archive names, must be set up again");
    if (factors.choice()) {
      sink.add(
          Kind.SECOND_FACTORS,
          users,
          "whoever had chosen a second factor must choose again; the archive does not say who had");
    }
    if (factors.totp()) {
      sink.add(
          Kind.TOTP_SECRETS,
          users,
          "whoever had set up an authenticator app must set it up again; Cognito does not say who"
              + " had");
    }
    if (factors.passkeys()) {
      sink.add(
          Kind.PASSKEYS,
          users,
          "whoever had a passkey must make a new one; Cognito does not say who had");
    }
  }

  private void status(Sink sink, Kind kind, Status status, String becomes) {
    String name = status == Status.UNKNOWN ? "a status that is not known" : status.name();
    sink.add(kind, changed.getOrDefault(status, 0L), name + " becomes " + becomes);
  }

  private long created(Status status) {
    return created.getOrDefault(status, 0L);
  }
}
