package io.github.cognitobackup.restore;

import io.github.cognitobackup.archive.Outcome;
import java.util.List;

/**
 * What became of the users of identity providers, whom no restore creates: they come back at their
 * next sign-in, and only then can have their groups, their links and a disabled flag back.
 *
 * @param outcome COMPLETE when all who have signed in have what the archive has; PARTIAL when
 *     something failed
 * @param key the archive's key
 * @param userPoolId the pool
 * @param users how many the archive holds
 * @param notSignedIn how many of them are not in the pool yet
 * @param unfinished how many were there and lacked something, when it began
 * @param failures how many things failed
 * @param firstFailures the first hundred of them
 */
public record FederatedReport(
    Outcome outcome,
    String key,
    String userPoolId,
    long users,
    long notSignedIn,
    long unfinished,
    long failures,
    List<RestoreReport.Failure> firstFailures) {

  /**
   * Copies the failures.
   *
   * @param outcome see the record
   * @param key see the record
   * @param userPoolId see the record
   * @param users see the record
   * @param notSignedIn see the record
   * @param unfinished see the record
   * @param failures see the record
   * @param firstFailures see the record
   */
  public FederatedReport {
    firstFailures = List.copyOf(firstFailures);
  }
}
