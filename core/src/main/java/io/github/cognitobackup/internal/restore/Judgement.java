package io.github.cognitobackup.internal.restore;

import io.github.cognitobackup.archive.Outcome;

/**
 * The one rule by which a restore is called equal, and COMPLETE, PARTIAL or FAILED. What differs
 * between archive and pool is one of three:
 *
 * <ul>
 *   <li>a loss that Cognito imposes: counted by kind ({@link Losses}), it is no difference here;
 *   <li>kept, for the request forbids to change it: archive and pool are not equal, and the outcome
 *       is what it would be without;
 *   <li>anything else: a failure, with its reason. Archive and pool are not equal, and the outcome
 *       is not COMPLETE.
 * </ul>
 *
 * @param equal whether archive and pool are equal in all that can be given back
 * @param outcome how the restore ended
 */
record Judgement(boolean equal, Outcome outcome) {

  /**
   * Judges.
   *
   * @param kept how much differs that the request forbids to change
   * @param failures how much else differs, is missing or is not in the archive
   * @param anything whether anything of the archive is in the pool
   */
  static Judgement of(long kept, long failures, boolean anything) {
    Outcome outcome =
        failures == 0 ? Outcome.COMPLETE : anything ? Outcome.PARTIAL : Outcome.FAILED;
    return new Judgement(kept == 0 && failures == 0, outcome);
  }
}
