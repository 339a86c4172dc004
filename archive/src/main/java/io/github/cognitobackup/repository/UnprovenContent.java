package io.github.cognitobackup.repository;

import io.github.cognitobackup.archive.OldBackupReader;
import java.util.List;

/**
 * What is known of the content of an old backup, a file of another tool without digests and counts.
 *
 * @param kind the kind of file
 * @param shown what the reading has shown, one sentence each
 * @param notProven what no reading can show, one sentence each
 * @param repeatedUsernames how many users bear a {@code Username} that an earlier one bears; they
 *     are not restored
 * @param repeatedSubs how many users bear a {@code sub} that an earlier one bears
 */
public record UnprovenContent(
    OldBackupReader.Kind kind,
    List<String> shown,
    List<String> notProven,
    long repeatedUsernames,
    long repeatedSubs) {

  /**
   * Copies the lists.
   *
   * @param kind see the record
   * @param shown see the record
   * @param notProven see the record
   * @param repeatedUsernames see the record
   * @param repeatedSubs see the record
   */
  public UnprovenContent {
    shown = List.copyOf(shown);
    notProven = List.copyOf(notProven);
  }
}
