package io.github.cognitobackup.repository;

import io.github.cognitobackup.foreign.ForeignKind;
import java.util.List;

/**
 * What is known of the content of a foreign backup, a file of another tool without digests and
 * counts.
 *
 * @param kind the kind of file
 * @param shown what the reading has shown, one sentence each
 * @param notProven what no reading can show, one sentence each
 * @param repeatedUsernames how many users have the {@code Username} of an earlier one; they are not
 *     restored
 * @param repeatedSubs how many users have the {@code sub} of an earlier one
 */
public record UnverifiableContent(
    ForeignKind kind,
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
  public UnverifiableContent {
    shown = List.copyOf(shown);
    notProven = List.copyOf(notProven);
  }
}
