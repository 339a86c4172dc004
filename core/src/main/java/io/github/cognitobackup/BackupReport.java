package io.github.cognitobackup;

import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.catalogue.ShrinkWarning;
import io.github.cognitobackup.internal.saving.BackupRun;
import io.github.cognitobackup.repository.NewArchive;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a backup has written. Immutable. */
public final class BackupReport {

  private final String userPoolId;
  private final String key;
  private final Outcome outcome;
  private final Manifest.Counts counts;
  private final List<Manifest.Gap> gaps;
  private final List<String> leftOut;
  private final long size;
  private final boolean sealed;
  private final Optional<ShrinkWarning> suspicious;
  private final List<String> warnings;
  private final List<String> notes;
  private final Duration duration;

  BackupReport(BackupRun.Result result) {
    NewArchive.Committed archive = result.archive();
    Manifest manifest = archive.manifest();
    this.userPoolId = result.userPoolId();
    this.key = archive.key().toString();
    this.outcome = manifest.outcome();
    this.counts = manifest.counts();
    this.gaps = manifest.gaps();
    this.leftOut = manifest.leftOut();
    this.size = archive.size();
    this.sealed = result.sealed();
    this.suspicious = archive.suspicious();
    this.warnings = archive.warnings();
    this.notes = archive.notes();
    this.duration = result.duration();
  }

  /**
   * Returns how the backup ended.
   *
   * @return COMPLETE, or PARTIAL when a resource could not be read
   */
  public Outcome outcome() {
    return outcome;
  }

  /**
   * Returns the archive's key in the storage.
   *
   * @return the key
   */
  public String key() {
    return key;
  }

  /**
   * Returns the pool that was saved.
   *
   * @return its id
   */
  public String userPoolId() {
    return userPoolId;
  }

  /**
   * Returns how many users the archive holds.
   *
   * @return the number of users
   */
  public long users() {
    return counts.users();
  }

  /**
   * Returns how many pairs of group and user the archive holds.
   *
   * @return the number of memberships
   */
  public long memberships() {
    return counts.memberships();
  }

  /**
   * Returns how many resources the archive holds.
   *
   * @return their numbers, by kind; unmodifiable
   */
  public Map<String, Long> resources() {
    return counts.resources();
  }

  /**
   * Returns what could not be read, and why.
   *
   * @return the gaps; empty when the outcome is COMPLETE
   */
  public List<Manifest.Gap> gaps() {
    return gaps;
  }

  /**
   * Returns what was left out on purpose: secrets, of a plaintext archive.
   *
   * @return the resources and the members that were left out
   */
  public List<String> leftOut() {
    return leftOut;
  }

  /**
   * Returns the size of the archive in the storage.
   *
   * @return its bytes; 0 where that cannot be found out
   */
  public long size() {
    return size;
  }

  /**
   * Returns whether the archive is sealed.
   *
   * @return true when it was written with an encryptor
   */
  public boolean sealed() {
    return sealed;
  }

  /**
   * Returns the earlier archive of the pool that holds far more users: check that this one is not
   * the backup of an accident.
   *
   * @return the warning, if there is one
   */
  public Optional<ShrinkWarning> suspicious() {
    return suspicious;
  }

  /**
   * Returns what did not work though the archive is there: no receipt beside it, nothing to compare
   * its users with.
   *
   * @return the warnings
   */
  public List<String> warnings() {
    return warnings;
  }

  /**
   * Returns what is worth knowing and no failure: that users were compared with receipts alone.
   *
   * @return the notes
   */
  public List<String> notes() {
    return notes;
  }

  /**
   * Returns how long the backup took.
   *
   * @return the duration
   */
  public Duration duration() {
    return duration;
  }

  @Override
  public String toString() {
    return "BackupReport[" + outcome + ", " + key + ", users=" + users() + ']';
  }
}
