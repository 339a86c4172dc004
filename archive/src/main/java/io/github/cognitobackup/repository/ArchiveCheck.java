package io.github.cognitobackup.repository;

import io.github.cognitobackup.error.CognitoBackupException;
import java.util.Optional;

/**
 * How one archive fared when it was verified together with others.
 *
 * @param key the archive's key
 * @param result what came out
 * @param report what the archive holds, when it is sound
 * @param failure why it is not, or could not be read
 * @param warning why the verification is not in its receipt, though the archive is sound
 */
public record ArchiveCheck(
    String key,
    Result result,
    Optional<VerifyReport> report,
    Optional<CognitoBackupException> failure,
    Optional<String> warning) {

  /** What a verification can come to. */
  public enum Result {
    /** Every byte was checked and is right. */
    SOUND,
    /** It is not what a backup wrote. */
    DAMAGED,
    /**
     * It could not be checked: its key cannot be had, the storage failed, its format is newer, or
     * it is plain and plain archives are not accepted.
     */
    UNREADABLE
  }
}
