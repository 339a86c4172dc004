package io.github.cognitobackup;

import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.catalogue.Suspicion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a backup has written.
 *
 * @param outcome COMPLETE, or PARTIAL when a resource could not be read
 * @param key the archive's key in the storage
 * @param userPoolId the pool that was saved
 * @param users how many users the archive holds
 * @param memberships how many pairs of group and user
 * @param resources how many resources, by kind
 * @param gaps what could not be read, and why
 * @param leftOut what was left out on purpose: secrets, of a plaintext archive
 * @param size the archive's bytes in the storage; 0 where that cannot be found out
 * @param sealed whether it is sealed with an encryptor
 * @param suspicious the earlier archive of the pool that holds far more users, if there is one: see
 *     that it is not the backup of an accident
 * @param warnings what did not work though the archive is there: no receipt beside it, nothing to
 *     compare its users with
 * @param notes what is good to know and no trouble: that users were compared with receipts alone
 * @param duration how long it took
 */
public record BackupReport(
    Outcome outcome,
    String key,
    String userPoolId,
    long users,
    long memberships,
    Map<String, Long> resources,
    List<Manifest.Gap> gaps,
    List<String> leftOut,
    long size,
    boolean sealed,
    Optional<Suspicion> suspicious,
    List<String> warnings,
    List<String> notes,
    Duration duration) {

  /**
   * Copies lists and map.
   *
   * @param outcome as {@link #outcome()}
   * @param key as {@link #key()}
   * @param userPoolId as {@link #userPoolId()}
   * @param users as {@link #users()}
   * @param memberships as {@link #memberships()}
   * @param resources as {@link #resources()}
   * @param gaps as {@link #gaps()}
   * @param leftOut as {@link #leftOut()}
   * @param size as {@link #size()}
   * @param sealed as {@link #sealed()}
   * @param suspicious as {@link #suspicious()}
   * @param warnings as {@link #warnings()}
   * @param notes as {@link #notes()}
   * @param duration as {@link #duration()}
   */
  public BackupReport {
    resources = Map.copyOf(resources);
    gaps = List.copyOf(gaps);
    leftOut = List.copyOf(leftOut);
    warnings = List.copyOf(warnings);
    notes = List.copyOf(notes);
  }
}
